package import SalesCore

/// The number that a chart or a ranking takes from its totals.
package enum Measure: String, CaseIterable, Sendable {
  case revenue
  case sales
  case average

  /// Revenue and average in major units of the currency, sales as a count; nil for the average of nothing.
  package func value(of totals: Totals, currency: Currency) -> Double? {
    switch self {
    case .revenue: Double(totals.revenue) / Double(currency.scale)
    case .sales: Double(totals.sales)
    case .average: totals.average.map { $0 / Double(currency.scale) }
    }
  }

  /// True where a row with `left` comes before one with `right`: the larger first, totals without an average last. Nil
  /// for a tie.
  func precedes(_ left: Totals, _ right: Totals) -> Bool? {
    switch self {
    case .revenue: Self.precedes(left.revenue, right.revenue)
    case .sales: Self.precedes(left.sales, right.sales)
    case .average:
      switch (left.average, right.average) {
      case (let left?, let right?): Self.precedes(left, right)
      case (nil, nil): nil
      case (let left, _): left != nil
      }
    }
  }

  private static func precedes<Value: Comparable>(_ left: Value, _ right: Value) -> Bool? {
    left == right ? nil : left > right
  }
}
