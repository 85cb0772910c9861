package import SalesCore

extension Period {
  /// The period as it was when the newest sale was made, for a live period that begins after that sale and so is empty;
  /// nil for any other.
  ///
  ///     // The newest sale is of 2026-01-31 23:54:10.
  ///     Period.last(1, .hour).atNewest(of: state.extent, now: now, calendar: calendar)   // 22:55 – 23:55 of that day
  ///
  /// - Parameter sales: The extent of the stored sales; nil for an empty store.
  package func atNewest(of sales: Range<Timestamp>?, now: Timestamp, calendar: ReportingCalendar) -> Period? {
    guard isLive, let sales, sales.upperBound <= range(now: now, calendar: calendar, all: sales).lowerBound
    else { return nil }
    let newest = sales.upperBound - .milliseconds(1)
    var moment = newest
    if case .last = kind { moment = calendar.bucket(.minute, containing: newest).upperBound }
    let range = range(now: moment, calendar: calendar, all: sales)
    return range.contains(newest) ? .covering(range, calendar: calendar) : nil
  }
}
