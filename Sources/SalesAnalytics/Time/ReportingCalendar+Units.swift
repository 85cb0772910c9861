package import SalesCore

extension ReportingCalendar {
  /// Length of a range as the local clock shows it: seven days are 168 hours also where the clock changes in them.
  /// That of a range of less than a day is the time that passes.
  func nominalLength(of range: Range<Timestamp>) -> Duration {
    let length = range.upperBound - range.lowerBound
    // The shortest days have 23 hours.
    return length < .hours(23) ? length : local(range.upperBound) - local(range.lowerBound)
  }

  /// `time` moved by whole units: exact for seconds to hours, and on the local calendar from days up. A day that the
  /// month does not have becomes the month's last day.
  package func adding(_ count: Int64, _ unit: TimeUnit, to time: Timestamp) -> Timestamp {
    switch unit {
    case .second, .minute, .hour:
      return Timestamp(milliseconds: time.milliseconds + count * unit.nominalSeconds * 1000)
    case .day, .week, .month, .year:
      let local = local(time).milliseconds
      let day = local.floorDivided(by: 86_400_000)
      let date = CivilDate(daysSinceEpoch: day)
      let moved =
        switch unit {
        case .week: date.adding(days: count * 7)
        case .month: date.adding(months: count)
        case .year: date.adding(months: count * 12)
        default: date.adding(days: count)
        }
      return instant(local: moved.daysSinceEpoch * 86_400_000 + local - day * 86_400_000)
    }
  }
}
