import SalesCore

/// A time as a cell names it, before an order of day and month and a zone are applied to it.
struct WrittenTime: Sendable {
  enum Day: Sendable {
    /// In days since 1970-01-01.
    case known(Int64)
    case open(OpenDay)
  }

  var day: Day
  /// In milliseconds since midnight; nil where the cell names a day only.
  var clock: Int64?
  /// In milliseconds east of UTC; nil where the cell names no zone.
  var offset: Int64?
  /// The zone that stands in brackets behind the offset, `[Europe/Paris]`; nil where there is none.
  var zoneName: String?

  /// An instant in milliseconds since 1970.
  static func instant(_ milliseconds: Int64) -> WrittenTime {
    WrittenTime(day: .known(0), clock: milliseconds, offset: 0)
  }
}

/// The reason why a cell is not read as a time.
enum DateFault: Error, Hashable {
  case unknown
  case noSuchDay
  case noSuchClock
  case unknownZone
  case twoZones
  /// Digits that are a count since 1970, and a date as well. Both are values of `--dates`.
  case digits(epoch: String, pattern: String)
}
