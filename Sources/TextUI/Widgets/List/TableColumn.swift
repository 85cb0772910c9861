package struct TableColumn: Equatable, Sendable {
  package enum Alignment: Sendable { case leading, trailing }

  package var title: String
  package var width: Length
  package var alignment: Alignment
  /// Where the table is too narrow, columns of the lowest priority are left out first. The default is 0.
  package var priority: Int

  package init(_ title: String, width: Length, alignment: Alignment = .leading, priority: Int = 0) {
    self.title = title
    self.width = width
    self.alignment = alignment
    self.priority = priority
  }

  /// Width below which the column is left out.
  var least: Int { max(1, width.minimum) }
}

package struct TableCell: Equatable, Sendable {
  package enum Content: Equatable, Sendable {
    case text(String)
    case spans([Span])
  }

  package var content: Content
  package var style: Style

  package init(_ content: Content, style: Style = .text) {
    self.content = content
    self.style = style
  }

  package init(_ text: String, _ role: Role = .text) { self.init(.text(text), style: Style(role)) }

  /// Columns of the screen that the whole content takes.
  var width: Int {
    switch content {
    case .text(let text): DisplayWidth.of(text)
    case .spans(let spans): spans.reduce(0) { $0 + $1.width }
    }
  }

  func draw(in area: Rect, alignment: TableColumn.Alignment, on canvas: inout Canvas, look: Look) {
    switch content {
    case .text(let text): draw([Span(text, style: style)], in: area, alignment, on: &canvas)
    case .spans(let spans): draw(spans, in: area, alignment, on: &canvas)
    }
  }

  private func draw(_ spans: [Span], in area: Rect, _ alignment: TableColumn.Alignment, on canvas: inout Canvas) {
    let width = spans.reduce(0) { $0 + $1.width }
    let shift = alignment == .trailing ? max(0, area.width - width) : 0
    canvas.write(spans, x: area.x + shift, y: area.y, maxWidth: area.width - shift, in: area)
  }
}
