package import SalesCore

/// Writes rows as a JSON array, one object a line. Times are in UTC. Revenue is a number with all decimals of the
/// currency, so no digit is lost.
package struct JSONWriter: Sendable {
  package var columns: [RowColumn]
  package var currency: Currency

  package init(columns: [RowColumn], currency: Currency = .usDollar) {
    self.columns = columns
    self.currency = currency
  }

  package func bytes(_ rows: some Sequence<WindowRow>) -> [UInt8] {
    var bytes = Array("[".utf8)
    var separator = "\n"
    for row in rows {
      bytes.append(contentsOf: separator.utf8)
      append(row, to: &bytes)
      separator = ",\n"
    }
    bytes.append(contentsOf: "\n]\n".utf8)
    return bytes
  }

  private func append(_ row: WindowRow, to bytes: inout [UInt8]) {
    var separator = "{"
    for column in columns {
      bytes.append(contentsOf: "\(separator)\"\(column.rawValue)\":".utf8)
      let text = column.text(of: row, currency: currency, calendar: .utc)
      if column.isNumber {
        bytes.append(contentsOf: text.utf8)
      } else {
        Self.append(text, to: &bytes)
      }
      separator = ","
    }
    bytes.append(UInt8(ascii: "}"))
  }

  /// Escapes control characters, those beyond ASCII too: the text may be shown on a terminal.
  private static func append(_ text: String, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\":
        bytes.append(UInt8(ascii: "\\"))
        bytes.append(contentsOf: UTF8.encode(scalar) ?? .init())
      case _ where scalar.properties.generalCategory == .control || scalar.properties.isBidiControl:
        let digits = String(scalar.value, radix: 16)
        bytes.append(contentsOf: "\\u\(String(repeating: "0", count: max(0, 4 - digits.count)))\(digits)".utf8)
      default:
        bytes.append(contentsOf: UTF8.encode(scalar) ?? .init())
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
