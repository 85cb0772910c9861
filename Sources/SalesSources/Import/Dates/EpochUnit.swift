/// The unit of a count since 1970-01-01T00:00:00Z.
enum EpochUnit: String, CaseIterable, Sendable {
  case seconds = "epoch"
  case milliseconds = "epoch-ms"
  case microseconds = "epoch-us"
  case nanoseconds = "epoch-ns"

  /// By the number of digits that counts of the years 1973 to 2286 have.
  private init?(digits: Int) {
    switch digits {
    case 9, 10: self = .seconds
    case 12, 13: self = .milliseconds
    case 15, 16: self = .microseconds
    case 18, 19: self = .nanoseconds
    default: return nil
    }
  }

  private var perSecond: Int64 {
    switch self {
    case .seconds: 1
    case .milliseconds: 1000
    case .microseconds: 1_000_000
    case .nanoseconds: 1_000_000_000
    }
  }

  /// A count of this unit in milliseconds, rounded down; nil after the year 9999.
  private func milliseconds(_ count: Int64, fraction: Int64) -> Int64? {
    guard count / perSecond <= 253_402_300_799 else { return nil }
    return self == .seconds ? count * 1000 + fraction : count / (perSecond / 1000)
  }

  /// Reads digits that tell by their number which unit they count: 9 or 10 seconds, 12 or 13 milliseconds, 15 or 16
  /// microseconds, 18 or 19 nanoseconds, from 1973 to 2100. Throws where they could be a date as well.
  static func parse(_ cursor: inout DateCursor) throws(DateFault) -> WrittenTime {
    let digits = cursor.digitCount
    guard let unit = EpochUnit(digits: digits) else { throw .unknown }
    var ahead = cursor
    if isCompact(&ahead) {
      throw .digits(epoch: unit.rawValue, pattern: digits == 10 ? "yyyyMMddHH" : "yyyyMMddHHmm")
    }
    let written = try unit.read(&cursor)
    guard let milliseconds = written.clock, milliseconds < 4_102_444_800_000 else { throw .unknown }
    return written
  }

  /// True for ten or twelve digits that are a day with an hour or with hour and minute, `202501020304`.
  private static func isCompact(_ cursor: inout DateCursor) -> Bool {
    guard cursor.digitCount == 10 || cursor.digitCount == 12,
      let year = cursor.number(limit: 4), let month = cursor.number(limit: 2), let day = cursor.number(limit: 2),
      let hour = cursor.number(limit: 2)
    else { return false }
    let isDay = (try? DateParser.days(year: year, month: month, day: day)) != nil
    return isDay && (1970...2100).contains(year.value) && hour.value < 24
      && (cursor.number(limit: 2)?.value ?? 0) < 60
  }

  /// Reads a whole cell as a count of this unit; seconds may have decimals.
  func read(_ cursor: inout DateCursor) throws(DateFault) -> WrittenTime {
    guard let count = cursor.number(limit: 19)?.value, count >= 0 else { throw .unknown }
    var fraction: Int64 = 0
    if self == .seconds, cursor.take(".") || cursor.take(",") {
      guard let milliseconds = cursor.milliseconds() else { throw .unknown }
      fraction = milliseconds
    }
    guard cursor.isAtEnd, let milliseconds = milliseconds(count, fraction: fraction) else { throw .unknown }
    return .instant(milliseconds)
  }
}
