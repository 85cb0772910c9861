enum JSONProblem: Error, Equatable {
  /// The bytes end within a value.
  case exhausted
  case malformed(at: Int, StaticString)

  static func == (left: JSONProblem, right: JSONProblem) -> Bool { "\(left)" == "\(right)" }
}

/// Reads JSON (all of RFC 8259) token by token. It allocates nothing and leaves numbers and texts as they are written.
struct JSONCursor {
  /// The greatest depth of nesting: more than any record needs, and shallow enough for any stack.
  static let deepest = 64

  let bytes: UnsafeRawBufferPointer
  var index: Int
  let limit: Int

  init(_ bytes: UnsafeRawBufferPointer, from index: Int, limit: Int) {
    self.bytes = bytes
    self.index = index
    self.limit = limit
  }

  /// The byte at `index`.
  @inline(__always)
  func peek() throws(JSONProblem) -> UInt8 {
    guard index < limit else { throw .exhausted }
    return bytes[index]
  }

  @inline(__always)
  mutating func take(_ byte: UInt8) throws(JSONProblem) -> Bool {
    guard try peek() == byte else { return false }
    index &+= 1
    return true
  }

  /// Passes over white space.
  @inline(__always)
  mutating func skipSpace() {
    while index < limit {
      let byte = bytes[index]
      guard byte <= 0x20, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return }
      index &+= 1
    }
  }

  /// Reads a member's name and the colon behind it, to the first byte of its value.
  mutating func name() throws(JSONProblem) -> RowCell {
    guard try peek() == .quote else { throw malformed("a field's name is expected") }
    let name = try string()
    skipSpace()
    guard try take(UInt8(ascii: ":")) else { throw malformed("a colon is expected") }
    skipSpace()
    return name
  }

  /// Behind a value: true where another one follows.
  mutating func continues(before end: UInt8) throws(JSONProblem) -> Bool {
    skipSpace()
    if try take(UInt8(ascii: ",")) {
      skipSpace()
      return true
    }
    if try take(end) { return false }
    if end == .closingBrace { throw malformed("a comma or the object's end is expected") }
    throw malformed("a comma or the list's end is expected")
  }

  /// Behind the opening bracket: true where a value follows.
  mutating func begins(before end: UInt8) throws(JSONProblem) -> Bool {
    skipSpace()
    return try !take(end)
  }

  /// The text between the quotes.
  mutating func string() throws(JSONProblem) -> RowCell {
    index &+= 1
    let start = index
    var isEscaped = false
    while index < limit {
      let byte = bytes[index]
      if byte == .quote {
        index &+= 1
        return RowCell(start: start, end: index &- 1, isEscaped: isEscaped)
      }
      if byte == UInt8(ascii: "\\") {
        isEscaped = true
        try escape()
      } else if byte < 0x20 {
        throw malformed("a control character in a text, or a text that does not end")
      } else {
        index &+= 1
      }
    }
    throw .exhausted
  }

  private mutating func escape() throws(JSONProblem) {
    guard index + 1 < limit else { throw .exhausted }
    switch bytes[index + 1] {
    case UInt8(ascii: "u"):
      guard index + 5 < limit else { throw .exhausted }
      for digit in index + 2...index + 5 where JSONEscapes.value(ofHexDigit: bytes[digit]) == nil {
        throw malformed("a \\u escape needs four hexadecimal digits")
      }
      index &+= 6
    case .quote, UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"), UInt8(ascii: "n"),
      UInt8(ascii: "r"), UInt8(ascii: "t"):
      index &+= 2
    default: throw malformed("an unknown escape in a text")
    }
  }

  /// A value other than an object or a list. Null is blank; true and false are texts.
  mutating func scalar() throws(JSONProblem) -> RowCell {
    let start = index
    switch try peek() {
    case .quote: return try string()
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      try number()
      return RowCell(start: start, end: index, kind: .number)
    case UInt8(ascii: "n"):
      try word("null")
      return RowCell(kind: .blank)
    case UInt8(ascii: "t"): try word("true")
    case UInt8(ascii: "f"): try word("false")
    case UInt8(ascii: "N"), UInt8(ascii: "I"): throw malformed("NaN and Infinity are not numbers")
    default: throw malformed("a value is expected")
    }
    return RowCell(start: start, end: index)
  }

  private mutating func number() throws(JSONProblem) {
    _ = try take(UInt8(ascii: "-"))
    if try peek() == UInt8(ascii: "I") { throw malformed("NaN and Infinity are not numbers") }
    if try take(UInt8(ascii: "0")) {
      if try peek() &- 0x30 < 10 { throw malformed("a number with a leading zero") }
    } else {
      try digits()
    }
    if try take(UInt8(ascii: ".")) { try digits() }
    if try peek() | 0x20 == UInt8(ascii: "e") {
      index &+= 1
      if try !take(UInt8(ascii: "+")) { _ = try take(UInt8(ascii: "-")) }
      try digits()
    }
  }

  private mutating func digits() throws(JSONProblem) {
    let start = index
    while try peek() &- 0x30 < 10 { index &+= 1 }
    guard index > start else { throw malformed("a digit is expected") }
  }

  private mutating func word(_ word: StaticString) throws(JSONProblem) {
    for offset in 0..<word.utf8CodeUnitCount where try !take(word.utf8Start[offset]) {
      throw malformed("a value is expected")
    }
  }

  /// Checks a value and passes over it. It lies `depth` objects and lists deep.
  mutating func skipValue(depth: Int) throws(JSONProblem) {
    switch try peek() {
    case .openingBrace:
      try descend(depth)
      guard try begins(before: .closingBrace) else { return }
      repeat {
        _ = try name()
        try skipValue(depth: depth + 1)
      } while try continues(before: .closingBrace)
    case .openingBracket:
      try descend(depth)
      guard try begins(before: .closingBracket) else { return }
      repeat { try skipValue(depth: depth + 1) } while try continues(before: .closingBracket)
    default:
      _ = try scalar()
    }
  }

  /// Steps into an object or a list.
  mutating func descend(_ depth: Int) throws(JSONProblem) {
    guard depth < Self.deepest else { throw malformed("it is nested deeper than 64 levels") }
    index &+= 1
  }

  func malformed(_ what: StaticString) -> JSONProblem { .malformed(at: index, what) }
}

extension UInt8 {
  static let openingBrace = UInt8(ascii: "{")
  static let closingBrace = UInt8(ascii: "}")
  static let openingBracket = UInt8(ascii: "[")
  static let closingBracket = UInt8(ascii: "]")
}
