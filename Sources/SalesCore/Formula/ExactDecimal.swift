/// A decimal number of at most 38 digits, up to 60 decimals long. It never passes through binary fractions.
///
///     let price = ExactDecimal("19.90"), rate = ExactDecimal("1.19")
///     try (price * rate).text              // 23.681
///     try (price * rate).rounded(decimals: 2).minorUnits(decimals: 2)  // 2368
///
/// Sums, differences and products are exact, or throw. A quotient that does not end is rounded, and says so.
package struct ExactDecimal: Hashable, Comparable, Sendable {
  /// The value is `coefficient / 10^decimals`, without zeros at the end: 12.50 is 125 and 1. At most 38 digits.
  let coefficient: Int128
  /// How many digits are needed behind the point: 0 to 60.
  package let decimals: Int
  /// True where a quotient was rounded on the way to this value. Equality and order do not look at it.
  package var isInexact = false

  static let maxDigits = 38
  static let maxDecimals = 60

  package static let zero = ExactDecimal(0)

  package init(_ integer: Int64) {
    coefficient = Int128(integer)
    decimals = 0
  }

  /// The value `coefficient / 10^decimals`; a negative count of decimals appends zeros.
  package init(coefficient: Int128, decimals: Int) throws(ExactDecimalProblem) {
    try self.init(magnitude: coefficient.magnitude, isNegative: coefficient < 0, decimals: decimals, isInexact: false)
  }

  init(magnitude: UInt128, isNegative: Bool, decimals: Int, isInexact: Bool) throws(ExactDecimalProblem) {
    var (digits, decimals) = (magnitude, decimals)
    Self.dropZeros(&digits, &decimals)
    if decimals < 0, digits != 0 {
      guard decimals > -Self.maxDigits else { throw .tooManyDigits }
      let (product, overflow) = digits.multipliedReportingOverflow(by: Self.powers[-decimals])
      guard !overflow else { throw .tooManyDigits }
      digits = product
    }
    guard digits < Self.limit, decimals <= Self.maxDecimals else { throw .tooManyDigits }
    self.init(
      normal: isNegative ? -Int128(digits) : Int128(digits), decimals: max(decimals, 0), isInexact: isInexact)
  }

  /// The caller knows that there are no zeros to drop and not too many digits.
  init(normal coefficient: Int128, decimals: Int, isInexact: Bool) {
    self.coefficient = coefficient
    self.decimals = decimals
    self.isInexact = isInexact
  }

  package var negated: ExactDecimal {
    ExactDecimal(normal: -coefficient, decimals: decimals, isInexact: isInexact)
  }

  package var magnitude: ExactDecimal { coefficient < 0 ? negated : self }

  package static func == (left: ExactDecimal, right: ExactDecimal) -> Bool {
    left.coefficient == right.coefficient && left.decimals == right.decimals
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(coefficient)
    hasher.combine(decimals)
  }

  package static func < (left: ExactDecimal, right: ExactDecimal) -> Bool {
    if left.decimals == right.decimals { return left.coefficient < right.coefficient }
    if (left.coefficient < 0) != (right.coefficient < 0) { return left.coefficient < 0 }
    let isBelow = isBelow(left, right)
    // The two differ, as their decimals do.
    return left.coefficient < 0 ? !isBelow : isBelow
  }

  /// Compares two magnitudes with different counts of decimals.
  private static func isBelow(_ left: ExactDecimal, _ right: ExactDecimal) -> Bool {
    guard left.decimals < right.decimals else { return !isBelow(right, left) }
    // A number that overflows is longer than any coefficient.
    guard let scaled = scaled(left.coefficient.magnitude, by: right.decimals - left.decimals) else { return false }
    return scaled < right.coefficient.magnitude
  }

  /// `magnitude × 10^zeros`; nil beyond 128 bits.
  static func scaled(_ magnitude: UInt128, by zeros: Int) -> UInt128? {
    guard magnitude != 0, zeros > 0 else { return magnitude }
    guard zeros < powers.count else { return nil }
    let (product, overflow) = magnitude.multipliedReportingOverflow(by: powers[zeros])
    return overflow ? nil : product
  }

  /// Takes zeros at the end away, as far as there are decimals. Zero has no decimals.
  static func dropZeros(_ magnitude: inout UInt128, _ decimals: inout Int) {
    guard decimals > 0 else { return }
    if magnitude == 0 {
      decimals = 0
      return
    }
    for zeros in [16, 16, 8, 4, 2, 1] where magnitude > UInt128(UInt64.max) {
      // Each zero at the end takes a factor of 2, and these are counted at once.
      guard zeros <= decimals, zeros <= magnitude.trailingZeroBitCount else { continue }
      let (quotient, rest) = magnitude.quotientAndRemainder(dividingBy: powers[zeros])
      guard rest == 0 else { continue }
      magnitude = quotient
      decimals -= zeros
    }
    guard magnitude <= UInt128(UInt64.max) else { return }
    // Nearly every number is here at once: 64 bits divide many times faster.
    var short = UInt64(truncatingIfNeeded: magnitude)
    while decimals > 0, short % 10 == 0 {
      short /= 10
      decimals -= 1
    }
    magnitude = UInt128(short)
  }

  /// 10^0 to 10^38, all that fit.
  static let powers: [UInt128] = (0..<maxDigits).reduce(into: [1]) { powers, _ in
    powers.append((powers.last ?? 1) * 10)
  }

  /// The least number of more than 38 digits.
  static let limit = powers[maxDigits]
}

/// The reason why a calculation has no result.
package enum ExactDecimalProblem: Error, Hashable, Sendable {
  /// More than 38 digits, or more than 60 of them behind the point.
  case tooManyDigits
  case divisionByZero
}
