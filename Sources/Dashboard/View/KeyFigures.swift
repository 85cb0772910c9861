import SalesCore
import TextUI

/// Revenue, sales, average sale and refunds, each with its change: a row, or a card each where there is room.
struct KeyFigures {
  let model: Model

  init(_ model: Model) { self.model = model }

  private struct Figure {
    var label: String
    /// For where the label has no room.
    var brief: String
    var value: String
    /// To the minor unit, for where there is room.
    var exact: String
    var change: ChangeText
    var before: String
    var history: [Double?]
    var role: Role

    /// Columns of its shortest form that still says what it is.
    var least: Int { brief.count + 1 + DisplayWidth.of(value) }
  }

  func draw(in area: Rect, asCards: Bool, on canvas: inout Canvas) {
    let figures = [
      figure(.revenue, "REVENUE", "REV", .series(0)), figure(.sales, "SALES", "SAL", .series(1)),
      figure(.average, "AVERAGE", "AVG", .series(2)), refunds,
    ]
    if asCards {
      let cards = area.columns(figures.map { _ in .share(1) })
      for (figure, card) in zip(figures, cards) { draw(figure, card: card, on: &canvas) }
      return
    }
    drawRows(figures, in: area, on: &canvas)
  }

  /// As many in a row as there are rows to fill, but none cut: the last ones give way.
  private func drawRows(_ figures: [Figure], in area: Rect, on canvas: inout Canvas) {
    let perRow = (figures.count + max(1, area.height) - 1) / max(1, area.height)
    // Up to the right edge: what is last needs no gap after it.
    let inner = Rect(x: area.x + 1, y: area.y, width: area.width - 1, height: area.height)
    for y in 0..<area.height {
      let part = Array(figures.dropFirst(y * perRow).prefix(perRow))
      let plans = (0..<part.count).map { self.places(for: part.count - $0, in: inner.row(y)) }
      let places = plans.first { zip($0, part).allSatisfy { $1.least <= $0.width } } ?? plans.last ?? []
      for (figure, place) in zip(part, places) { draw(figure, in: place, on: &canvas) }
    }
  }

  /// The widest texts get the widest places; one column stays free before the next figure.
  private func places(for count: Int, in row: Rect) -> [Rect] {
    let weights = count == 4 ? [21, 20, 20, 18] : [Int](repeating: 1, count: count)
    return row.columns(weights.map { .share($0) }).map {
      Rect(x: $0.x, y: $0.y, width: $0.right < row.right ? $0.width - 1 : $0.width, height: 1)
    }
  }

  private func draw(_ figure: Figure, in place: Rect, on canvas: inout Canvas) {
    let value = Span(figure.value, style: Style(.number).bold())
    let heads = [[Span(figure.label + " ", Role.dim), value], [Span(figure.brief + " ", Role.dim), value], [value]]
    let head = heads.first { $0.width <= place.width } ?? [value]
    // Where there is no figure, a second dash would say nothing.
    let forms = figure.value == String(model.look.symbols.dash) ? [] : [figure.change.text, figure.change.short]
    var changes = forms.map { [Span(" " + $0, figure.change.role)] }
    changes.append([])
    let change = changes.first { head.width + $0.width <= place.width } ?? []
    canvas.write(head + change, x: place.x, y: place.y, maxWidth: place.width, in: place)
  }

  private func draw(_ figure: Figure, card: Rect, on canvas: inout Canvas) {
    let title = figure.label.prefix(1) + figure.label.dropFirst().lowercased()
    let inner = Panel(title: String(title)).draw(in: card, on: &canvas, look: model.look).inset(dx: 1, dy: 0)
    let change = figure.change.text
    let width = DisplayWidth.of(change)
    // A long total that moves with each sale says more than one that stands for minutes.
    let isRoomy = DisplayWidth.of(figure.exact) + 2 + width <= inner.width
    let value = isRoomy ? figure.exact : figure.value
    canvas.write(value, x: inner.x, y: inner.y, style: Style(.number).bold(), in: inner)
    canvas.write(change, x: inner.right - width, y: inner.y, style: Style(figure.change.role), in: inner)
    Sparkline(values: figure.history, role: figure.role).draw(in: inner.row(1), on: &canvas, look: model.look)
    guard inner.height >= 3, !figure.before.isEmpty else { return }
    canvas.write(figure.before, x: inner.x, y: inner.bottom - 1, style: .dim, maxWidth: inner.width, in: inner)
  }

  private var shown: Figures? { model.latest }

  private var nothingBefore: String {
    guard shown != nil else { return "" }
    return model.comparison == .none ? "not compared" : "nothing to compare with"
  }

  private func past(_ buckets: [Totals]) -> ArraySlice<Totals> {
    buckets.prefix(shown?.whole ?? 0)
  }

  private func figure(_ measure: Measure, _ label: String, _ brief: String, _ role: Role) -> Figure {
    let currency = model.setup.currency
    let amounts = model.amounts
    let change = Change(
      now: shown.flatMap { measure.value(of: $0.total, currency: currency) },
      before: shown?.previousTotal.flatMap { measure.value(of: $0, currency: currency) })
    return Figure(
      label: label, brief: brief, value: amounts.short(shown?.total, measure),
      exact: amounts.exact(shown?.total, measure),
      change: ChangeText(change, symbols: model.look.symbols),
      before: shown?.previousTotal.map { "was \(amounts.exact($0, measure))" } ?? nothingBefore,
      history: past(shown?.buckets ?? []).map { measure.value(of: $0, currency: currency) }, role: role)
  }

  private var refunds: Figure {
    let change = Change(
      now: shown.map { Double($0.total.refunds) }, before: shown?.previousTotal.map { Double($0.refunds) })
    let amounts = model.amounts
    return Figure(
      label: "REFUNDS", brief: "REF", value: amounts.brief(shown?.total.refunds),
      exact: shown.map { CompactNumber.grouped(Int($0.total.refunds)) } ?? amounts.dash,
      change: ChangeText(change, symbols: model.look.symbols, risesAreGood: false),
      before: shown?.previousTotal.map { "was \(CompactNumber.grouped(Int($0.refunds)))" } ?? nothingBefore,
      history: past(shown?.buckets ?? []).map { Double($0.refunds) }, role: .series(3))
  }
}
