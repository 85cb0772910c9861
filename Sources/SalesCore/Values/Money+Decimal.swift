extension Money {
  package enum DecimalProblem: Error, Equatable {
    case notANumber
    case range
    case precision
  }

  /// Reads the digits of a JSON number (`129.99`, `-5`, `1.5e2`) as an exact decimal, never through a binary float.
  /// Throws `.precision` for digits other than zero beyond the currency's decimals, `.range` beyond Int64.
  package init(decimal bytes: UnsafeRawBufferPointer, currency: Currency) throws(DecimalProblem) {
    var index = 0
    let negative = bytes.first == UInt8(ascii: "-")
    if negative { index = 1 }
    var value: UInt64 = 0
    var overflow = false
    var decimals = 0
    var trailingZeros = 0
    var seenPoint = false
    var seenDigit = false
    while index < bytes.count {
      let byte = bytes[index]
      if byte &- 0x30 < 10 {
        seenDigit = true
        let digit = UInt64(byte &- 0x30)
        // Zeros are held back until a digit follows, so that trailing ones cost neither range nor precision.
        if digit == 0 {
          trailingZeros += 1
        } else {
          overflow = overflow || !Self.push(&value, zeros: trailingZeros, digit: digit)
          trailingZeros = 0
        }
        if seenPoint { decimals += 1 }
      } else if byte == UInt8(ascii: "."), !seenPoint, seenDigit {
        seenPoint = true
      } else {
        break
      }
      index += 1
    }
    guard seenDigit else { throw .notANumber }
    let exponent = try Self.exponent(in: bytes, from: index)
    if value == 0, !overflow {
      minorUnits = 0
      return
    }
    guard !overflow else { throw .range }
    // The number is value × 10^shift minor units.
    let shift = exponent - decimals + trailingZeros + currency.decimals
    guard shift >= 0 else { throw .precision }
    guard shift <= 19, Self.push(&value, zeros: shift, digit: nil) else { throw .range }
    guard let units = negative ? Int64(exactly: -Int128(value)) : Int64(exactly: value) else { throw .range }
    minorUnits = units
  }

  /// Multiplies by 10^zeros, then appends the digit, if any; false on overflow.
  private static func push(_ value: inout UInt64, zeros: Int, digit: UInt64?) -> Bool {
    if value == 0, let digit {
      value = digit
      return true
    }
    guard zeros < 20 else { return false }
    for _ in 0..<zeros + (digit == nil ? 0 : 1) {
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      if overflow { return false }
      value = product
    }
    let (sum, overflow) = value.addingReportingOverflow(digit ?? 0)
    value = sum
    return !overflow
  }

  private static func exponent(in bytes: UnsafeRawBufferPointer, from start: Int) throws(DecimalProblem) -> Int {
    guard start < bytes.count else { return 0 }
    guard bytes[start] | 0x20 == UInt8(ascii: "e"), start + 1 < bytes.count else { throw .notANumber }
    var index = start + 1
    let negative = bytes[index] == UInt8(ascii: "-")
    if negative || bytes[index] == UInt8(ascii: "+") { index += 1 }
    guard index < bytes.count else { throw .notANumber }
    var value = 0
    while index < bytes.count {
      let digit = bytes[index] &- 0x30
      guard digit < 10 else { throw .notANumber }
      // Beyond every possible exponent, so it only has to stay large.
      value = min(value * 10 + Int(digit), 1_000_000)
      index += 1
    }
    return negative ? -value : value
  }
}
