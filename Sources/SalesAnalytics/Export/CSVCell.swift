/// Text of a CSV, both ways: quoted after RFC 4180, and defused so that a spreadsheet takes it for text and not for a formula.
package enum CSVCell {
  /// A cell that a spreadsheet would take for a formula gets a `'` before it. So does one that looks like it had got one, which makes
  /// `armed` exact.
  package static func defused(_ text: String) -> String {
    isFormula(text.unicodeScalars.drop { $0 == "'" }) ? "'" + text : text
  }

  /// Undoes `defused`, for reading back what was exported; every other text stays as it is.
  package static func armed(_ text: String) -> String {
    guard text.unicodeScalars.first == "'" else { return text }
    return isFormula(text.unicodeScalars.drop { $0 == "'" }) ? String(text.unicodeScalars.dropFirst()) : text
  }

  private static func isFormula(_ text: Substring.UnicodeScalarView) -> Bool {
    guard let first = text.first else { return false }
    return switch first {
    case "=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠": true
    default: false
    }
  }

  /// Appends a text cell, in quotes where it holds a comma, a quote or the end of a line.
  static func append(_ text: String, to bytes: inout [UInt8]) {
    let quote = UInt8(ascii: "\"")
    let needsQuotes = text.utf8.contains { byte in
      byte == quote || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\r") || byte == UInt8(ascii: "\n")
    }
    guard needsQuotes else {
      bytes.append(contentsOf: text.utf8)
      return
    }
    bytes.append(quote)
    for byte in text.utf8 {
      if byte == quote { bytes.append(quote) }
      bytes.append(byte)
    }
    bytes.append(quote)
  }
}
