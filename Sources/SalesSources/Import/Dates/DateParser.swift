import SalesCore

/// Reads a time in the forms that need no pattern: a day, then perhaps a time of day, then perhaps a zone.
///
///     2026-09-05T10:14:00Z    2026/9/5 8:05       20260905T101400+0200
///     03/04/2026 1:05 PM      5. September 2026   Sep 4, 2026 1:05:07 AM PDT   1764500000
struct DateParser {
  var cursor: DateCursor
  var clock: Int64?
  var offset: Int64?
  /// In brackets behind the offset.
  var zoneName: String?

  init(_ text: UnsafeRawBufferPointer) { cursor = DateCursor(text) }

  /// No time in these forms is longer.
  private static let maxBytes = 100

  /// Reads a bare cell.
  static func parse(_ text: UnsafeRawBufferPointer) throws(DateFault) -> WrittenTime {
    guard text.count <= maxBytes else { throw .unknown }
    var parser = DateParser(text)
    return try parser.parse()
  }

  private mutating func parse() throws(DateFault) -> WrittenTime {
    let digits = cursor.digitCount
    if digits > 8, digits != 14 { return try EpochUnit.parse(&cursor) }
    let day: WrittenTime.Day
    if digits >= 8 {
      day = try compactDay()
    } else {
      if digits == 0 { skipWeekday() }
      day = try self.day()
    }
    if clock == nil, takeJoint() { try readClock(isCompact: digits == 8) }
    if clock != nil, offset == nil { offset = try readZone() }
    guard cursor.isAtEnd else { throw .unknown }
    return WrittenTime(day: day, clock: clock, offset: offset, zoneName: zoneName)
  }

  /// `20250102`, or with the time of day behind it, `20250102030405`.
  private mutating func compactDay() throws(DateFault) -> WrittenTime.Day {
    let isWhole = cursor.digitCount == 14
    guard let year = cursor.number(limit: 4), let month = cursor.number(limit: 2), let day = cursor.number(limit: 2)
    else { throw .unknown }
    if isWhole { try readClock(isCompact: true) }
    return .known(try Self.days(year: year, month: month, day: day))
  }

  /// Moves behind what joins a time of day to its day; false where no time of day follows.
  private mutating func takeJoint() -> Bool {
    var ahead = cursor
    let hasBlank = ahead.blanks()
    if ahead.take(",") {
      ahead.blanks()
    } else if hasBlank, ahead.take("-") || ahead.take(DateWords.at) {
      guard ahead.blanks() else { return false }
    } else if !ahead.take("T"), !ahead.take("t"), !hasBlank, ahead.isBehindFourDigits {
      // A colon behind fewer digits is that of a time of day without a year: `4 Sep 10:14:30`.
      _ = ahead.take(":")
    }
    guard ahead.isAtDigit, ahead.index > cursor.index else { return false }
    cursor = ahead
    return true
  }

  /// The day in days since 1970.
  static func days(year: DateNumber, month: DateNumber, day: DateNumber) throws(DateFault) -> Int64 {
    guard let year = year.year, month.count <= 2, day.count <= 2 else { throw .unknown }
    guard let date = CivilDate(year: year, month: month.value, day: day.value) else { throw .noSuchDay }
    return date.daysSinceEpoch
  }
}
