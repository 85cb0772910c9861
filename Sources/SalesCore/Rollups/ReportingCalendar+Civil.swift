/// The local calendar by arithmetic on days and offsets: a few offset look-ups, where Foundation's calendar would take
/// hundreds.
extension ReportingCalendar {
  /// The local date at that instant.
  package func date(at time: Timestamp) -> CivilDate {
    CivilDate(daysSinceEpoch: local(time).milliseconds.floorDivided(by: 86_400_000))
  }

  /// The first instant at which the local clock is at or past `hour` of `date`. It handles days without a midnight.
  package func start(of date: CivilDate, hour: Int64 = 0) -> Timestamp {
    instant(local: date.daysSinceEpoch * 86_400_000 + hour * 3_600_000)
  }

  /// The first instant whose wall clock, in milliseconds as if it were UTC, is at or past `local`.
  package func instant(local: Int64) -> Timestamp {
    let early = Timestamp(milliseconds: local - 86_400_000)
    let late = Timestamp(milliseconds: local + 86_400_000)
    let before = offset(at: early)
    let after = offset(at: late)
    guard before != after else { return Timestamp(milliseconds: local - before) }
    let change = change(in: early..<late)
    let first = Timestamp(milliseconds: local - before)
    return first < change ? first : max(change, Timestamp(milliseconds: local - after))
  }

  /// The local day that holds `time`, 23 to 25 hours long as a rule.
  package func civilDay(containing time: Timestamp) -> Range<Timestamp> {
    var date = date(at: time)
    var start = start(of: date)
    while true {
      date = date.adding(days: 1)
      let end = self.start(of: date)
      // A clock set back across midnight shows the old date again after the new day has begun; a skipped day is empty.
      if time < end, start < end { return start..<end }
      start = end
    }
  }
}

extension CivilDate {
  package func adding(days: Int64) -> CivilDate { CivilDate(daysSinceEpoch: daysSinceEpoch + days) }

  package func adding(months: Int64) -> CivilDate {
    let index = year * 12 + month - 1 + months
    let newYear = index.floorDivided(by: 12)
    var newDay = day
    while true {
      if let date = CivilDate(year: newYear, month: index - newYear * 12 + 1, day: newDay) { return date }
      newDay -= 1
    }
  }

  /// Weekday; 0 is Monday.
  package var weekday: Int64 {
    let shifted = daysSinceEpoch + 3
    return shifted - shifted.floorDivided(by: 7) * 7
  }

  /// `2026-11-01`
  package var text: String {
    var bytes: [UInt8] = []
    bytes.appendDigits(year, width: 4)
    bytes.append(UInt8(ascii: "-"))
    bytes.appendDigits(month, width: 2)
    bytes.append(UInt8(ascii: "-"))
    bytes.appendDigits(day, width: 2)
    return String(decoding: bytes, as: UTF8.self)
  }
}
