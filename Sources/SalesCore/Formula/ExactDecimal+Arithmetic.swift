extension ExactDecimal {
  /// A quotient that does not end within so many digits is rounded to them.
  static let quotientDigits = 34

  package static func + (left: ExactDecimal, right: ExactDecimal) throws(ExactDecimalProblem) -> ExactDecimal {
    guard left.decimals >= right.decimals else { return try right + left }
    guard let scaled = scaled(right.coefficient.magnitude, by: left.decimals - right.decimals) else {
      throw .tooManyDigits
    }
    let magnitude = left.coefficient.magnitude
    let isNegative = left.coefficient < 0
    let isInexact = left.isInexact || right.isInexact
    if isNegative != (right.coefficient < 0) {
      let isFlipped = magnitude < scaled
      return try ExactDecimal(
        magnitude: isFlipped ? scaled - magnitude : magnitude - scaled, isNegative: isNegative != isFlipped,
        decimals: left.decimals, isInexact: isInexact)
    }
    let (sum, overflow) = magnitude.addingReportingOverflow(scaled)
    guard !overflow else { throw .tooManyDigits }
    return try ExactDecimal(
      magnitude: sum, isNegative: isNegative, decimals: left.decimals, isInexact: isInexact)
  }

  package static func - (left: ExactDecimal, right: ExactDecimal) throws(ExactDecimalProblem) -> ExactDecimal {
    try left + right.negated
  }

  package static func * (left: ExactDecimal, right: ExactDecimal) throws(ExactDecimalProblem) -> ExactDecimal {
    let decimals = left.decimals + right.decimals
    let product = left.coefficient.magnitude.multipliedFullWidth(by: right.coefficient.magnitude)
    let (magnitude, dropped) = try narrowed(product.high, product.low, decimals: decimals)
    return try ExactDecimal(
      magnitude: magnitude, isNegative: (left.coefficient < 0) != (right.coefficient < 0),
      decimals: decimals - dropped, isInexact: left.isInexact || right.isInexact)
  }

  /// A product of 256 bits without as many zeros at its end as it takes to fit 38 digits, and how many these were.
  private static func narrowed(
    _ high: UInt128, _ low: UInt128, decimals: Int
  ) throws(ExactDecimalProblem) -> (magnitude: UInt128, dropped: Int) {
    if high == 0, low < limit { return (low, 0) }
    // The first power that leaves few enough digits; each further one would leave a remainder too.
    for zeros in 1...maxDigits where zeros <= decimals && powers[zeros] > high {
      let (quotient, remainder) = powers[zeros].dividingFullWidth((high, low))
      guard quotient >= limit else {
        guard remainder == 0 else { break }
        return (quotient, zeros)
      }
    }
    throw .tooManyDigits
  }

  /// Exact where the quotient ends within 34 significant digits. Otherwise it is rounded to them, half away from zero,
  /// and `isInexact`.
  package static func / (left: ExactDecimal, right: ExactDecimal) throws(ExactDecimalProblem) -> ExactDecimal {
    guard right.coefficient != 0 else { throw .divisionByZero }
    let isInexact = left.isInexact || right.isInexact
    guard left.coefficient != 0 else { return ExactDecimal(normal: 0, decimals: 0, isInexact: isInexact) }
    // Both are brought to 38 digits, so that the quotient has 37 or 38.
    let (dividend, dividendShift) = widened(left.coefficient.magnitude)
    let (divisor, divisorShift) = widened(right.coefficient.magnitude)
    let scale = maxDigits - 1
    let (quotient, rest) = divisor.dividingFullWidth(dividend.multipliedFullWidth(by: powers[scale]))
    let dropped = quotient < powers[scale] ? scale - quotientDigits : maxDigits - quotientDigits
    let (digits, cut) = quotient.quotientAndRemainder(dividingBy: powers[dropped])
    let isRoundedUp = cut >= powers[dropped] / 2
    return try ExactDecimal(
      magnitude: isRoundedUp ? digits + 1 : digits, isNegative: (left.coefficient < 0) != (right.coefficient < 0),
      decimals: left.decimals - right.decimals + scale + dividendShift - divisorShift - dropped,
      isInexact: isInexact || cut != 0 || rest != 0)
  }

  /// A number that is not 0 with zeros appended to make it 38 digits, and how many zeros these are.
  private static func widened(_ magnitude: UInt128) -> (magnitude: UInt128, zeros: Int) {
    // The logarithm of 2 is 1233 / 4096: the number of digits, or one less.
    let estimate = ((UInt128.bitWidth - magnitude.leadingZeroBitCount) * 1233) >> 12
    let zeros = maxDigits - (magnitude < powers[estimate] ? estimate : estimate + 1)
    return (magnitude * powers[zeros], zeros)
  }

  /// Rounds to that many decimals, half away from zero, as people round money: 0.125 becomes 0.13, −0.125 −0.13.
  package func rounded(decimals wanted: Int) -> ExactDecimal {
    let dropped = decimals - max(wanted, 0)
    guard dropped > 0 else { return self }
    guard dropped <= Self.maxDigits else { return ExactDecimal(normal: 0, decimals: 0, isInexact: isInexact) }
    let power = Self.powers[dropped]
    var (digits, cut) = coefficient.magnitude.quotientAndRemainder(dividingBy: power)
    if cut >= power / 2 { digits += 1 }
    var places = decimals - dropped
    Self.dropZeros(&digits, &places)
    return ExactDecimal(
      normal: coefficient < 0 ? -Int128(digits) : Int128(digits), decimals: places, isInexact: isInexact)
  }

  /// The value in units of `10^-decimals`; nil where it has more decimals, or where Int64 does not hold it.
  package func minorUnits(decimals wanted: Int) -> Int64? {
    guard wanted >= decimals, let units = Self.scaled(coefficient.magnitude, by: wanted - decimals) else { return nil }
    return coefficient < 0 ? Int128(exactly: units).flatMap { Int64(exactly: -$0) } : Int64(exactly: units)
  }
}
