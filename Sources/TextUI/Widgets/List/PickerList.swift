/// A list to pick from: what is typed filters it, rows can be ticked or excluded, each shows a detail at the right.
package struct PickerList: Sendable {
  package enum Mark: Sendable { case none, ticked, excluded }

  package struct Row: Equatable, Sendable {
    package var label: String
    package var detail: String
    package var mark: Mark
    package var detailRole = Role.dim
    /// Said dimly behind the label, where there is room.
    package var note = ""
    /// Which characters of the label are emphasised, because they match what was typed.
    package var matched: [Int] = []
    /// Colours shown before the detail, a sign each.
    package var swatch: [Role] = []

    package init(_ label: String, detail: String = "", mark: Mark = .none) {
      self.label = label
      self.detail = detail
      self.mark = mark
    }
  }

  /// All, or at least those that show.
  package var rows: [Row]
  /// How many stand above those given, and how many there are of all.
  package var above = 0
  package var count: Int
  package var highlighted: Int?
  package var filter: TextField
  /// How many there are without the filter.
  package var total: Int
  package var scroll: Int
  /// Rows at the top that stand for all the others; they are not counted.
  package var uncounted = 0
  /// Shown when nothing matches.
  package var emptyText = "nothing matches"

  package init(
    rows: [Row], highlighted: Int? = 0, filter: TextField = TextField(), total: Int? = nil, scroll: Int = 0
  ) {
    self.rows = rows
    count = rows.count
    self.highlighted = highlighted
    self.filter = filter
    self.total = total ?? rows.count
    self.scroll = scroll
  }

  package func draw(in area: Rect, on canvas: inout Canvas, look: Look) {
    guard !area.isEmpty else { return }
    let body = bodyArea(in: area)
    if body.height < area.height { drawFilter(in: area.row(0), on: &canvas, look: look) }
    if rows.isEmpty { canvas.write(emptyText, x: body.x + 2, y: body.y, style: .dim, in: body) }
    let first = firstRow(visible: body.height)
    for offset in 0..<body.height where rows.indices.contains(first + offset - above) {
      draw(rows[first + offset - above], in: body.row(offset), first + offset == highlighted, on: &canvas, look: look)
    }
  }

  /// The row drawn at a point of the screen.
  package func row(at point: Point, in area: Rect) -> Int? {
    let body = bodyArea(in: area)
    guard body.contains(point) else { return nil }
    let index = firstRow(visible: body.height) + point.y - body.y
    return index < count ? index : nil
  }

  private func bodyArea(in area: Rect) -> Rect {
    let head = area.height >= 2 ? 1 : 0
    return Rect(x: area.x, y: area.y + head, width: area.width, height: area.height - head)
  }

  private func firstRow(visible: Int) -> Int {
    Scrolling.firstRow(scroll: scroll, selected: highlighted, visible: visible, count: count)
  }

  private func drawFilter(in row: Rect, on canvas: inout Canvas, look: Look) {
    let counted = count - uncounted
    let text = counted == total ? "\(total)" : "\(counted)/\(total)"
    let width = text.count
    canvas.write("/", x: row.x, y: row.y, style: Style(.key), in: row)
    let field = Rect(x: row.x + 2, y: row.y, width: row.width - 2 - width - 1, height: 1)
    filter.draw(in: field, on: &canvas, look: look)
    guard row.width >= width + 4 else { return }
    canvas.write(text, x: row.right - width, y: row.y, style: .dim, in: row)
  }

  private func draw(_ item: Row, in row: Rect, _ isHighlighted: Bool, on canvas: inout Canvas, look: Look) {
    if isHighlighted {
      canvas.restyle(row) { $0.background = .selection }
      canvas.write(String(look.symbols.pointer), x: row.x, y: row.y, style: Style(.accent), in: row)
    }
    let sign = item.mark.sign(look.symbols)
    canvas.write(String(sign.character), x: row.x + 1, y: row.y, style: Style(sign.role), in: row)
    let detail = DisplayWidth.of(item.detail)
    let hasDetail = detail > 0 && row.width >= detail + 8
    let room = row.width - 3 - (hasDetail ? detail + 1 : 0)
    let role: Role = item.mark == .excluded ? .excluded : isHighlighted ? .title : .text
    let used = canvas.write(item.spans(role), x: row.x + 3, y: row.y, maxWidth: room, in: row)
    if !item.note.isEmpty, room - used >= 10 {
      canvas.write(item.note, x: row.x + 5 + used, y: row.y, style: .dim, maxWidth: room - used - 3, in: row)
    }
    guard hasDetail else { return }
    canvas.write(item.detail, x: row.right - detail, y: row.y, style: Style(item.detailRole), in: row)
    let swatch = item.swatch.map { Span(String(look.symbols.live), $0) }
    guard room > DisplayWidth.of(item.label) + swatch.count + 2 else { return }
    canvas.write(swatch, x: row.right - detail - 2 - swatch.count, y: row.y, maxWidth: swatch.count, in: row)
  }
}

extension PickerList.Row {
  /// The label, its matched characters underlined and in the accent.
  fileprivate func spans(_ role: Role) -> [Span] {
    guard !matched.isEmpty else { return [Span(label, role)] }
    let marked = Set(matched)
    return label.enumerated().map { index, character in
      marked.contains(index)
        ? Span(String(character), .accent, on: nil, [.bold, .underline]) : Span(String(character), role)
    }
  }
}

extension PickerList.Mark {
  fileprivate func sign(_ symbols: Symbols) -> (character: Character, role: Role) {
    switch self {
    case .none: (" ", .text)
    case .ticked: (symbols.ticked, .good)
    case .excluded: (symbols.excluded, .excluded)
    }
  }
}
