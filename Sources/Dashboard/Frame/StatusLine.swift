import SalesAnalytics
import SalesCore
import TextUI

/// The single row of a very small screen: state, revenue, change and period, as many whole parts as fit.
struct StatusLine {
  let model: Model

  /// The period's label without "Last": "24h".
  private var period: String {
    let label = model.label(of: model.period)
    let span = label.hasPrefix("Last ") ? label.dropFirst("Last ".count) : ""
    return span.first?.isNumber ?? false ? String(span) : label
  }

  func draw(in row: Rect, on canvas: inout Canvas) {
    let symbols = model.look.symbols
    let state = StreamText(model)
    let amounts = model.amounts
    var parts: [[Span]] = [[state.sign]]
    if let figures = model.latest {
      let currency = model.setup.currency
      let change = ChangeText(
        Change(
          now: Measure.revenue.value(of: figures.total, currency: currency),
          before: figures.previousTotal.flatMap { Measure.revenue.value(of: $0, currency: currency) }),
        symbols: symbols)
      parts.append([Span(amounts.short(figures.total, .revenue), style: Style(.number).bold())])
      parts.append([Span(change.text, change.role)])
      parts.append([Span(period, .filter)])
      if model.isFiltered { parts.append([Span("filtered", .filter)]) }
      parts.append([Span(amounts.count(figures.total.sales) + " sales")])
    }
    parts.append([state.word] + state.details.flatMap { [Span(" "), $0] })
    canvas.write([Span].fitting(parts, separator: Span(" "), width: row.width), x: row.x, y: row.y, in: row)
  }
}
