import SalesCore
import TextUI

/// Draws the newest sales that pass the filter, one a row.
struct FeedDrawing {
  let model: Model
  let layout: ScreenLayout

  init(_ model: Model, _ layout: ScreenLayout) {
    self.model = model
    self.layout = layout
  }

  func draw(in area: Rect, on canvas: inout Canvas) {
    let isFocused = model.focus == .feed
    let above = model.feedCursor.offset
    let inner = TitledBox(
      title: "Feed", trailing: above > 0 ? "\(above) newer above" : "newest first", focused: isFocused
    )
    .draw(in: area, on: &canvas, look: model.look)
    guard !model.feed.isEmpty else { return canvas.writeDash(in: inner, model.look) }
    let visible = max(0, layout.rows(of: .feed).height)
    let rows = Array(model.feed.dropFirst(above).prefix(visible))
    let columns = FeedColumns(model, rows, width: inner.width)
    var table = Table(columns: columns.columns, rows: rows.map(columns.cells))
    table.gap = columns.gap
    table.showsHeader = layout.hasHeads(.feed)
    table.isFocused = isFocused
    table.selected = isFocused ? rows.firstIndex { $0.sale.id == model.feedCursor.selected } : nil
    table.draw(in: inner, on: &canvas, look: model.look)
  }
}

/// Draws the newest sales on one line, as many as fit whole.
struct TickerDrawing {
  let model: Model

  func draw(in row: Rect, on canvas: inout Canvas) {
    let texts = FeedText(model)
    let items = model.feed.lazy.map(\.sale).map { sale in
      [
        Span(texts.time(sale), Role.dim), Span(" \(sale.region) "), Span(sale.product, .title),
        Span(" " + texts.amount(sale), sale.isRefund ? .down : .number),
      ]
    }
    let separator = Span(" \(model.look.symbols.separator) ", Role.dim)
    let spans = [Span].fitting(items, separator: separator, width: row.width - 2)
    if spans.isEmpty, let sale = model.feed.first?.sale { return draw(cut: sale, in: row, on: &canvas) }
    canvas.write(spans, x: row.x + 1, y: row.y, maxWidth: row.width - 2, in: row)
  }

  /// Draws one sale that is too long: its names are cut, its amount is not.
  private func draw(cut sale: Sale, in row: Rect, on canvas: inout Canvas) {
    let texts = FeedText(model)
    let amount = Span(" " + texts.amount(sale), sale.isRefund ? .down : .number)
    var x = row.x + 1
    x += canvas.write([Span(texts.time(sale) + " ", Role.dim)], x: x, y: row.y, in: row)
    let room = max(0, row.right - 1 - amount.width - x - 1)
    let region = max(room / 3, room - DisplayWidth.of(sale.product))
    x += canvas.write(sale.region, x: x, y: row.y, style: .text, maxWidth: region, in: row) + 1
    let product = row.right - 1 - amount.width - x
    x += canvas.write(sale.product, x: x, y: row.y, style: Style(.title), maxWidth: product, in: row)
    canvas.write([amount], x: x, y: row.y, in: row)
  }
}
