/// Reads the parts of a date from a cell, one behind the other.
struct DateCursor {
  private let bytes: UnsafeRawBufferPointer
  private(set) var index = 0

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  var isAtEnd: Bool { index == bytes.count }

  /// 0 at the end.
  var next: UInt8 { index < bytes.count ? bytes[index] : 0 }

  var isAtDigit: Bool { next &- 0x30 < 10 }

  /// The number of digits that follow.
  var digitCount: Int { bytes[index...].prefix { $0 &- 0x30 < 10 }.count }

  var isBehindFourDigits: Bool { index >= 4 && bytes[index - 4..<index].allSatisfy { $0 &- 0x30 < 10 } }

  mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard next == UInt8(ascii: character) else { return false }
    index += 1
    return true
  }

  mutating func take(_ literal: [UInt8]) -> Bool {
    guard bytes.count - index >= literal.count, bytes[index..<index + literal.count].elementsEqual(literal) else {
      return false
    }
    index += literal.count
    return true
  }

  /// Moves behind blanks; false where there are none.
  @discardableResult
  mutating func blanks() -> Bool {
    let start = index
    while index < bytes.count, case let length = CellText.blank(in: bytes, at: index), length > 0 { index += length }
    return index > start
  }

  /// Up to `limit` digits, at most 19; nil where there are none. What Int64 does not hold comes out negative.
  mutating func number(limit: Int = 18) -> DateNumber? {
    let start = index
    var value: Int64 = 0
    while index < bytes.count, index - start < limit, case let digit = bytes[index] &- 0x30, digit < 10 {
      value = value &* 10 &+ Int64(digit)
      index += 1
    }
    return index > start ? DateNumber(value: value, count: index - start) : nil
  }

  /// The milliseconds of up to `limit` digits behind a decimal mark; nil where there are none. Further digits are cut.
  mutating func milliseconds(limit: Int = 18) -> Int64? {
    guard let digits = number(limit: min(limit, 3)) else { return nil }
    _ = number(limit: limit - digits.count)
    return digits.value * [100, 10, 1][digits.count - 1]
  }

  /// The sign of an offset: 1 or -1; nil where none stands here.
  mutating func sign() -> Int64? {
    if take("+") { return 1 }
    guard index < bytes.count, case let length = CellText.dash(in: bytes, at: index), length > 0 else { return nil }
    index += length
    return -1
  }

  /// The letters that follow, as a key of `DateWords`; nil where there are none.
  mutating func word() -> DateWord? {
    var word = DateWord()
    while index < bytes.count {
      let length = word.append(bytes, at: index)
      guard length > 0 else { break }
      index += length
    }
    return word.isEmpty ? nil : word
  }

  /// Moves behind a word of a set; false where another or none stands here.
  mutating func take(_ words: Set<DateWord>) -> Bool {
    var ahead = self
    guard let word = ahead.word(), words.contains(word) else { return false }
    self = ahead
    return true
  }

  /// Moves to the end where all that follows stands in brackets, and returns what these hold; of several pairs the
  /// first. Nil where something else follows.
  mutating func brackets() -> UnsafeRawBufferPointer? {
    let last = bytes.count - 1
    guard index < last else { return nil }
    let closing: UInt8
    switch next {
    case UInt8(ascii: "("): closing = UInt8(ascii: ")")
    case UInt8(ascii: "["): closing = UInt8(ascii: "]")
    default: return nil
    }
    guard bytes[last] == closing, let end = bytes[index...].firstIndex(of: closing) else { return nil }
    defer { index = bytes.count }
    return UnsafeRawBufferPointer(rebasing: bytes[index + 1..<end])
  }
}
