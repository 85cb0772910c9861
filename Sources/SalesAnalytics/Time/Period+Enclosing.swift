package import SalesCore

extension Period {
  /// The next larger unit of the calendar that holds all of the period: its minute, hour, day, month or year, else
  /// `all`. It stays live where the period is and the unit is still running: today instead of the 21st.
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
