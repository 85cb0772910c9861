import SalesAnalytics
import SalesCore

/// The words for a period without sales, and for the way to those that there are.
struct EmptyPeriod {
  let period: Period
  let calendar: ReportingCalendar
  /// The extent of the stored sales; nil for an empty store.
  let sales: Range<Timestamp>?
  let now: Timestamp

  init(_ period: Period, _ reader: any QueryReader, _ calendar: ReportingCalendar, now: Timestamp) async throws {
    (self.period, self.calendar, self.now) = (period, calendar, now)
    sales = try await reader.poll(PollRequest(spans: [])).state.extent
  }

  /// The same period at the newest sales; nil where it does not end with now, or holds some.
  var newest: Period? { period.atNewest(of: sales, now: now, calendar: calendar) }

  /// Last 1h has no sales
  var text: String { "\(period.label(calendar: calendar)) has no sales" }

  /// Warns that an answer is empty, and names the period to ask for.
  func warn(_ filter: SaleFilter) {
    guard let sales else { return Messages.warning("the store has no sales yet") }
    let day = calendar.date(at: sales.upperBound - .milliseconds(1))
    if period.range(now: now, calendar: calendar, all: sales).overlaps(sales), !filter.isEmpty {
      Messages.warning(
        period == .all ? "no sales pass the filter" : "\(text) that pass the filter; the widest is --period all")
    } else {
      Messages.warning("\(text): the newest are in --period \((newest ?? .days(day, day)).text)")
    }
  }
}
