/// What a chart or a ranking shows of its totals.
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

  /// What orders rows by this measure, the larger first or, reversed, the smaller; nil for a tie. What has no average comes last either way.
  func precedes(_ left: Totals, _ right: Totals, reversed: Bool) -> Bool? {
    switch self {
    case .revenue: Self.precedes(left.revenue, right.revenue, reversed)
    case .sales: Self.precedes(left.sales, right.sales, reversed)
    case .average:
      switch (left.average, right.average) {
      case (let left?, let right?): Self.precedes(left, right, reversed)
      case (nil, nil): nil
      case (let left, _): left != nil
      }
    }
  }

  private static func precedes<Value: Comparable>(_ left: Value, _ right: Value, _ reversed: Bool) -> Bool? {
    left == right ? nil : (left > right) != reversed
  }
}
