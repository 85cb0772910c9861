/// Items of a map in running text at the foot of an area: `not on the map: Web 1.2k · Kiosk 33`. What does not fit is
/// counted.
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
    let more = DisplayWidth.of(" +\(indices.count)")
    var (x, y) = (0, 0)
    func put(_ spans: [Span], _ index: Int?, isLast: Bool) -> Bool {
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
    if !title.isEmpty { _ = put([Span(title, .dim)], nil, isLast: false) }
    for (place, index) in indices.enumerated() {
      let item = map.items[index]
      let isSelected = index == map.selected
      let name = (isSelected ? String(look.symbols.pointer) : "") + item.label
      var spans = [Span(name, isSelected ? .title : .text, on: isSelected ? .selection : nil)]
      if !item.detail.isEmpty { spans.append(Span(" " + item.detail, .number)) }
      guard put(spans, index, isLast: place == indices.count - 1) else {
        let left = "+\(indices.count - place)"
        let rect = Rect(x: area.x + max(0, x - 1), y: y, width: DisplayWidth.of(left), height: 1)
        entries.append(Entry(index: nil, spans: [Span(left, .dim)], rect: rect.intersection(shifted(area, rows))))
        break
      }
    }
    rowCount = y + 1
    for at in entries.indices { entries[at].rect.y += area.bottom - rowCount }
  }

  private func shifted(_ area: Rect, _ rows: Int) -> Rect { Rect(x: area.x, y: 0, width: area.width, height: rows) }

  func index(at point: Point) -> Int? { entries.first { $0.rect.contains(point) }?.index }

  func draw(on canvas: inout Canvas, look: Look) {
    for entry in entries {
      canvas.write(entry.spans, x: entry.rect.x, y: entry.rect.y, maxWidth: entry.rect.width, in: entry.rect)
    }
  }
}
