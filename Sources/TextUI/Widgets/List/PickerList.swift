/// A list under a line of text that filters it. The pickers and the command palette are drawn with it.
///
/// The rows are given as they are to be shown: filtered, ranked and with their matched characters.
/// `PickerList.Row.ranked(_:by:)` does that for lists that are short enough to be ranked at each key press.
///
///     let found = PickerList.Row.ranked([.init("EMEA", detail: "41%"), .init("NA", detail: "34%")], by: "na")
///     let list = PickerList(rows: found.map(\.row), filter: TextField("na"), total: 2)
///     list.draw(in: area, on: &canvas, look: Look())
package struct PickerList: Sendable {
  package enum Mark: Sendable { case none, ticked, excluded }

  package struct Row: Equatable, Sendable {
    package var label: String
    /// Stands at the right: a share, an amount, a key. Left out where the row is too narrow.
    package var detail: String
    package var mark: Mark
    /// The default is `.dim`.
    package var detailRole = Role.dim
    /// Dim text behind the label, left out where fewer than ten columns remain for it.
    package var note = ""
    /// Indices of the label's characters that match the typed text; they are emphasised.
    package var matched: [Int] = []
    /// Colours shown before the detail, one dot each.
    package var swatch: [Role] = []
    /// Ranked first, whatever was typed. The default is false.
    package var isPinned = false

    package init(_ label: String, detail: String = "", mark: Mark = .none) {
      self.label = label
      self.detail = detail
      self.mark = mark
    }
  }

  /// The rows that match, or the part of them that can be seen.
  package var rows: [Row]
  /// Index of `rows[0]` among all rows that match. The default is 0.
  package var above = 0
  /// Number of rows that match. The default is the number of `rows`.
  package var count: Int
  /// Index among the rows that match; nil highlights none.
  package var highlighted: Int?
  package var filter: TextField
  /// Number of rows without the filter, shown beside the typed text: `3/9`.
  package var total: Int
  /// Index of the first row to show; drawing moves it as far as the highlight needs.
  package var scroll: Int
  /// Number of rows at the top, such as "all", that the count leaves out. The default is 0.
  package var uncounted = 0
  /// Shown when `rows` is empty.
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
    let body = Self.body(in: area)
    if body.height < area.height { drawFilter(in: area.row(0), on: &canvas, look: look) }
    if rows.isEmpty { canvas.write(emptyText, x: body.x + 2, y: body.y, style: .dim, in: body) }
    let first = firstRow(visible: body.height)
    for offset in 0..<body.height where rows.indices.contains(first + offset - above) {
      draw(rows[first + offset - above], in: body.row(offset), first + offset == highlighted, on: &canvas, look: look)
    }
  }

  /// Index of the row drawn at a point of the screen.
  package func row(at point: Point, in area: Rect) -> Int? {
    let body = Self.body(in: area)
    guard body.contains(point) else { return nil }
    let index = firstRow(visible: body.height) + point.y - body.y
    return index < count ? index : nil
  }

  /// The lines for rows: all but the first, which holds the typed text, where there are two or more.
  package static func body(in area: Rect) -> Rect {
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
  /// The label with its matched characters underlined, in the accent colour.
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
