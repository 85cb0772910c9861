extension DateParser {
  /// The half of the day of a clock that counts to 12.
  enum Half: Int64 {
    case morning = 0
    case afternoon = 12
  }

  /// Reads `10:14`, `10:14:00.250`, `1:05 p.m.`, and `101400` where that is allowed.
  mutating func readClock(isCompact: Bool) throws(DateFault) {
    guard let (hour, minute, second) = isCompact && cursor.digitCount > 2 ? compactClock() : dottedClock() else {
      throw .unknown
    }
    let fraction = second == nil ? 0 : readFraction()
    let half = readHalf()
    guard minute != nil || half != nil else { throw .unknown }
    clock = try Self.clock(hour: hour, minute: minute ?? 0, second: second ?? 0, fraction: fraction, half: half)
    var ahead = cursor
    ahead.blanks()
    if ahead.take(DateWords.oClock) { cursor = ahead }
  }

  private typealias Parts = (hour: Int64, minute: Int64?, second: Int64?)

  private mutating func compactClock() -> Parts? {
    let count = cursor.digitCount
    guard count == 4 || count == 6, let hour = cursor.number(limit: 2), let minute = cursor.number(limit: 2) else {
      return nil
    }
    return (hour.value, minute.value, cursor.number(limit: 2)?.value)
  }

  /// The minutes and seconds have two digits.
  private mutating func dottedClock() -> Parts? {
    guard let hour = cursor.number(), hour.count <= 2 else { return nil }
    guard cursor.take(":") else { return (hour.value, nil, nil) }
    guard let minute = cursor.number(), minute.count == 2 else { return nil }
    guard cursor.take(":") else { return (hour.value, minute.value, nil) }
    guard let second = cursor.number(), second.count == 2 else { return nil }
    return (hour.value, minute.value, second.value)
  }

  /// The milliseconds of `.25` or `,250`; 0 where there are none.
  private mutating func readFraction() -> Int64 {
    var ahead = cursor
    guard ahead.take(".") || ahead.take(","), let milliseconds = ahead.milliseconds() else { return 0 }
    cursor = ahead
    return milliseconds
  }

  /// Reads `AM`, `p.m.`; nil where neither follows.
  mutating func readHalf() -> Half? {
    var ahead = cursor
    ahead.blanks()
    let isMorning = ahead.take("a") || ahead.take("A")
    guard isMorning || ahead.take("p") || ahead.take("P") else { return nil }
    if ahead.take(".") { ahead.blanks() }
    guard ahead.take("m") || ahead.take("M") else { return nil }
    _ = ahead.take(".")
    var behind = ahead
    guard behind.word() == nil else { return nil }
    cursor = ahead
    return isMorning ? .morning : .afternoon
  }

  /// In milliseconds since midnight; second 60 is the next second. Throws where the clock never shows it.
  static func clock(
    hour: Int64, minute: Int64, second: Int64, fraction: Int64, half: Half?
  ) throws(DateFault) -> Int64 {
    guard minute < 60, second <= 60, half == nil ? hour < 24 : (1...12).contains(hour) else { throw .noSuchClock }
    let whole = half.map { hour % 12 + $0.rawValue } ?? hour
    return (whole * 3600 + minute * 60 + second) * 1000 + fraction
  }
}
