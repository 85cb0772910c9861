package import SalesCore

extension Period {
  package enum Zoom: Sendable {
    case `in`
    case out
  }

  /// The period `steps` lengths later, or earlier where negative. Whole days, months and years move by their unit. A
  /// step that would begin after now returns the period unchanged.
  package func shifted(
    by steps: Int, now: Timestamp, calendar: ReportingCalendar, all: Range<Timestamp>?
  ) -> Period {
    let range = range(now: now, calendar: calendar, all: all)
    let moved = shift(range, by: Int64(steps), calendar: calendar)
    if steps == 0 || (steps > 0 && moved.lowerBound >= now) { return self }
    guard Self.sensible.contains(moved.lowerBound), Self.sensible.contains(moved.upperBound) else { return self }
    return .covering(moved, calendar: calendar)
  }

  private func shift(_ range: Range<Timestamp>, by steps: Int64, calendar: ReportingCalendar) -> Range<Timestamp> {
    if case .last(let span) = kind, span.unit >= .day {
      return calendar.adding(
        steps * span.count, span.unit, to: range.lowerBound)..<calendar.adding(
          steps * span.count, span.unit, to: range.upperBound)
    }
    return CalendarShape(range, calendar: calendar).shifted(range, by: steps, calendar: calendar)
  }

  /// The period half or twice as long. A live period stays live and steps along the usual lengths; any other keeps
  /// `center`, or its middle. Unchanged at the shortest and the longest length.
  package func zoomed(
    _ zoom: Zoom, around center: Timestamp? = nil, now: Timestamp, calendar: ReportingCalendar, all: Range<Timestamp>?
  ) -> Period {
    let range = range(now: now, calendar: calendar, all: all)
    let length = range.upperBound.milliseconds - range.lowerBound.milliseconds
    if isLive, center == nil, range.upperBound >= now {
      // A leap day must not move a step of a year off its own rung of the ladder.
      if case .last(let span) = kind { return liveStep(zoom, from: span.nominalLength.wholeMilliseconds) }
      return liveStep(zoom, from: calendar.nominalLength(of: range).wholeMilliseconds)
    }
    if kind == .all {
      if zoom == .out { return self }
      // `all` ends with the newest sale; the live period that still holds that sale ends now.
      let step = liveStep(.in, from: now.milliseconds - range.lowerBound.milliseconds)
      let isHeld = step.range(now: now, calendar: calendar, all: all).lowerBound < range.upperBound
      if center == nil, isHeld { return step }
    }
    let target = zoom == .in ? max(length / 2, 10_000) : min(length * 2, TimeSpan.longest * 1000)
    guard zoom == .in ? target < length : target > length else { return self }
    let middle = center?.milliseconds ?? range.lowerBound.milliseconds + length / 2
    // The time under the cursor stays at the same column.
    let before = Double(middle - range.lowerBound.milliseconds) / Double(length) * Double(target)
    let start = Timestamp(milliseconds: middle - Int64(before))
    let end = start + .milliseconds(target)
    guard start < Self.sensible.upperBound, end > Self.sensible.lowerBound else { return self }
    return .absolute(max(start, Self.sensible.lowerBound)..<min(end, Self.sensible.upperBound))
  }

  /// The times that sales can have and whose dates have four digits.
  private static let sensible = Timestamp(seconds: -86_400)...Timestamp.distantFuture

  private func liveStep(_ zoom: Zoom, from length: Int64) -> Period {
    let ladder = Self.liveLengths
    switch zoom {
    case .in:
      guard let shorter = ladder.last(where: { $0.nominalLength.wholeMilliseconds < length }) else { return self }
      return Period(.last(shorter))
    case .out:
      guard kind != .all, let longer = ladder.first(where: { $0.nominalLength.wholeMilliseconds > length }) else {
        return .all
      }
      return Period(.last(longer))
    }
  }

  private static let liveLengths: [TimeSpan] = [
    TimeSpan(1, .minute), TimeSpan(5, .minute), TimeSpan(15, .minute), TimeSpan(30, .minute), TimeSpan(1, .hour),
    TimeSpan(3, .hour), TimeSpan(6, .hour), TimeSpan(12, .hour), TimeSpan(24, .hour), TimeSpan(2, .day),
    TimeSpan(7, .day), TimeSpan(14, .day), TimeSpan(30, .day), TimeSpan(90, .day), TimeSpan(180, .day),
    TimeSpan(1, .year), TimeSpan(2, .year), TimeSpan(5, .year),
  ]

  /// The period that means exactly this range at any moment; in days where it is whole days.
  package static func covering(_ range: Range<Timestamp>, calendar: ReportingCalendar) -> Period {
    switch CalendarShape(range, calendar: calendar) {
    case .months, .days:
      return .days(calendar.date(at: range.lowerBound), calendar.date(at: range.upperBound - .milliseconds(1)))
    case .clockDays, .clock: return .absolute(range)
    }
  }
}

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
