/// Which bubbles of a map have a label, and where. The selection changes nothing but its own label, and a figure that grows
/// by a digit moves none, so that labels keep still while values move and somebody walks through them.
struct MapLabels {
  private(set) var labels: [MapPlan.Label] = []
  private let map: WorldMap
  private let area: Rect
  private let hasDetails: Bool
  private var hasBubble: Mask
  private var hasLabel: Mask

  /// In the order of the items; one that would lie on another or on a bubble is tried on the other sides, then without
  /// its detail, then left out, unless it is the selected one.
  init(_ map: WorldMap, _ bubbles: [MapPlan.Bubble], in area: Rect, mapRows: Int) {
    self.map = map
    self.area = area
    hasDetails = mapRows >= MapLabels.leastRowsForDetails
    hasBubble = Mask(area)
    hasLabel = Mask(area)
    for bubble in bubbles { hasBubble.set(bubble.cells) }
    for bubble in bubbles.sorted(by: { $0.index < $1.index }) {
      let places = widths(of: bubble).lazy.flatMap { MapLabels.sides(of: bubble, width: $0.width, details: $0.details) }
      guard let label = places.first(where: { isFree($0.rect, beside: bubble) }) else { continue }
      hasLabel.set(label.rect)
      labels.append(label)
    }
    if let selected = bubbles.first(where: { $0.index == map.selected }),
      !labels.contains(where: { $0.index == map.selected })
    {
      force(selected)
    }
  }

  /// The widest first.
  private func widths(of bubble: MapPlan.Bubble) -> [(width: Int, details: Int)] {
    let item = map.items[bubble.index]
    var widths = [(width: min(DisplayWidth.of(item.label), 16), details: 0)]
    // On a low map figures would hide the coasts.
    for detail in item.details where hasDetails {
      // Room for figures that grow.
      let width = widths[0].width + 1 + (detail.width + 2) / 4 * 4
      widths.insert((width, widths[0].details + 1), at: 0)
    }
    return widths.filter { $0.width > 0 && $0.width <= area.width }
  }

  private static let leastRowsForDetails = 10

  private func isFree(_ rect: Rect, beside bubble: MapPlan.Bubble) -> Bool {
    guard rect.intersection(area) == rect else { return false }
    let own = bubble.cells
    return (rect.x - 1...rect.right).allSatisfy { x in
      let isTouching = x < rect.x || x == rect.right
      let isOwn = own.contains(Point(x: x, y: rect.y))
      return !hasLabel[x, rect.y] && (!hasBubble[x, rect.y] || isTouching && isOwn)
    }
  }

  private static func sides(of bubble: MapPlan.Bubble, width: Int, details: Int) -> [MapPlan.Label] {
    let cells = bubble.cells
    let middle = cells.y + cells.height / 2
    let centre = cells.x + cells.width / 2 - width / 2
    let places = [
      (cells.right + 1, middle), (cells.x - 1 - width, middle), (centre, cells.bottom), (centre, cells.y - 1),
      (cells.right, middle), (cells.right, cells.bottom), (cells.right, cells.y - 1),
    ]
    return places.map { x, y in
      MapPlan.Label(
        index: bubble.index, rect: Rect(x: x, y: y, width: width, height: 1), details: details,
        isTrailing: x + width < cells.x)
    }
  }

  /// The selected one is named whatever lies there; labels make way.
  private mutating func force(_ bubble: MapPlan.Bubble) {
    guard let (width, details) = widths(of: bubble).first else { return }
    let x = min(max(bubble.cells.right + 1, area.x), area.right - width)
    let y = min(max(bubble.cells.y + bubble.cells.height / 2, area.y), area.bottom - 1)
    let rect = Rect(x: x, y: y, width: width, height: 1)
    labels.removeAll { !$0.rect.intersection(rect.inset(dx: -1, dy: 0)).isEmpty }
    labels.append(MapPlan.Label(index: bubble.index, rect: rect, details: details))
  }

  /// Which cells of an area are taken.
  private struct Mask {
    private let area: Rect
    private var cells: [Bool]

    init(_ area: Rect) {
      self.area = area
      cells = [Bool](repeating: false, count: area.width * area.height)
    }

    subscript(x: Int, y: Int) -> Bool {
      area.contains(Point(x: x, y: y)) && cells[(y - area.y) * area.width + x - area.x]
    }

    mutating func set(_ rect: Rect) {
      let rect = rect.intersection(area)
      for y in rect.y..<rect.y + rect.height {
        for x in rect.x..<rect.x + rect.width { cells[(y - area.y) * area.width + x - area.x] = true }
      }
    }
  }
}
