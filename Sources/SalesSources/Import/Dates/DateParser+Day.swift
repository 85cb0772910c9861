extension DateParser {
  /// Moves behind the name of a weekday, which is not compared with the date.
  mutating func skipWeekday() {
    var ahead = cursor
    guard ahead.take(DateWords.weekdays) else { return }
    _ = ahead.take(".")
    _ = ahead.take(",")
    ahead.blanks()
    if month(at: cursor) != nil {
      // `mar` is Tuesday before the name of a month, else March.
      var behind = ahead
      if behind.number() != nil {
        _ = behind.take(".")
        behind.blanks()
        _ = behind.take(DateWords.of)
        behind.blanks()
      }
      guard month(at: behind) != nil else { return }
    }
    cursor = ahead
  }

  private func month(at cursor: DateCursor) -> Int64? {
    var ahead = cursor
    return ahead.word().flatMap { DateWords.months[$0] }
  }

  /// Reads the name of a month; nil where there is none.
  mutating func month() -> DateNumber? {
    var ahead = cursor
    guard let word = ahead.word(), let month = DateWords.months[word] else { return nil }
    cursor = ahead
    return DateNumber(value: month, count: 2)
  }

  mutating func day() throws(DateFault) -> WrittenTime.Day {
    guard let first = cursor.number() else { return try dayAfterMonth() }
    if cursor.take(Self.yearSign) { return try japaneseDay(year: first) }
    guard let separator = takeSeparator() else { return try dayBeforeMonth(first) }
    if separator == "." { cursor.blanks() }
    guard let second = cursor.number() else { return try dayBeforeMonth(first) }
    guard cursor.take(separator) else { throw .unknown }
    if separator == "." { cursor.blanks() }
    guard let third = cursor.number() else { throw .unknown }
    if separator == "." { _ = cursor.take(".") }
    if first.count == 4 { return .known(try Self.days(year: first, month: second, day: third)) }
    let open = OpenDay(first: first, second: second, third: third)
    let isForm = first.count <= 2 && second.count <= 2 && (third.count <= 2 || third.count == 4)
    guard isForm, third.count > 1 || first.count == 2 else { throw .unknown }
    return .open(open)
  }

  private mutating func takeSeparator() -> Unicode.Scalar? {
    for separator: Unicode.Scalar in ["-", "/", "."] where cursor.take(separator) { return separator }
    return nil
  }

  private static let yearSign = Array("年".utf8)
  private static let monthSign = Array("月".utf8)
  private static let daySign = Array("日".utf8)

  /// `2026年9月5日`.
  private mutating func japaneseDay(year: DateNumber) throws(DateFault) -> WrittenTime.Day {
    cursor.blanks()
    guard year.count == 4, let month = cursor.number(), cursor.take(Self.monthSign) else { throw .unknown }
    cursor.blanks()
    guard let day = cursor.number(), cursor.take(Self.daySign) else { throw .unknown }
    return .known(try Self.days(year: year, month: month, day: day))
  }

  /// Behind the first number: `-Jan-25`, `. September 2026`, `th of September 2026`. A first number of four digits is
  /// the year.
  private mutating func dayBeforeMonth(_ first: DateNumber) throws(DateFault) -> WrittenTime.Day {
    _ = cursor.take(DateWords.ordinals)
    skipJoint()
    guard let month = month() else { throw .unknown }
    skipJoint()
    guard let last = cursor.number() else { throw .unknown }
    let (year, day) = first.count == 4 ? (first, last) : (last, first)
    return .known(try Self.days(year: year, month: month, day: day))
  }

  /// `Sep 4, 2026`, `Sep-04-26`, and with the year behind the time of day, `Sep 4 10:14:00 2026`.
  private mutating func dayAfterMonth() throws(DateFault) -> WrittenTime.Day {
    guard let month = month() else { throw .unknown }
    skipJoint()
    guard let day = cursor.number(), day.count <= 2 else { throw .unknown }
    _ = cursor.take(DateWords.ordinals)
    var ahead = cursor
    if ahead.blanks(), ahead.number() != nil, ahead.next == UInt8(ascii: ":") {
      cursor.blanks()
      try readClock(isCompact: false)
      offset = try readZone()
      guard cursor.blanks(), cursor.digitCount == 4 else { throw .unknown }
    } else {
      skipJoint()
    }
    guard let year = cursor.number() else { throw .unknown }
    return .known(try Self.days(year: year, month: month, day: day))
  }

  /// Moves behind what stands between the parts of a day with a month's name: `. `, `, `, `-`, ` de `.
  private mutating func skipJoint() {
    _ = cursor.take(".")
    cursor.blanks()
    _ = cursor.take(",") || cursor.take("-") || cursor.take("/")
    cursor.blanks()
    if cursor.take(DateWords.of) { cursor.blanks() }
  }
}
