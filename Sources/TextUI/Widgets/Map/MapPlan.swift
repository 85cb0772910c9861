/// The positions of everything on a map, computed once for drawing and for clicks.
struct MapPlan {
  struct Bubble {
    var index: Int
    /// Middle and radius in columns; a row is two columns high.
    var x, y, radius: Double
    /// True for zero and less: drawn as a ring, which has no area.
    var isHollow = false

    var cells: Rect {
      if isHollow { return Rect(x: Int(x.rounded(.down)), y: Int(y.rounded(.down)), width: 1, height: 1) }
      let left = Int((x - radius).rounded(.down))
      let top = Int((y - radius / 2).rounded(.down))
      let right = Int((x + radius - 0.01).rounded(.down))
      let bottom = Int((y + radius / 2 - 0.01).rounded(.down))
      return Rect(x: left, y: top, width: right - left + 1, height: bottom - top + 1)
    }

    /// Calls `body` with the dots of the bubble and those right around it, counted in the map's raster, and the cell of
    /// each.
    func forEachDot(
      in frame: MapFrame, graph: Symbols.Graph, _ body: (_ x: Int, _ y: Int, _ cell: Int, _ isInside: Bool) -> Void
    ) {
      let (across, down) = (DotRaster.dotsAcross(graph), DotRaster.dotsDown(graph))
      let halo = radius + (graph == .ascii ? 0 : 2.2 / Double(down))
      // Even the smallest bubble has the dot at its middle.
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
    /// Number of the item's details that the label shows.
    var details: Int
    /// True where the label stands at the left of its bubble and ends there.
    var isTrailing = false
  }

  /// Nil where the area is too small for a map.
  private(set) var frame: MapFrame?
  /// Largest first, so that smaller bubbles lie on top.
  private(set) var bubbles: [Bubble] = []
  private(set) var labels: [Label] = []
  private(set) var list = MapList()

  init(_ map: WorldMap, in area: Rect, look: Look) {
    let unplaced = map.items.indices.filter { map.items[$0].point.flatMap { MapFrame(area).position(of: $0) } == nil }
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
    labels = MapLabels(map, bubbles, in: body, mapRows: frame.cells.height).labels
  }

  private static func bubbles(_ map: WorldMap, _ frame: MapFrame) -> [Bubble] {
    let values = map.items.map { $0.value.isFinite ? max(0, $0.value) : 0 }
    let most = zip(map.items, values).filter { $0.0.point != nil }.map(\.1).max() ?? 0
    let widest = min(max(Double(frame.cells.height) / 7, 0.8), 6)
    let bubbles = map.items.enumerated().compactMap { index, item -> Bubble? in
      guard let position = item.point.flatMap({ frame.position(of: $0) }) else { return nil }
      let share = most > 0 ? values[index] / most : 0
      return Bubble(
        index: index, x: position.x, y: position.y, radius: max(0.3, widest * share.squareRoot()), isHollow: share == 0)
    }
    return bubbles.sorted { ($1.radius, $0.index) < ($0.radius, $1.index) }
  }
}
