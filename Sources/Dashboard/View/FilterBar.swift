import SalesCore
import TextUI

/// The only truth about what is shown: period, regions, products, comparison, and how much of the whole that is.
struct FilterBar {
  let model: Model

  init(_ model: Model) { self.model = model }

  func draw(in row: Rect, on canvas: inout Canvas) {
    let room = row.width - 2
    let right = right(room)
    let left = chips(room - (right.isEmpty ? 0 : right.width + 2))
    canvas.write(left, x: row.x + 1, y: row.y, maxWidth: max(0, room - (right.isEmpty ? 0 : right.width + 1)), in: row)
    canvas.write(right, x: row.right - 1 - right.width, y: row.y, in: row)
  }

  /// The longest form that fits; the last one is cut.
  private func chips(_ room: Int) -> [Span] {
    // What is filtered matters more than what it is compared with.
    let forms: [(names: Int, hasComparison: Bool)] = [(3, true), (1, true), (3, false), (1, false), (0, false)]
    let spans = forms.map { chips(names: $0.names, hasComparison: $0.hasComparison) }
    return spans.first { $0.width <= room } ?? spans[spans.count - 1]
  }

  private func chips(names: Int, hasComparison: Bool) -> [Span] {
    let filter = model.filter
    let keys = model.setup.keys
    var spans = [Span(keys.label(.pickPeriod) + " ", .key), Span(periodLabel, .filter)]
    spans.append(separator)
    spans.append(Span(keys.label(.pickRegions) + " ", .key))
    spans += chip(filter.regions, filter.excludedRegions, names: names, "regions")
    spans.append(separator)
    spans.append(Span(keys.label(.pickProducts) + " ", .key))
    spans += chip(filter.products, filter.excludedProducts, names: names, "products")
    if hasComparison { spans += [separator, Span(model.comparison.label(for: model.period), Role.dim)] }
    return spans
  }

  private var separator: Span { Span(" \(model.look.symbols.separator) ", Role.dim) }

  /// Periods that stand still are shown as they were snapped to buckets.
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
    let parts = [status, share, escape].compactMap { $0 }
    var spans: [Span] = []
    for part in parts {
      let next = spans + (spans.isEmpty ? [] : [separator]) + [part]
      guard next.width <= room / 2 else { break }
      spans = next
    }
    return spans
  }

  /// The panels still show the answer to another question.
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
    let canGoBack = model.isFiltered || !model.undo.isEmpty || model.replay != nil
    return canGoBack ? Span(model.setup.keys.label(.back), .key) : nil
  }
}
