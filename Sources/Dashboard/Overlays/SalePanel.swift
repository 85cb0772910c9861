import SalesCore
import TextUI

/// One sale over the screen, with all there is to know of it.
struct SalePanel {
  let model: Model
  let stored: StoredSale

  init(_ model: Model, _ stored: StoredSale) {
    self.model = model
    self.stored = stored
  }

  func draw(on canvas: inout Canvas) {
    let rows = rows
    let label = rows.map { DisplayWidth.of($0.label) }.max() ?? 0
    let width = rows.map { label + 2 + DisplayWidth.of($0.text) }.max() ?? 0
    let popup = Popup(title: stored.sale.isRefund ? "Refund" : "Sale", size: Size(columns: width, rows: rows.count))
    let inner = popup.draw(in: canvas.bounds, on: &canvas, look: model.look)
    for (index, row) in rows.prefix(inner.height).enumerated() {
      let y = inner.y + index
      canvas.write(row.label, x: inner.x, y: y, style: .dim, in: inner)
      canvas.write(row.text, x: inner.x + label + 2, y: y, style: Style(row.role), in: inner)
    }
  }

  /// The most useful fields first, for screens too low for all of them.
  private var rows: [(label: String, text: String, role: Role)] {
    let texts = FeedText(model)
    let sale = stored.sale
    let amount = "\(texts.amount(sale)) \(model.setup.currency.code)"
    var rows: [(label: String, text: String, role: Role)] = [
      ("amount", sale.isRefund ? "\(amount)  refund" : amount, sale.isRefund ? .down : .title),
      ("product", sale.product, .title), ("region", sale.region, .title), ("time", texts.exactTime(sale), .text),
      ("id", sale.id, .text),
      ("position", "partition \(stored.position.partition), offset \(stored.position.offset)", .text),
    ]
    if let source = sale.source {
      rows.append(("producer", source + (sale.sequence.map { ", number \($0)" } ?? ""), .text))
    }
    return rows
  }
}
