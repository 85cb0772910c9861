/// Where everything of a map goes in an area, found once for drawing and for clicks.
struct MapPlan {
  struct Bubble {
    var index: Int
    /// Its middle and its radius in columns; a row is two columns high.
    var x, y, radius: Double

    var cells: Rect {
      let left = Int((x - radius).rounded(.down))
      let top = Int((y - radius / 2).rounded(.down))
      let right = Int((x + radius - 0.01).rounded(.down))
      let bottom = Int((y + radius / 2 - 0.01).rounded(.down))
      return Rect(x: left, y: top, width: right - left + 1, height: bottom - top + 1)
    }

    /// Hands out the dots of the bubble and those right around it, counted in the map's raster, and the cell they are in.
    func forEachDot(
      in frame: MapFrame, graph: Symbols.Graph, _ body: (_ x: Int, _ y: Int, _ cell: Int, _ isInside: Bool) -> Void
    ) {
      let (across, down) = (DotRaster.dotsAcross(graph), DotRaster.dotsDown(graph))
      let halo = radius + (graph == .ascii ? 0 : 2.2 / Double(down))
      // Even the smallest has the dot it is on.
      let own = Point(
        x: Int(((x - Double(frame.cells.x)) * Double(across)).rounded(.down)),
        y: Int(((y - Double(frame.cells.y)) * Double(down)).rounded(.down)))
      let around = Rect(x: cells.x - 1, y: cells.y - 1, width: cells.width + 2, height: cells.height + 2)
        .intersection(frame.cells)
      for row in 0..<(around.height * down) {
        for column in 0..<(around.width * across) {
          let dx = Double(around.x) + (Double(column) + 0.5) / Double(across) - x
          let dy = (Double(around.y) + (Double(row) + 0.5) / Double(down) - y) * 2
          let distance = dx * dx + dy * dy
          let dotX = (around.x - frame.cells.x) * across + column
          let dotY = (around.y - frame.cells.y) * down + row
          let isInside = distance <= radius * radius || Point(x: dotX, y: dotY) == own
          guard isInside || distance <= halo * halo else { continue }
          body(dotX, dotY, dotY / down * frame.cells.width + dotX / across, isInside)
        }
      }
    }
  }

  struct Label {
    var index: Int
    var rect: Rect
    var hasDetail: Bool
  }

  /// Nil where the area is too small.
  private(set) var frame: MapFrame?
  /// The largest first, so that smaller ones lie on it.
  private(set) var bubbles: [Bubble] = []
  private(set) var labels: [Label] = []
  private(set) var list = MapList()

  init(_ map: WorldMap, in area: Rect, look: Look) {
    let unplaced = map.items.indices.filter { map.items[$0].place.flatMap { MapFrame(area).place(of: $0) } == nil }
    guard area.height >= 4, area.width >= 20 else {
      list = MapList(map, Array(map.items.indices), title: "", in: area, look: look)
      return
    }
    let most = max(1, area.height / 4)
    list = MapList(map, unplaced, title: map.unplacedTitle, in: area, atMost: most, look: look)
    let rows = list.rowCount
    let body = Rect(x: area.x, y: area.y, width: area.width, height: area.height - rows)
    let frame = MapFrame(fitting: body)
    self.frame = frame
    bubbles = MapPlan.bubbles(map, frame)
    labels = MapPlan.labels(map, bubbles, in: body, look: look)
  }

  private static func bubbles(_ map: WorldMap, _ frame: MapFrame) -> [Bubble] {
    let values = map.items.map { $0.value.isFinite ? max(0, $0.value) : 0 }
    let most = zip(map.items, values).filter { $0.0.place != nil }.map(\.1).max() ?? 0
    let widest = min(max(Double(frame.cells.height) / 7, 0.8), 6)
    let bubbles = map.items.enumerated().compactMap { index, item -> Bubble? in
      guard let place = item.place.flatMap({ frame.place(of: $0) }) else { return nil }
      let share = most > 0 ? values[index] / most : 0
      return Bubble(index: index, x: place.x, y: place.y, radius: max(0.3, widest * share.squareRoot()))
    }
    return bubbles.sorted { ($1.radius, $0.index) < ($0.radius, $1.index) }
  }

  /// The selected one's label first, then by size; one that would lie on another or on a bubble is tried on the other
  /// sides, then without its detail, then left out.
  private static func labels(_ map: WorldMap, _ bubbles: [Bubble], in area: Rect, look: Look) -> [Label] {
    var taken = bubbles.map(\.cells)
    var labels: [Label] = []
    let first = bubbles.filter { $0.index == map.selected }
    for bubble in first + bubbles.filter({ $0.index != map.selected }) {
      let item = map.items[bubble.index]
      let isSelected = bubble.index == map.selected
      let name = min(DisplayWidth.of(item.label), 16) + (isSelected ? 1 : 0)
      let whole = item.detail.isEmpty ? name : name + 1 + DisplayWidth.of(item.detail)
      var widths = whole == name ? [(name, false)] : [(whole, true), (name, false)]
      widths.removeAll { $0.0 > area.width || $0.0 == 0 }
      let place = widths.lazy.flatMap { width, hasDetail in
        sides(of: bubble, width: width).map { Label(index: bubble.index, rect: $0, hasDetail: hasDetail) }
      }.first { label in
        label.rect.intersection(area) == label.rect
          && !taken.contains { !$0.intersection(label.rect.inset(dx: -1, dy: 0)).isEmpty && $0 != bubble.cells }
          && bubble.cells.intersection(label.rect).isEmpty
      }
      guard let label = place ?? (isSelected ? forced(bubble, widths, in: area) : nil) else { continue }
      taken.append(label.rect)
      labels.append(label)
    }
    return labels
  }

  private static func sides(of bubble: Bubble, width: Int) -> [Rect] {
    let cells = bubble.cells
    let middle = cells.y + cells.height / 2
    return [
      (cells.right + 1, middle), (cells.x - 1 - width, middle), (cells.x + cells.width / 2 - width / 2, cells.bottom),
      (cells.x + cells.width / 2 - width / 2, cells.y - 1), (cells.right, middle), (cells.right, cells.bottom),
      (cells.right, cells.y - 1),
    ].map { Rect(x: $0.0, y: $0.1, width: width, height: 1) }
  }

  /// The selected one is named whatever lies there.
  private static func forced(_ bubble: Bubble, _ widths: [(Int, Bool)], in area: Rect) -> Label? {
    guard let (width, hasDetail) = widths.first else { return nil }
    let x = min(max(bubble.cells.right, area.x), area.right - width)
    let y = min(max(bubble.cells.bottom, area.y), area.bottom - 1)
    return Label(index: bubble.index, rect: Rect(x: x, y: y, width: width, height: 1), hasDetail: hasDetail)
  }
}
