import SalesAnalytics
import SalesCore
import TextUI

/// Revenue, sales, average sale and refunds with their changes: in rows, or as cards on a large screen.
struct KeyFigures {
  let model: Model

  private struct Figure {
    /// From full to brief.
    var labels: [String]
    var value: String
    /// To the minor unit.
    var exact: String
    var change: ChangeText
    /// From full to brief.
    var before: [String]
    var history: [Double?]
  }

  /// A level of detail. All figures share one, so that labels and changes line up.
  private struct Form {
    var isExact = false
    /// The index in the figure's `labels`; beyond the last one there is no label.
    var label: Int
    var change: Change?

    enum Change { case whole, short }

    /// From full to brief.
    static let all: [Form] = [
      Form(isExact: true, label: 0, change: .whole), Form(isExact: true, label: 1, change: .whole),
      Form(label: 0, change: .whole), Form(label: 1, change: .whole), Form(label: 0, change: .short),
      Form(label: 1, change: .short), Form(label: 2, change: .whole), Form(label: 2, change: .short), Form(label: 2),
    ]
    static let bare = Form(label: 3)
  }

  func draw(in area: Rect, asCards: Bool, on canvas: inout Canvas) {
    let figures = [
      figure(.revenue, ["REVENUE", "REVENUE", "REV"]), figure(.sales, ["SALES", "SALES", "SAL"]),
      figure(.average, ["AVERAGE", "AVG", "AVG"]), refunds,
    ]
    if asCards {
      let cards = area.columns(figures.map { _ in .share(1) })
      for (figure, card) in zip(figures, cards) { draw(figure, card: card, on: &canvas) }
      return
    }
    drawRows(figures, in: area, on: &canvas)
  }

  private static let leastGap = 2

  /// Spreads the figures over the rows. Where not all fit whole, the last ones are left out.
  private func drawRows(_ figures: [Figure], in area: Rect, on canvas: inout Canvas) {
    guard area.height > 0 else { return }
    let perRow = (figures.count + area.height - 1) / area.height
    let rows = (0..<area.height).map { figures.dropFirst($0 * perRow).prefix(perRow) }
    let room = area.width - 2
    for count in (1...perRow).reversed() {
      for form in Form.all + (count == 1 ? [.bare] : []) {
        let shown = rows.map { $0.prefix(count).map { spans($0, form) } }
        let widths = (0..<count).map { index in shown.map { index < $0.count ? $0[index].width : 0 }.max() ?? 0 }
        let free = room - widths.reduce(0, +)
        guard free >= Self.leastGap * (count - 1) || (count == 1 && form.label == Form.bare.label) else { continue }
        let gap = max(Self.leastGap, free / count)
        for (y, row) in shown.enumerated() {
          var x = area.x + 1
          for (index, spans) in row.enumerated() {
            canvas.write(spans, x: x, y: area.y + y, maxWidth: area.right - x, in: area)
            x += widths[index] + gap
          }
        }
        return
      }
    }
  }

  private func spans(_ figure: Figure, _ form: Form) -> [Span] {
    var spans = [Span(form.isExact ? figure.exact : figure.value, style: Style(.number).bold())]
    if form.label < figure.labels.count { spans.insert(Span(figure.labels[form.label] + " ", Role.dim), at: 0) }
    // Without a figure the value is a dash already.
    if let change = form.change, figure.value != String(model.look.symbols.dash) {
      let text = change == .whole ? figure.change.text : figure.change.short
      spans.append(Span(" " + text, figure.change.role))
    }
    return spans
  }

  private func draw(_ figure: Figure, card: Rect, on canvas: inout Canvas) {
    let title = figure.labels[0].prefix(1) + figure.labels[0].dropFirst().lowercased()
    let inner = TitledBox(title: String(title)).draw(in: card, on: &canvas, look: model.look).inset(dx: 1, dy: 0)
    let change = figure.change.text
    let width = DisplayWidth.of(change)
    // The exact total changes with every sale, the short one only after minutes.
    let isRoomy = DisplayWidth.of(figure.exact) + 2 + width <= inner.width
    let value = isRoomy ? figure.exact : figure.value
    canvas.write(value, x: inner.x, y: inner.y, style: Style(.number).bold(), in: inner)
    canvas.write(change, x: inner.right - width, y: inner.y, style: Style(figure.change.role), in: inner)
    let curve = SparkText.curve(figure.history, inner.width, model.look.symbols)
    canvas.write(curve, x: inner.x, y: inner.y + 1, style: Style(model.look.hasColour ? .chartArea : .dim), in: inner)
    guard inner.height >= 3, let before = figure.before.first(where: { DisplayWidth.of($0) <= inner.width })
    else { return }
    canvas.write(before, x: inner.x, y: inner.bottom - 1, style: .dim, in: inner)
  }

  private var shown: Figures? { model.latest }

  private var nothingBefore: [String] {
    guard shown != nil else { return [] }
    return model.comparison == .none ? ["not compared"] : ["nothing to compare with", "not compared"]
  }

  private func past(_ buckets: [Totals]) -> ArraySlice<Totals> {
    guard let shown else { return [] }
    return buckets.prefix(shown.whole).dropFirst(shown.uncut(in: model.setup.calendar).lowerBound)
  }

  private func figure(_ measure: Measure, _ labels: [String]) -> Figure {
    let amounts = model.amounts
    return figure(
      labels, short: { amounts.short($0, measure) }, exact: { amounts.exact($0, measure) },
      number: { measure.value(of: $0, currency: amounts.currency) })
  }

  private var refunds: Figure {
    let amounts = model.amounts
    let exact: (Totals?) -> String = { $0.map { CompactNumber.grouped(Int($0.refunds)) } ?? amounts.dash }
    return figure(
      ["REFUNDS", "REFUNDS", "REF"], short: { amounts.brief($0?.refunds) }, exact: exact, risesAreGood: false,
      number: { Double($0.refunds) })
  }

  private func figure(
    _ labels: [String], short: (Totals?) -> String, exact: (Totals?) -> String, risesAreGood: Bool = true,
    number: (Totals) -> Double?
  ) -> Figure {
    let change = Change(
      now: shown.flatMap { number($0.total) }, before: shown?.previousTotal.flatMap { number($0) })
    return Figure(
      labels: labels, value: short(shown?.total), exact: exact(shown?.total),
      change: ChangeText(change, symbols: model.look.symbols, risesAreGood: risesAreGood),
      before: shown?.previousTotal.map { ["was \(exact($0))", "was \(short($0))"] } ?? nothingBefore,
      history: past(shown?.buckets ?? []).map { number($0) })
  }
}
