import SalesCore

/// The shape of a range: whole months, whole days, days from a time of day to the same time, or a part of the clock. It
/// decides which range is the one before.
enum CalendarShape: Hashable {
  case months(Int64)
  case days(Int64)
  /// So many days of the local calendar, which need not be of 24 hours each: from Monday 10:00 to Monday 10:00.
  case clockDays(Int64)
  case clock

  init(_ range: Range<Timestamp>, calendar: ReportingCalendar) {
    let first = calendar.date(at: range.lowerBound)
    let last = calendar.date(at: range.upperBound)
    guard calendar.start(of: first) == range.lowerBound, calendar.start(of: last) == range.upperBound, first != last
    else {
      let days = last.daysSinceEpoch - first.daysSinceEpoch
      let isSameTime = calendar.adding(days, .day, to: range.lowerBound) == range.upperBound
      self = days > 0 && isSameTime ? .clockDays(days) : .clock
      return
    }
    if first.day == 1, last.day == 1 {
      self = .months((last.year - first.year) * 12 + last.month - first.month)
    } else {
      self = .days(last.daysSinceEpoch - first.daysSinceEpoch)
    }
  }

  /// True where it begins and ends at midnight.
  var isWholeDays: Bool {
    switch self {
    case .months, .days: true
    case .clockDays, .clock: false
    }
  }

  func shifted(_ range: Range<Timestamp>, by steps: Int64, calendar: ReportingCalendar) -> Range<Timestamp> {
    switch self {
    case .months(let count): move(range, steps * count, .month, calendar)
    case .days(let count): move(range, steps * count, .day, calendar)
    case .clockDays(let count):
      calendar.adding(
        steps * count, .day, to: range.lowerBound)..<calendar.adding(steps * count, .day, to: range.upperBound)
    case .clock:
      range.lowerBound + (range.upperBound - range.lowerBound) * Int(steps)..<range.upperBound
        + (range.upperBound - range.lowerBound) * Int(steps)
    }
  }

  /// Moves by dates, so that a midnight that does not exist on one of the days does not affect the others.
  private func move(
    _ range: Range<Timestamp>, _ count: Int64, _ unit: TimeUnit, _ calendar: ReportingCalendar
  ) -> Range<Timestamp> {
    func moved(_ time: Timestamp) -> Timestamp {
      let date = calendar.date(at: time)
      return calendar.start(of: unit == .month ? date.adding(months: count) : date.adding(days: count))
    }
    return moved(range.lowerBound)..<moved(range.upperBound)
  }
}
