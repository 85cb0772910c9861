import SalesAnalytics
import SalesCore

extension Figures {
  /// These figures without their comparison when it begins before the store's first sale. Everything would look new
  /// beside it.
  func comparable(in calendar: ReportingCalendar) -> Figures {
    guard previous != nil, firstSaleAfterComparison(in: calendar) != nil else { return self }
    var figures = self
    figures.previous = nil
    figures.previousTotal = nil
    for index in figures.regions.indices { figures.regions[index].previous = nil }
    for index in figures.products.indices { figures.products[index].previous = nil }
    return figures
  }

  /// The store's first sale when the comparison begins before it; nil when the comparison has sales or is off.
  func firstSaleAfterComparison(in calendar: ReportingCalendar) -> Timestamp? {
    guard let oldest = state.oldestSale, let compared = query.comparison.range(for: range, calendar: calendar),
      oldest >= compared.lowerBound + bucket.nominalLength
    else { return nil }
    return oldest
  }
}
