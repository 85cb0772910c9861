import SalesCore
package import SalesPipeline

/// A producer's name, `[A-Za-z][A-Za-z0-9_.-]{0,63}`. The ids of its sales begin with it, and it needs no escape in
/// JSON or a file's name.
package struct SourceName: Hashable, Sendable, CustomStringConvertible {
  package let text: String

  package init(_ text: String) throws(SettingProblem) {
    let bytes = Array(text.utf8)
    guard let first = bytes.first, Self.isLetter(first), bytes.count <= 64, bytes.allSatisfy(Self.isAllowed) else {
      throw SettingProblem(
        "source", "\"\(text)\" must be a letter and up to 63 more letters, digits, dots, dashes or underscores")
    }
    self.text = text
  }

  /// `p` and twelve random letters and digits.
  package static func random(using generator: inout some RandomNumberGenerator) -> SourceName {
    let alphabet = Array("abcdefghijklmnopqrstuvwxyz0123456789")
    return SourceName(valid: "p" + String((0..<12).map { _ in alphabet[Int.random(in: 0..<36, using: &generator)] }))
  }

  private init(valid text: String) { self.text = text }

  package var description: String { text }

  /// The id of this source's sale `sequence`.
  package func id(_ sequence: Int64) -> String {
    var bytes: [UInt8] = []
    appendID(sequence, to: &bytes)
    return String(decoding: bytes.dropFirst().dropLast(), as: UTF8.self)
  }

  /// The same as a JSON string.
  func appendID(_ sequence: Int64, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    bytes.append(contentsOf: text.utf8)
    bytes.append(UInt8(ascii: "-"))
    bytes.appendDigits(sequence, width: 12)
    bytes.append(UInt8(ascii: "\""))
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

  private static func isAllowed(_ byte: UInt8) -> Bool {
    isLetter(byte) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
      || byte == UInt8(ascii: ".")
  }
}
