/// Chooses the bubbles of a map that get a label, and its position. A selection changes only its own label, and a
/// figure that grows by a digit moves none, so labels keep still while values change.
struct MapLabels {
  private(set) var labels: [MapPlan.Label] = []
  private let map: WorldMap
  private let area: Rect
  /// Number of details that every label shows.
  private let details: Int
  private var hasBubble: Mask
  private var hasLabel: Mask

  /// One label for each item, in the order of the items. All show the same: value and change where all have room with
  /// both, else the value alone, and on a low map only the name. A label without room on any side is left out, unless
  /// it is the selected one.
  init(_ map: WorldMap, _ bubbles: [MapPlan.Bubble], in area: Rect, mapRows: Int) {
    // On a low map, figures would hide the coasts.
    let most = mapRows >= MapLabels.leastRowsForDetails ? map.items.map(\.details.count).max() ?? 0 : 0
    self.init(map, bubbles, in: area, details: most)
    if most > 1, labels.count < bubbles.count { self.init(map, bubbles, in: area, details: 1) }
    guard let selected = bubbles.first(where: { $0.index == map.selected }),
      !labels.contains(where: { $0.index == map.selected })
    else { return }
    force(selected)
  }

  private init(_ map: WorldMap, _ bubbles: [MapPlan.Bubble], in area: Rect, details: Int) {
    self.map = map
    self.area = area
    self.details = details
    hasBubble = Mask(area)
    hasLabel = Mask(area)
    for bubble in bubbles { hasBubble.set(bubble.cells) }
    for bubble in bubbles.sorted(by: { $0.index < $1.index }) {
      let positions = MapLabels.positions(beside: bubble, width: width(of: bubble), details: details)
      guard let label = positions.first(where: { isFree($0.rect, beside: bubble) }) else { continue }
      hasLabel.set(label.rect)
      labels.append(label)
    }
  }

  private func width(of bubble: MapPlan.Bubble) -> Int {
    let item = map.items[bubble.index]
    // Keep room for figures that grow.
    return item.details.prefix(details).reduce(min(DisplayWidth.of(item.label), 16)) { $0 + 1 + ($1.width + 2) / 4 * 4 }
  }

  private static let leastRowsForDetails = 10

  private func isFree(_ rect: Rect, beside bubble: MapPlan.Bubble) -> Bool {
    guard !rect.isEmpty, rect.intersection(area) == rect else { return false }
    let own = bubble.cells
    // Two blanks between labels, because a label has one inside; one between a label and another bubble.
    guard !(rect.x - 2..<rect.right + 2).contains(where: { hasLabel[$0, rect.y] }) else { return false }
    return (rect.x - 1...rect.right).allSatisfy { x in
      let isTouching = x < rect.x || x == rect.right
      return !hasBubble[x, rect.y] || isTouching && own.contains(Point(x: x, y: rect.y))
    }
  }

  /// The positions of a label, best first: beside the bubble, below, above, and then off its middle. None is more than
  /// a row or a column away from the bubble.
  private static func positions(beside bubble: MapPlan.Bubble, width: Int, details: Int) -> [MapPlan.Label] {
    let cells = bubble.cells
    let middle = cells.y + cells.height / 2
    let centre = cells.x + cells.width / 2 - width / 2
    let (right, left) = (cells.right + 1, cells.x - 1 - width)
    var positions = [(right, middle), (left, middle), (centre, cells.bottom), (centre, cells.y - 1)]
    positions.append((cells.right, middle))
    for y in cells.y..<cells.bottom where y != middle { positions += [(right, y), (left, y)] }
    let shifts = (cells.x - width...cells.right).sorted { abs($0 - centre) < abs($1 - centre) }
    for x in shifts { positions += [(x, cells.bottom), (x, cells.y - 1)] }
    return positions.map { x, y in
      MapPlan.Label(
        index: bubble.index, rect: Rect(x: x, y: y, width: width, height: 1), details: details,
        isTrailing: x + width <= cells.right)
    }
  }

  /// The selected item always has a label; others make room for it.
  private mutating func force(_ bubble: MapPlan.Bubble) {
    let width = min(width(of: bubble), area.width)
    guard width > 0 else { return }
    let x = min(max(bubble.cells.right + 1, area.x), area.right - width)
    let y = min(max(bubble.cells.y + bubble.cells.height / 2, area.y), area.bottom - 1)
    let rect = Rect(x: x, y: y, width: width, height: 1)
    labels.removeAll { !$0.rect.intersection(rect.inset(dx: -1, dy: 0)).isEmpty }
    labels.append(MapPlan.Label(index: bubble.index, rect: rect, details: details))
  }

  /// The cells of an area that are taken.
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
