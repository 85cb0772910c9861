import SalesCore

/// Takes a cell apart: the digits of a number, and its sign, brackets and currency around them.
struct NumberScan {
  let text: UnsafeRawBufferPointer
  private var index = 0
  /// The digits with the marks between them.
  private(set) var body = UnsafeRawBufferPointer(start: nil, count: 0)
  private(set) var exponent: Int?
  private(set) var isNegative = false
  private(set) var currency: CurrencyMark?
  /// True for a dash beside a currency, as spreadsheets write zero: `$-`.
  private(set) var isZero = false
  private var hasSign = false
  private var brackets = 0

  init(text: UnsafeRawBufferPointer) { self.text = text }

  mutating func run() throws(WrittenNumber.Fault) {
    try scanSurroundings()
    let start = index
    while let length = bodyLength() { index += length }
    body = UnsafeRawBufferPointer(rebasing: text[start..<index])
    if body.isEmpty {
      isZero = isNegative && currency != nil && brackets == 0 && index == text.count
      guard isZero else { throw .notANumber }
      return
    }
    let hasLeadingSign = hasSign
    let endsWithMark = takeDecimalDashes()
    scanExponent()
    try scanSurroundings()
    guard index == text.count, brackets == 0 || brackets == 2 && !hasSign else { throw .notANumber }
    // A further dash behind the mark could be meant as either.
    guard !endsWithMark || hasSign == hasLeadingSign else { throw .notANumber }
    if brackets == 2 { isNegative = true }
  }

  /// The bytes of the next digit or mark of the body; nil at its end.
  private func bodyLength() -> Int? {
    guard index < text.count else { return nil }
    let byte = text[index]
    if byte &- 0x30 < 10 || byte == DecimalMark.point.byte || byte == DecimalMark.comma.byte { return 1 }
    let length = max(NumberBody.apostrophe(in: text, at: index), CellText.blank(in: text, at: index))
    // A blank or an apostrophe belongs to the number only before a further digit.
    return length > 0 && isDigit(at: index + length) ? length : nil
  }

  private func isDigit(at index: Int) -> Bool { index < text.count && text[index] &- 0x30 < 10 }

  /// Moves behind signs, brackets, currencies and blanks.
  private mutating func scanSurroundings() throws(WrittenNumber.Fault) {
    while index < text.count {
      let byte = text[index]
      if case let length = CellText.blank(in: text, at: index), length > 0 {
        index += length
      } else if case let length = CellText.dash(in: text, at: index), length > 0 {
        try addSign(length, isNegative: true)
      } else if byte == UInt8(ascii: "+") {
        try addSign(1, isNegative: false)
      } else if byte == UInt8(ascii: "("), brackets == 0, body.isEmpty {
        brackets = 1
        index += 1
      } else if byte == UInt8(ascii: ")"), brackets == 1, !body.isEmpty {
        brackets = 2
        index += 1
      } else if let (mark, length) = CurrencyMark.match(in: text, at: index) {
        guard let joined = currency.map({ $0.joined(mark) }) ?? mark else { throw .twoCurrencies }
        currency = joined
        index += length
      } else {
        return
      }
    }
  }

  private mutating func addSign(_ length: Int, isNegative: Bool) throws(WrittenNumber.Fault) {
    guard !hasSign else { throw .notANumber }
    hasSign = true
    self.isNegative = isNegative
    index += length
  }

  /// Moves behind the one or two dashes that stand for no decimals behind a mark, `12,-` or `12.--`; false where the
  /// digits do not end with a mark.
  private mutating func takeDecimalDashes() -> Bool {
    guard let last = body.last, last == DecimalMark.point.byte || last == DecimalMark.comma.byte else { return false }
    for _ in 0..<2 where index < text.count { index += CellText.dash(in: text, at: index) }
    return true
  }

  /// `E3`, `e-05`; a letter without digits is left for what follows, such as `EUR`.
  private mutating func scanExponent() {
    guard index < text.count, text[index] | 0x20 == UInt8(ascii: "e") else { return }
    var end = index + 1
    let isNegative = end < text.count && text[end] == UInt8(ascii: "-")
    if isNegative || end < text.count && text[end] == UInt8(ascii: "+") { end += 1 }
    guard isDigit(at: end) else { return }
    var value = 0
    while isDigit(at: end) {
      // Beyond every possible exponent, so it only has to stay large.
      value = min(value * 10 + Int(text[end] &- 0x30), 1000)
      end += 1
    }
    exponent = isNegative ? -value : value
    index = end
  }
}
