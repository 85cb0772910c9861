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
    // Such as `Fri, 04 Sep 26`: standards put the day behind its weekday.
    let hasWeekday = cursor.index > 0
    guard let first = cursor.number() else { return try dayAfterMonth() }
    if cursor.take(Self.yearSign) { return try japaneseDay(year: first) }
    guard let separator = takeSeparator() else { return try dayBesideMonth(first, isDay: hasWeekday) }
    if separator == "." { cursor.blanks() }
    guard let second = cursor.number() else { return try dayBesideMonth(first, isDay: hasWeekday) }
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

  /// Behind the first number: `-Jan-25`, `. September 2026`, `th of September 2026`. Four digits are the year.
  private mutating func dayBesideMonth(_ first: DateNumber, isDay: Bool) throws(DateFault) -> WrittenTime.Day {
    var isDay = cursor.take(DateWords.ordinals) || isDay
    isDay = skipJoint() || isDay
    guard let month = month() else { throw .unknown }
    isDay = skipJoint() || isDay
    guard let last = cursor.number() else { throw .unknown }
    if first.count == 4 { return .known(try Self.days(year: first, month: month, day: last)) }
    // Spreadsheets write 02-Jan-25; the year stands first only where the number is no day.
    if isDay || first.value <= 31 { return .known(try Self.days(year: last, month: month, day: first)) }
    return .known(try Self.days(year: first, month: month, day: last))
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

  /// Moves behind what stands between the parts of a day with a month's name: `. `, `, `, `-`, ` de `. True where it is
  /// a word, which stands behind a day.
  @discardableResult
  private mutating func skipJoint() -> Bool {
    _ = cursor.take(".")
    cursor.blanks()
    _ = cursor.take(",") || cursor.take("-") || cursor.take("/")
    cursor.blanks()
    guard cursor.take(DateWords.of) else { return false }
    cursor.blanks()
    return true
  }
}
