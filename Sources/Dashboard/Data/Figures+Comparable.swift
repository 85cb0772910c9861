import SalesAnalytics
import SalesCore

extension Figures {
  /// Without a comparison that the store cannot give: one that reaches back to before its first sale would make all look
  /// new.
  func comparable(in calendar: ReportingCalendar) -> Figures {
    guard previous != nil, firstSaleAfterComparison(in: calendar) != nil else { return self }
    var figures = self
    figures.previous = nil
    figures.previousTotal = nil
    for index in figures.regions.indices { figures.regions[index].previous = nil }
    for index in figures.products.indices { figures.products[index].previous = nil }
    return figures
  }

  /// The first sale of all, where what should be compared with begins before it; nil where there is something to compare with,
  /// or nothing was asked for.
  func firstSaleAfterComparison(in calendar: ReportingCalendar) -> Timestamp? {
    guard let oldest = state.oldestSale, let compared = query.comparison.range(for: range, calendar: calendar),
      oldest >= compared.lowerBound + bucket.nominalLength
    else { return nil }
    return oldest
  }
}
