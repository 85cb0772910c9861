extension ExactDecimal {
  /// Reads `-12.50`, `+3`, `.5` or `1e-3`. Nil for everything else (spaces, grouping, `12.`), and for numbers of more
  /// than 38 digits.
  package init?(plain bytes: UnsafeRawBufferPointer) {
    let isNegative = bytes.first == UInt8(ascii: "-")
    let start = isNegative || bytes.first == UInt8(ascii: "+") ? 1 : 0
    guard let (magnitude, decimals) = Self.short(bytes, from: start) ?? Self.long(bytes, from: start),
      let value = try? ExactDecimal(magnitude: magnitude, isNegative: isNegative, decimals: decimals, isInexact: false)
    else { return nil }
    self = value
  }

  package init?(_ text: String) {
    var text = text
    guard let value = text.withUTF8({ ExactDecimal(plain: UnsafeRawBufferPointer($0)) }) else { return nil }
    self = value
  }

  /// The digits of up to 19 bytes without an exponent, as 64 bits hold them: nearly all numbers. Nil for the others.
  private static func short(_ bytes: UnsafeRawBufferPointer, from start: Int) -> (magnitude: UInt128, decimals: Int)? {
    let last = bytes.count - 1
    guard start <= last, bytes.count - start <= 19 else { return nil }
    var value: UInt64 = 0
    var point = last
    for index in start...last {
      let digit = bytes[index] &- 0x30
      if digit < 10 {
        value = value &* 10 &+ UInt64(digit)
      } else if bytes[index] == UInt8(ascii: "."), point == last, index < last {
        point = index
      } else {
        return nil
      }
    }
    return (UInt128(value), last - point)
  }

  private static func long(_ bytes: UnsafeRawBufferPointer, from start: Int) -> (magnitude: UInt128, decimals: Int)? {
    var magnitude: UInt128 = 0
    var decimals = 0
    // Zeros are held back until a digit follows, so that those at the end are not counted as digits.
    var zeros = 0
    var point: Int?
    var index = start
    while index < bytes.count {
      let digit = bytes[index] &- 0x30
      if digit < 10 {
        if point != nil { decimals += 1 }
        zeros += 1
        if digit > 0 {
          guard let room = scaled(magnitude, by: zeros), room < limit else { return nil }
          magnitude = room + UInt128(digit)
          zeros = 0
        }
      } else if bytes[index] == UInt8(ascii: "."), point == nil {
        point = index
      } else {
        break
      }
      index += 1
    }
    let digits = index - start - (point == nil ? 0 : 1)
    guard digits > 0, point != index - 1, let exponent = exponent(in: bytes, from: index) else { return nil }
    return magnitude == 0 ? (0, 0) : (magnitude, decimals - zeros - exponent)
  }

  /// 0 at the end of the bytes; nil for what is no exponent.
  private static func exponent(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
    guard start < bytes.count else { return 0 }
    guard bytes[start] | 0x20 == UInt8(ascii: "e") else { return nil }
    var index = start + 1
    let sign = index < bytes.count ? bytes[index] : 0
    if sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") { index += 1 }
    guard index < bytes.count else { return nil }
    var value = 0
    for byte in bytes[index...] {
      value = value * 10 + Int(byte &- 0x30)
      // A larger exponent belongs to no number of ours.
      guard byte &- 0x30 < 10, value < 1_000_000 else { return nil }
    }
    return sign == UInt8(ascii: "-") ? -value : value
  }

  /// Plain notation: `-0.05`, `120`. It has no exponent, no grouping and no zeros at the end of decimals.
  package var text: String {
    let digits = String(coefficient.magnitude)
    let sign = coefficient < 0 ? "-" : ""
    guard decimals > 0 else { return sign + digits }
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.utf8.count)) + digits
    return sign + padded.dropLast(decimals) + "." + padded.suffix(decimals)
  }
}
