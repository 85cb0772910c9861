import TextUI

/// Name, views, state of the stream.
struct TopRow {
  let model: Model

  init(_ model: Model) { self.model = model }

  func draw(in row: Rect, on canvas: inout Canvas) {
    let state = StreamText(model.stream, symbols: model.look.symbols).spans(width: max(0, row.width - 2))
    let right = row.right - 1 - state.width
    canvas.write(state, x: right, y: row.y, in: row)
    let name = Span("SALESTOP", style: Style(.accent).bold())
    guard row.x + 1 + name.width < right else { return }
    canvas.write(name.text, x: row.x + 1, y: row.y, style: name.style, in: row)
    let style = Style(.tabActive, on: .tabActive)
    let tab = [Span(" \(model.view + 1)", style: style), Span("\(model.viewSpec.name) ", style: style.bold())]
    guard row.x + 10 + tab.width < right else { return }
    canvas.write(tab, x: row.x + 10, y: row.y, in: row)
  }
}
