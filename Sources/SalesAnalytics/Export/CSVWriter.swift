package import SalesCore

/// Writes rows as CSV after RFC 4180: a header first, CRLF at the end of each line.
package struct CSVWriter: Sendable {
  package var columns: [RowColumn]
  package var currency: Currency
  /// The default is false: text that a spreadsheet would run as a formula gets an apostrophe (`CSVFormula`).
  package var isRaw: Bool

  package init(columns: [RowColumn] = RowColumn.snapshot, currency: Currency = .usDollar, isRaw: Bool = false) {
    self.columns = columns
    self.currency = currency
    self.isRaw = isRaw
  }

  package func appendHeader(to bytes: inout [UInt8]) {
    bytes.append(contentsOf: columns.map(\.rawValue).joined(separator: ",").utf8)
    bytes.append(contentsOf: "\r\n".utf8)
  }

  package func append(_ row: WindowRow, to bytes: inout [UInt8]) {
    for (index, column) in columns.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      let text = column.text(of: row, currency: currency)
      Self.append(cell: column.isText && !isRaw ? CSVFormula.escaped(text) : text, to: &bytes)
    }
    bytes.append(contentsOf: "\r\n".utf8)
  }

  /// The whole file, header included.
  package func bytes(_ rows: some Sequence<WindowRow>) -> [UInt8] {
    var bytes: [UInt8] = []
    appendHeader(to: &bytes)
    for row in rows { append(row, to: &bytes) }
    return bytes
  }

  /// In quotes where it holds a comma, a quote or the end of a line.
  private static func append(cell: String, to bytes: inout [UInt8]) {
    let quote = UInt8(ascii: "\"")
    let needsQuotes = cell.utf8.contains { byte in
      byte == quote || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\r") || byte == UInt8(ascii: "\n")
    }
    guard needsQuotes else {
      bytes.append(contentsOf: cell.utf8)
      return
    }
    bytes.append(quote)
    for byte in cell.utf8 {
      if byte == quote { bytes.append(quote) }
      bytes.append(byte)
    }
    bytes.append(quote)
  }
}
