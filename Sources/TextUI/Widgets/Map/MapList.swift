/// The items without a point on the map, as running text at the foot of an area: `not on the map: Web 1.2k  Kiosk 33`.
/// Items that do not fit are counted; where the selected one is among them, the list begins with it.
struct MapList {
  private struct Entry {
    var index: Int?
    var spans: [Span]
    var rect: Rect
  }

  private var entries: [Entry] = []
  private(set) var rowCount = 0

  init() {}

  init(
    _ map: WorldMap, _ indices: [Int], title: String, in area: Rect, atMost most: Int = Int.max, look: Look
  ) {
    guard !indices.isEmpty, !area.isEmpty else { return }
    let rows = min(most, area.height)
    put(map, indices, from: 0, title: title, in: area, rows, look)
    if let selected = indices.firstIndex(where: { $0 == map.selected }),
      !entries.contains(where: { $0.index == map.selected })
    {
      put(map, indices, from: selected, title: title, in: area, rows, look)
    }
    for at in entries.indices { entries[at].rect.y += area.bottom - rowCount }
  }

  /// Row indices begin at 0.
  private mutating func put(
    _ map: WorldMap, _ indices: [Int], from first: Int, title: String, in area: Rect, _ rows: Int, _ look: Look
  ) {
    entries = []
    let more = DisplayWidth.of(" +\(indices.count)")
    var (x, y) = (0, 0)
    func add(_ spans: [Span], _ index: Int?, isLast: Bool) -> Bool {
      let width = min(spans.reduce(0) { $0 + $1.width }, area.width)
      let room = area.width - (y == rows - 1 && !isLast ? more : 0)
      if x > 0, x + width > room {
        guard y + 1 < rows else { return false }
        (x, y) = (0, y + 1)
      }
      entries.append(Entry(index: index, spans: spans, rect: Rect(x: area.x + x, y: y, width: width, height: 1)))
      x += width + 2
      return true
    }
    if !title.isEmpty { _ = add([Span(title, .dim)], nil, isLast: false) }
    var left = indices.count
    for index in indices[first...] {
      guard add(MapList.spans(map, index, look), index, isLast: left == 1 && first == 0) else { break }
      left -= 1
    }
    if left > 0 {
      let spans = [Span("+\(left)", .dim)]
      let rect = Rect(x: area.x + max(0, x - 1), y: y, width: DisplayWidth.of("+\(left)"), height: 1)
      entries.append(Entry(index: nil, spans: spans, rect: rect.intersection(shifted(area, rows))))
    }
    rowCount = y + 1
  }

  private static func spans(_ map: WorldMap, _ index: Int, _ look: Look) -> [Span] {
    let item = map.items[index]
    let isSelected = index == map.selected
    let name = (isSelected ? String(look.symbols.pointer) : "") + item.label
    return [Span(name, isSelected ? .title : .text, on: isSelected ? .selection : nil)] + item.details
  }

  private func shifted(_ area: Rect, _ rows: Int) -> Rect { Rect(x: area.x, y: 0, width: area.width, height: rows) }

  func index(at point: Point) -> Int? { entries.first { $0.rect.contains(point) }?.index }

  func draw(on canvas: inout Canvas, look: Look) {
    for entry in entries {
      let (rect, name) = (entry.rect, entry.spans.prefix(1))
      let used = canvas.write(Array(name), x: rect.x, y: rect.y, maxWidth: rect.width, in: rect)
      canvas.write(whole: entry.spans.dropFirst(), x: rect.x + used, y: rect.y, before: rect.right, in: rect)
    }
  }
}
