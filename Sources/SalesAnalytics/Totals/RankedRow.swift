package import SalesCore

/// One region's or product's figures.
package struct RankedRow: Hashable, Sendable {
  package var name: String
  package var totals: Totals
  /// Like for like; nil without comparison.
  package var previous: Totals?
  /// By bucket; empty in choices, and past the first `RankedRow.seriesBudget` figures of a long list.
  package var series: [Totals]

  /// The most series figures one list holds.
  static let seriesBudget = 60_000

  package init(name: String, totals: Totals, previous: Totals? = nil, series: [Totals] = []) {
    self.name = name
    self.totals = totals
    self.previous = previous
    self.series = series
  }

  /// Its part of the whole, 0.41 for 41 %; nil for averages, which have no parts, and of a whole that is not positive.
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
