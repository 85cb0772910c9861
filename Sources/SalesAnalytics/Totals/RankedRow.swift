package import SalesCore

/// The figures of one region or product.
package struct RankedRow: Hashable, Sendable {
  package var name: String
  package var totals: Totals
  /// Totals of the comparison, up to the point that the range has reached; nil without comparison.
  package var previous: Totals?
  /// Totals by bucket; empty in choices, and for the rows of a long list beyond `RankedRow.seriesBudget`.
  package var series: [Totals]

  /// The most totals in the series of one list.
  static let seriesBudget = 60_000

  package init(name: String, totals: Totals, previous: Totals? = nil, series: [Totals] = []) {
    self.name = name
    self.totals = totals
    self.previous = previous
    self.series = series
  }

  /// Share of the whole, 0.41 for 41 %. Nil for averages, which have no shares, and where the whole is not positive.
  package func share(of whole: Totals, by measure: Measure) -> Double? {
    switch measure {
    case .revenue: whole.revenue > 0 ? Double(totals.revenue) / Double(whole.revenue) : nil
    case .sales: whole.sales > 0 ? Double(totals.sales) / Double(whole.sales) : nil
    case .average: nil
    }
  }

  package func change(by measure: Measure, currency: Currency) -> Change {
    Change(
      now: measure.value(of: totals, currency: currency),
      before: previous.flatMap { measure.value(of: $0, currency: currency) })
  }
}
