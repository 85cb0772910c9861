import SalesCore

/// The digits of a number with the marks between them, such as `1.234,56`.
///
/// The whole part may be grouped by threes with the mark that is not the decimal one, with apostrophes or with spaces,
/// and with commas as in India: `12,34,567`.
enum NumberBody {
  /// The value of a cell that was taken apart, under a decimal mark; nil where its marks are out of place under it.
  static func value(of scan: NumberScan, _ mark: DecimalMark) throws(WrittenNumber.Fault) -> ExactDecimal? {
    let body = scan.body
    var digits = Digits()
    var groups = Groups()
    var seenMark = false
    var index = 0
    while index < body.count {
      let byte = body[index]
      if byte &- 0x30 < 10 {
        digits.append(byte &- 0x30, isDecimal: seenMark)
        if !seenMark { groups.append(byte) }
        index += 1
      } else if byte == mark.byte {
        guard !seenMark else { return nil }
        seenMark = true
        index += 1
      } else {
        // Programs that write exponents do not group.
        guard !seenMark, scan.exponent == nil, let length = groups.close(in: body, at: index) else { return nil }
        index += length
      }
    }
    guard digits.count > 0, groups.areWellPlaced else { return nil }
    return try digits.value(exponent: scan.exponent ?? 0, isNegative: scan.isNegative)
  }

  /// The number of bytes of the apostrophe at an index that is in bounds, straight or typographic; 0 where none is.
  static func apostrophe(in text: UnsafeRawBufferPointer, at index: Int) -> Int {
    if text[index] == UInt8(ascii: "'") { return 1 }
    guard text[index] == 0xE2, index + 2 < text.count else { return 0 }
    return text[index + 1] == 0x80 && text[index + 2] == 0x99 ? 3 : 0
  }

  /// The groups of a number's whole part, from left to right.
  private struct Groups {
    private enum Kind { case mark, apostrophe, blank }

    private var kind: Kind?
    /// The number of digits since the last mark.
    private var run = 0
    private var beginsWithZero = false
    private var first = 0
    private var areThrees = true
    private var areTwos = true
    private var isComma = false

    mutating func append(_ digit: UInt8) {
      if kind == nil, run == 0 { beginsWithZero = digit == UInt8(ascii: "0") }
      run += 1
    }

    /// Ends a group by the mark at an index; returns the mark's length, or nil where it cannot stand there.
    mutating func close(in body: UnsafeRawBufferPointer, at index: Int) -> Int? {
      let byte = body[index]
      let isMark = byte == DecimalMark.point.byte || byte == DecimalMark.comma.byte
      let apostrophe = NumberBody.apostrophe(in: body, at: index)
      let closing: Kind = isMark ? .mark : apostrophe > 0 ? .apostrophe : .blank
      if let kind {
        guard kind == closing else { return nil }
        areThrees = areThrees && run == 3
        areTwos = areTwos && run == 2
      } else {
        guard (1...3).contains(run), !beginsWithZero else { return nil }
        kind = closing
        first = run
        isComma = byte == DecimalMark.comma.byte
      }
      run = 0
      return isMark ? 1 : max(apostrophe, CellText.blank(in: body, at: index))
    }

    /// True where there are no groups, or groups of three, or Indian ones.
    var areWellPlaced: Bool {
      kind == nil || run == 3 && (areThrees || isComma && areTwos && first < 3)
    }
  }

  private struct Digits {
    private(set) var count = 0
    private var coefficient: Int128 = 0
    private var decimals = 0
    private var isTooLong = false

    mutating func append(_ digit: UInt8, isDecimal: Bool) {
      count += 1
      if isDecimal { decimals += 1 }
      let (product, overflow) = coefficient.multipliedReportingOverflow(by: 10)
      let (sum, sumOverflow) = product.addingReportingOverflow(Int128(digit))
      isTooLong = isTooLong || overflow || sumOverflow
      coefficient = sum
    }

    func value(exponent: Int, isNegative: Bool) throws(WrittenNumber.Fault) -> ExactDecimal {
      guard !isTooLong else { throw .range }
      do throws(ExactDecimalProblem) {
        return try ExactDecimal(coefficient: isNegative ? -coefficient : coefficient, decimals: decimals - exponent)
      } catch {
        throw .range
      }
    }
  }
}
