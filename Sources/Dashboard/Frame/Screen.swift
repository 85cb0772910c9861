import TextUI

/// Draws a model. The terminal, `--once`, exported pictures and tests all use this renderer.
struct Screen {
  let model: Model

  func draw() -> Canvas {
    var canvas = Canvas(model.size, ellipsis: model.look.symbols.ellipsis)
    let layout = ScreenLayout(model)
    if let row = layout.status {
      StatusLine(model: model).draw(in: row, on: &canvas)
    } else {
      drawPanels(layout, on: &canvas)
    }
    drawNotice(layout, on: &canvas)
    drawOverlay(layout, on: &canvas)
    return canvas
  }

  private func drawPanels(_ layout: ScreenLayout, on canvas: inout Canvas) {
    TopRow(model: model).draw(in: layout.top, on: &canvas)
    FilterBar(model: model).draw(in: layout.filterBar, on: &canvas)
    KeyFigures(model: model).draw(in: layout.figures, asCards: layout.hasCards, on: &canvas)
    for (kind, area) in layout.panels {
      model.panels[kind]?.draw(in: area, PanelContext(model, kind, layout: layout), on: &canvas)
    }
    if let row = layout.hints { HintRow(model: model).draw(in: row, on: &canvas) }
  }

  /// Draws the notice in the row above the hints.
  private func drawNotice(_ layout: ScreenLayout, on canvas: inout Canvas) {
    guard let notice = model.notice else { return }
    let y = max(0, model.size.rows - (layout.hints == nil ? 1 : 2))
    let row = Rect(x: 0, y: y, width: model.size.columns, height: 1)
    let role: Role = notice.kind == .good ? .good : .error
    canvas.fill(row, style: Style(.text, on: .overlay))
    let sign = notice.kind == .good ? model.look.symbols.live : model.look.symbols.alert
    canvas.write(String(sign), x: 1, y: y, style: Style(role, on: .overlay), in: row)
    // A long path loses its beginning, because the file name is at the end.
    let room = row.width - 4
    canvas.write(
      Self.tail(notice.text, room, model.look.symbols), x: 3, y: y, style: Style(.text, on: .overlay), in: row)
  }

  private static func tail(_ text: String, _ room: Int, _ symbols: Symbols) -> String {
    guard DisplayWidth.of(text) > room, let slash = text.firstIndex(of: "/") else { return text }
    let head = String(text[..<slash]) + String(symbols.ellipsis)
    var rest = text[slash...]
    while !rest.isEmpty, DisplayWidth.of(head) + DisplayWidth.of(String(rest)) > room { rest = rest.dropFirst() }
    return head + rest
  }

  private func drawOverlay(_ layout: ScreenLayout, on canvas: inout Canvas) {
    switch model.overlay {
    case .help(let offset):
      HelpText(model.setup, symbols: model.look.symbols).draw(offset: offset, on: &canvas, look: model.look)
    case .picker(let picker): PickerPanel(model, picker, layout).draw(on: &canvas)
    case .sale(let sale): SalePanel(model, sale).draw(on: &canvas)
    case nil: return
    }
    // The hints lie outside of the overlay's box.
    if let row = layout.hints {
      canvas.fill(row, style: .text)
      HintRow(model: model).draw(in: row, on: &canvas)
    }
  }
}
