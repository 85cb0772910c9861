import SalesAnalytics
import SalesCore
import TextUI

/// The row below the top row: period, regions, products, comparison, and the filter's share of the whole.
struct FilterBar {
  let model: Model

  func draw(in row: Rect, on canvas: inout Canvas) {
    let room = row.width - 2
    let right = right(min(room / 2, room - 2 - filtered(names: 1).width))
    let left = chips(room - (right.isEmpty ? 0 : right.width + 2))
    canvas.write(left, x: row.x + 1, y: row.y, maxWidth: max(0, room - (right.isEmpty ? 0 : right.width + 1)), in: row)
    canvas.write(right, x: row.right - 1 - right.width, y: row.y, in: row)
  }

  /// The longest form that fits. The comparison gives way first, then the chips without a filter.
  private func chips(_ room: Int) -> [Span] {
    let notes = comparisonNotes.map { [separator, Span($0, Role.dim)] }
    let forms: [[Span]] =
      [3, 1].flatMap { names in notes.map { period + regions(names: names) + products(names: names) + $0 } }
      + [3, 1].flatMap { names in notes.map { filtered(names: names) + $0 } }
      + [3, 1, 0].map { period + regions(names: $0) + products(names: $0) }
      + [1, 0].map(filtered) + briefest
    return forms.first { $0.width <= room } ?? briefest[briefest.count - 1]
  }

  /// The comparison, from long to short; with the day of the first sale when that is too late for the comparison.
  private var comparisonNotes: [String] {
    let label = model.comparison.label(for: model.period)
    guard model.isCurrent, let figures = model.figures,
      let first = figures.firstSaleAfterComparison(in: model.setup.calendar)
    else { return [label] }
    let day = TimeAxis(figures, calendar: model.setup.calendar).day(first)
    return ["\(label): sales begin \(day)", "\(label): none", label]
  }

  /// The period and only those chips that have a filter.
  private func filtered(names: Int) -> [Span] {
    let filter = model.filter
    let hasRegions = !(filter.regions.isEmpty && filter.excludedRegions.isEmpty)
    let hasProducts = !(filter.products.isEmpty && filter.excludedProducts.isEmpty)
    return period + (hasRegions ? regions(names: names) : []) + (hasProducts ? products(names: names) : [])
  }

  private var briefest: [[Span]] {
    let label = Span(periodLabel, .filter)
    guard model.isFiltered else { return [period, [label]] }
    let word = Span("filtered", .filter)
    return [period + [separator, word], [label, Span(" "), word], [word]]
  }

  private var period: [Span] {
    [Span(model.setup.keys.label(.pickPeriod) + " ", .key), Span(periodLabel, .filter)]
  }

  private func regions(names: Int) -> [Span] {
    [separator, Span(model.setup.keys.label(.pickRegions) + " ", .key)]
      + chip(model.filter.regions, model.filter.excludedRegions, names: names, "regions")
  }

  private func products(names: Int) -> [Span] {
    [separator, Span(model.setup.keys.label(.pickProducts) + " ", .key)]
      + chip(model.filter.products, model.filter.excludedProducts, names: names, "products")
  }

  private var separator: Span { Span(" \(model.look.symbols.separator) ", Role.dim) }

  /// The period's name; for a fixed period its range as snapped to buckets.
  private var periodLabel: String {
    guard !model.period.isLive, model.isCurrent, let figures = model.figures else {
      return model.label(of: model.period)
    }
    return model.label(of: figures.range)
  }

  private func chip(_ wanted: Set<String>, _ excluded: Set<String>, names: Int, _ many: String) -> [Span] {
    if wanted.isEmpty && excluded.isEmpty { return [Span("all", .filter)] }
    var spans: [Span] = []
    if !wanted.isEmpty { spans.append(Span(list(wanted, names: names, many), .filter)) }
    if !excluded.isEmpty {
      let sign = String(model.look.symbols.excluded)
      let text =
        excluded.count <= names
        ? excluded.sorted().map { sign + $0 }.joined(separator: " ") : "\(sign)\(excluded.count)"
      spans.append(Span((spans.isEmpty ? "" : " ") + text, .excluded))
    }
    return spans
  }

  private func list(_ wanted: Set<String>, names: Int, _ many: String) -> String {
    wanted.count <= names ? wanted.sorted().joined(separator: ", ") : "\(wanted.count) \(many)"
  }

  private func right(_ room: Int) -> [Span] {
    .fitting([status, share, escape].compactMap { $0.map { [$0] } }, separator: separator, width: room)
  }

  /// Says that the panels still show figures of an earlier query.
  private var status: Span? {
    guard model.figures != nil, !model.isCurrent, !model.isJustAsked else { return nil }
    return model.reading.failure == nil ? Span("loading", .warning) : Span("not read", .error)
  }

  private var share: Span? {
    guard let figures = model.figures, model.isCurrent || model.isJustAsked, model.isFiltered else { return nil }
    let measure: Measure = model.measure == .sales ? .sales : .revenue
    guard let whole = measure.value(of: figures.unfiltered, currency: model.setup.currency), whole > 0,
      let part = measure.value(of: figures.total, currency: model.setup.currency)
    else { return nil }
    return Span("\(model.amounts.share(part / whole)) of \(measure.word)", Role.text)
  }

  private var escape: Span? {
    let canGoBack = model.isFiltered || !model.trail.narrowings.isEmpty || model.replay != nil
    return canGoBack ? Span(model.setup.keys.label(.back), .key) : nil
  }
}
