package import SalesCore

extension Period {
  /// The next larger stretch of the calendar that holds all of the period: its minute, hour, day, month or year, else
  /// everything. It moves with now where the period does and the stretch is not over: today rather than the 21st.
  package func enclosing(now: Timestamp, calendar: ReportingCalendar, all: Range<Timestamp>?) -> Period {
    guard kind != .all else { return self }
    let range = range(now: now, calendar: calendar, all: all)
    for unit in [TimeUnit.minute, .hour, .day, .month, .year] {
      guard let size = BucketSize(1, unit) else { continue }
      let whole = size.bucket(containing: range.lowerBound, calendar: calendar)
      guard whole != range, whole.lowerBound <= range.lowerBound, range.upperBound <= whole.upperBound else { continue }
      if isLive, whole.contains(now) { return Period(.whole(.now(moved: nil, rounded: unit))) }
      return unit < .day ? .absolute(whole) : Period(.whole(.date(calendar.date(at: whole.lowerBound), unit)))
    }
    return .all
  }
}
