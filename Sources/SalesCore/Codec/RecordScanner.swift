/// One pass over a JSON object (all of RFC 8259) that notes the positions of a sale's fields. It allocates nothing and
/// leaves the values to `SaleDecoder`.
struct RecordScanner {
  /// The greatest depth of nesting: more than any record needs, and shallow enough for any stack.
  static let deepest = 64

  private let record: UnsafeRawBufferPointer
  private var index = 0
  private var fields = RecordFields()

  /// Throws `not_a_sale` unless the bytes are exactly one JSON object.
  static func scan(_ record: UnsafeRawBufferPointer) throws(SaleProblem) -> RecordFields {
    var scanner = RecordScanner(record: record)
    try scanner.scanRecord()
    return scanner.fields
  }

  private init(record: UnsafeRawBufferPointer) { self.record = record }

  private mutating func scanRecord() throws(SaleProblem) {
    if record.count >= 3, record[0] == 0xEF, record[1] == 0xBB, record[2] == 0xBF { index = 3 }
    skipSpace()
    guard index < record.count else { throw problem("the record is empty") }
    guard record[index] == UInt8(ascii: "{") else { throw problem("it is not a JSON object") }
    try scanObject(depth: 0)
    skipSpace()
    guard index == record.count else { throw problem("something follows the object") }
  }

  private mutating func scanObject(depth: Int) throws(SaleProblem) {
    index += 1
    skipSpace()
    if take(UInt8(ascii: "}")) { return }
    while true {
      guard peek() == UInt8(ascii: "\"") else { throw problem("a field's name is expected") }
      let name = try scanString()
      skipSpace()
      guard take(UInt8(ascii: ":")) else { throw problem("a colon is expected") }
      skipSpace()
      let token = try scanValue(depth: depth)
      if depth == 0, let field = field(name) { fields.note(token, as: field) }
      skipSpace()
      if take(UInt8(ascii: "}")) { return }
      guard take(UInt8(ascii: ",")) else { throw problem("a comma or the object's end is expected") }
      skipSpace()
    }
  }

  /// A name is its decoded text: `\u0061mount` is amount.
  private func field(_ name: RecordToken) -> RecordField? {
    let bytes = name.bytes(in: record)
    if name.isPlain { return RecordField(name: bytes) }
    guard var text = JSONText.decode(bytes) else { return nil }
    return text.withUTF8 { RecordField(name: UnsafeRawBufferPointer($0)) }
  }

  private mutating func scanArray(depth: Int) throws(SaleProblem) {
    index += 1
    skipSpace()
    if take(UInt8(ascii: "]")) { return }
    while true {
      _ = try scanValue(depth: depth)
      skipSpace()
      if take(UInt8(ascii: "]")) { return }
      guard take(UInt8(ascii: ",")) else { throw problem("a comma or the array's end is expected") }
      skipSpace()
    }
  }

  private mutating func scanValue(depth: Int) throws(SaleProblem) -> RecordToken {
    guard let first = peek() else { throw problem("the record ends too early") }
    let start = Int32(truncatingIfNeeded: index)
    switch first {
    case UInt8(ascii: "\""):
      return try scanString()
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      try scanNumber()
      return RecordToken(kind: .number, start: start, end: Int32(truncatingIfNeeded: index))
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      guard depth < Self.deepest else { throw problem("it is nested deeper than \(Self.deepest) levels") }
      if first == UInt8(ascii: "{") {
        try scanObject(depth: depth + 1)
      } else {
        try scanArray(depth: depth + 1)
      }
      return RecordToken()
    case UInt8(ascii: "n"):
      try scanWord("null")
      return RecordToken(kind: .null)
    case UInt8(ascii: "t"):
      try scanWord("true")
    case UInt8(ascii: "f"):
      try scanWord("false")
    case UInt8(ascii: "N"), UInt8(ascii: "I"):
      throw SaleProblem(.amountRange, "NaN and Infinity are not numbers")
    default:
      throw problem("a value is expected")
    }
    return RecordToken()
  }

  private mutating func scanString() throws(SaleProblem) -> RecordToken {
    index += 1
    let start = index
    var isPlain = true
    while index < record.count {
      let byte = record[index]
      if byte == UInt8(ascii: "\"") {
        index += 1
        return RecordToken(
          kind: .string, start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: index - 1),
          isPlain: isPlain)
      }
      if byte == UInt8(ascii: "\\") {
        isPlain = false
        try scanEscape()
      } else if byte < 0x20 {
        if byte == 0 { throw SaleProblem(.badEncoding, "byte \(index): NUL in a string") }
        throw problem("a control character in a string")
      } else {
        if byte >= 0x80 { isPlain = false }
        index += 1
      }
    }
    throw problem("a string does not end")
  }

  private mutating func scanEscape() throws(SaleProblem) {
    guard index + 1 < record.count else { throw problem("a string does not end") }
    switch record[index + 1] {
    case UInt8(ascii: "u"):
      guard index + 5 < record.count, record[index + 2...index + 5].allSatisfy(Self.isHexDigit) else {
        throw problem("a \\u escape needs four hexadecimal digits")
      }
      index += 6
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
      UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      index += 2
    default:
      throw problem("an unknown escape in a string")
    }
  }

  private mutating func scanNumber() throws(SaleProblem) {
    _ = take(UInt8(ascii: "-"))
    if peek() == UInt8(ascii: "I") { throw SaleProblem(.amountRange, "NaN and Infinity are not numbers") }
    if take(UInt8(ascii: "0")) {
      if let next = peek(), next &- 0x30 < 10 { throw problem("a number with a leading zero") }
    } else {
      try scanDigits()
    }
    if take(UInt8(ascii: ".")) { try scanDigits() }
    if let next = peek(), next | 0x20 == UInt8(ascii: "e") {
      index += 1
      if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
      try scanDigits()
    }
  }

  private mutating func scanDigits() throws(SaleProblem) {
    let start = index
    while index < record.count, record[index] &- 0x30 < 10 { index += 1 }
    guard index > start else { throw problem("a digit is expected") }
  }

  private mutating func scanWord(_ word: StaticString) throws(SaleProblem) {
    for offset in 0..<word.utf8CodeUnitCount where !take(word.utf8Start[offset]) {
      throw problem("a value is expected")
    }
  }

  private mutating func skipSpace() {
    while index < record.count {
      switch record[index] {
      case 0x20, 0x0A, 0x0D, 0x09: index += 1
      default: return
      }
    }
  }

  private func peek() -> UInt8? { index < record.count ? record[index] : nil }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard index < record.count, record[index] == byte else { return false }
    index += 1
    return true
  }

  private func problem(_ what: String) -> SaleProblem {
    SaleProblem(.notASale, "byte \(index): \(what)")
  }

  private static func isHexDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
      UInt8(ascii: "A")...UInt8(ascii: "F"):
      true
    default: false
    }
  }
}
