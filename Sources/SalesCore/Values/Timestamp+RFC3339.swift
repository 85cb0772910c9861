/// Reads and writes RFC 3339 without Foundation, because every sale takes this path.
extension Timestamp {
  /// The text in UTC: `2026-11-21T06:20:48.123Z`, always with three digits of milliseconds and `Z`.
  package var text: String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(24)
    appendText(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  package func appendText(to bytes: inout [UInt8]) {
    let seconds = milliseconds.floorDivided(by: 1000)
    let days = seconds.floorDivided(by: 86_400)
    let date = CivilDate(daysSinceEpoch: days)
    let second = seconds - days * 86_400
    bytes.appendDigits(date.year, width: 4)
    bytes.append(UInt8(ascii: "-"))
    bytes.appendDigits(date.month, width: 2)
    bytes.append(UInt8(ascii: "-"))
    bytes.appendDigits(date.day, width: 2)
    bytes.append(UInt8(ascii: "T"))
    bytes.appendDigits(second / 3600, width: 2)
    bytes.append(UInt8(ascii: ":"))
    bytes.appendDigits(second / 60 % 60, width: 2)
    bytes.append(UInt8(ascii: ":"))
    bytes.appendDigits(second % 60, width: 2)
    bytes.append(UInt8(ascii: "."))
    bytes.appendDigits(milliseconds - seconds * 1000, width: 3)
    bytes.append(UInt8(ascii: "Z"))
  }

  /// Reads `YYYY-MM-DDThh:mm:ss[.fraction](Z|±hh:mm)`. Digits beyond milliseconds are cut; second 60 is the next
  /// second; hour 24 and a missing zone are refused.
  package init?(rfc3339 text: String) {
    var text = text
    let parsed = text.withUTF8 { Timestamp(rfc3339: UnsafeRawBufferPointer($0)) }
    guard let parsed else { return nil }
    self = parsed
  }

  package init?(rfc3339 bytes: UnsafeRawBufferPointer) {
    guard bytes.count >= 20, bytes.count <= 64,
      let year = bytes.digits(at: 0, count: 4), bytes[4] == UInt8(ascii: "-"),
      let month = bytes.digits(at: 5, count: 2), bytes[7] == UInt8(ascii: "-"),
      let day = bytes.digits(at: 8, count: 2), bytes[10] | 0x20 == UInt8(ascii: "t") || bytes[10] == UInt8(ascii: " "),
      let hour = bytes.digits(at: 11, count: 2), bytes[13] == UInt8(ascii: ":"),
      let minute = bytes.digits(at: 14, count: 2), bytes[16] == UInt8(ascii: ":"),
      let second = bytes.digits(at: 17, count: 2),
      hour < 24, minute < 60, second <= 60,
      let date = CivilDate(year: year, month: month, day: day)
    else { return nil }
    var index = 19
    guard let fraction = Self.fraction(in: bytes, at: &index),
      let zone = Self.zoneSeconds(in: bytes, at: index)
    else { return nil }
    let seconds = date.daysSinceEpoch * 86_400 + hour * 3600 + minute * 60 + second - zone
    milliseconds = seconds * 1000 + fraction
  }

  private static func fraction(in bytes: UnsafeRawBufferPointer, at index: inout Int) -> Int64? {
    guard bytes[index] == UInt8(ascii: ".") else { return 0 }
    index += 1
    var value: Int64 = 0
    var digits = 0
    while index < bytes.count, case let digit = bytes[index] &- 0x30, digit < 10 {
      if digits < 3 { value = value * 10 + Int64(digit) }
      digits += 1
      index += 1
    }
    guard digits > 0, index < bytes.count else { return nil }
    return digits == 1 ? value * 100 : digits == 2 ? value * 10 : value
  }

  private static func zoneSeconds(in bytes: UnsafeRawBufferPointer, at index: Int) -> Int64? {
    if bytes[index] | 0x20 == UInt8(ascii: "z") { return bytes.count == index + 1 ? 0 : nil }
    guard bytes.count == index + 6, bytes[index + 3] == UInt8(ascii: ":"),
      let hours = bytes.digits(at: index + 1, count: 2), let minutes = bytes.digits(at: index + 4, count: 2),
      hours < 24, minutes < 60
    else { return nil }
    switch bytes[index] {
    case UInt8(ascii: "+"): return hours * 3600 + minutes * 60
    case UInt8(ascii: "-"): return -(hours * 3600 + minutes * 60)
    default: return nil
    }
  }
}

extension Int64 {
  package func floorDivided(by divisor: Int64) -> Int64 {
    let quotient = self / divisor
    return self % divisor < 0 ? quotient - 1 : quotient
  }
}

extension UnsafeRawBufferPointer {
  /// The number in `count` ASCII digits from `start`; nil where one is not a digit. The caller keeps it in bounds.
  fileprivate func digits(at start: Int, count: Int) -> Int64? {
    var value: Int64 = 0
    for index in start..<start + count {
      let digit = self[index] &- 0x30
      guard digit < 10 else { return nil }
      value = value * 10 + Int64(digit)
    }
    return value
  }
}

extension [UInt8] {
  /// Appends a non-negative number, padded with zeros to at least `width` digits.
  package mutating func appendDigits(_ value: Int64, width: Int = 1) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
      var start = digits.count
      var rest = UInt64(value)
      repeat {
        start -= 1
        digits[start] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
        rest /= 10
      } while rest > 0 || digits.count - start < width
      append(contentsOf: UnsafeBufferPointer(rebasing: digits[start...]))
    }
  }
}
