import SalesCore
import TextUI

/// The newest sales that pass the filter, one a row.
struct FeedPanel {
  let model: Model
  let layout: ScreenLayout

  init(_ model: Model, _ layout: ScreenLayout) {
    self.model = model
    self.layout = layout
  }

  func draw(in area: Rect, on canvas: inout Canvas) {
    let isFocused = model.focus == .feed
    let inner = Panel(title: "Feed", trailing: "newest first", focused: isFocused)
      .draw(in: area, on: &canvas, look: model.look)
    guard !model.feed.isEmpty else {
      canvas.write(String(model.look.symbols.dash), x: inner.x + 1, y: inner.y, style: .dim, in: inner)
      return
    }
    let visible = max(0, layout.rows(of: .feed).height)
    let rows = Array(model.feed.dropFirst(model.feedCursor.offset).prefix(visible))
    var table = Table(columns: columns(rows, width: inner.width), rows: rows.map(cells))
    table.showsHeader = layout.hasHeads(.feed)
    table.isFocused = isFocused
    table.selected = isFocused ? rows.firstIndex { $0.sale.id == model.feedCursor.selected } : nil
    table.draw(in: inner, on: &canvas, look: model.look)
  }

  private func columns(_ rows: [StoredSale], width: Int) -> [TableColumn] {
    let texts = FeedText(model)
    let amount = rows.map { DisplayWidth.of(texts.amount($0.sale)) }.max() ?? 0
    let region = rows.map { DisplayWidth.of($0.sale.region) }.max() ?? 0
    return [
      TableColumn("time", width: .fixed(8), priority: 3),
      TableColumn("region", width: .fixed(min(max(6, region), max(6, width / 4))), priority: 2),
      TableColumn("product", width: .atLeast(6, share: 1), priority: 5),
      TableColumn("amount", width: .fixed(max(6, amount)), alignment: .trailing, priority: 4),
    ]
  }

  private func cells(_ stored: StoredSale) -> [TableCell] {
    let texts = FeedText(model)
    let sale = stored.sale
    return [
      TableCell(texts.time(sale), .dim), TableCell(sale.region), TableCell(sale.product),
      TableCell(texts.amount(sale), sale.isRefund ? .down : .number),
    ]
  }
}

/// How a sale is told.
struct FeedText {
  let model: Model

  init(_ model: Model) { self.model = model }

  func time(_ sale: Sale) -> String {
    let local = Timestamp(milliseconds: sale.time.milliseconds + model.setup.calendar.offset(at: sale.time))
    return String(local.text.dropFirst(11).prefix(8))
  }

  func amount(_ sale: Sale) -> String { model.amounts.exact(sale.amount.minorUnits) }
}

/// The newest sales on one line, as many as fit whole.
struct FeedLine {
  let model: Model

  init(_ model: Model) { self.model = model }

  func draw(in row: Rect, on canvas: inout Canvas) {
    let texts = FeedText(model)
    var spans: [Span] = []
    for stored in model.feed {
      let sale = stored.sale
      let item = [
        Span(texts.time(sale), Role.dim), Span(" \(sale.region) "), Span(sale.product, .title),
        Span(" " + texts.amount(sale), sale.isRefund ? .down : .number),
      ]
      let next = spans + (spans.isEmpty ? [] : [Span(" \(model.look.symbols.separator) ", Role.dim)]) + item
      guard next.width <= row.width - 2 else { break }
      spans = next
    }
    if spans.isEmpty, let sale = model.feed.first?.sale { return draw(cut: sale, in: row, on: &canvas) }
    canvas.write(spans, x: row.x + 1, y: row.y, maxWidth: row.width - 2, in: row)
  }

  /// The names of a sale give way to its amount.
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
