import Foundation

/// Decodes the unusual strings of a record, those with escapes or bytes beyond ASCII, by Foundation.
enum JSONText {
  /// The decoded text between the quotes; nil for invalid UTF-8, a lone surrogate or a NUL.
  static func decode(_ bytes: UnsafeRawBufferPointer) -> String? {
    guard bytes.contains(UInt8(ascii: "\\")) else {
      return String(validating: bytes, as: UTF8.self)
    }
    var quoted: [UInt8] = [UInt8(ascii: "\"")]
    quoted.append(contentsOf: bytes)
    quoted.append(UInt8(ascii: "\""))
    guard String(validating: quoted, as: UTF8.self) != nil,
      let text = try? JSONDecoder().decode(String.self, from: Data(quoted)),
      !text.unicodeScalars.contains("\0")
    else { return nil }
    return text
  }
}
