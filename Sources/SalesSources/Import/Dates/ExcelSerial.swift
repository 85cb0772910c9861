/// The days since a spreadsheet's first day, with the time of day as their fraction: 45992.5 is noon of 2025-12-01.
enum ExcelSerial: String, CaseIterable, Sendable {
  /// Days since 1899-12-30. Serials before 61 are a day off in Excel, which counts a 29 February 1900; they lie before
  /// 1970 either way.
  case since1900 = "excel"
  case since1904 = "excel-1904"

  /// The serial of 1970-01-01.
  private var epoch: Int64 { self == .since1900 ? 25_569 : 24_107 }

  /// The serial of 9999-12-31.
  private static let last: Int64 = 2_958_465

  /// Reads a whole cell. The time of day is rounded to the second, for spreadsheets cut its digits.
  func read(_ cursor: inout DateCursor) throws(DateFault) -> WrittenTime {
    guard let days = cursor.number(limit: 7)?.value, days <= Self.last else { throw .unknown }
    var written = WrittenTime(day: .known(days - epoch))
    if cursor.take(".") || cursor.take(",") {
      guard let fraction = cursor.number(limit: 13) else { throw .unknown }
      _ = cursor.number()
      var scale: Int64 = 1
      for _ in 0..<fraction.count { scale *= 10 }
      let seconds = (fraction.value * 86_400 + scale / 2) / scale
      written.clock = seconds * 1000
    }
    guard cursor.isAtEnd else { throw .unknown }
    return written
  }

  /// True for what may well be a serial of the years 1954 to 2119.
  static func isLikely(_ cell: UnsafeRawBufferPointer) -> Bool {
    var cursor = DateCursor(cell)
    guard cursor.digitCount == 5, case .known(let days)? = (try? since1900.read(&cursor))?.day else { return false }
    return (20_000...80_000).contains(days + since1900.epoch)
  }
}
