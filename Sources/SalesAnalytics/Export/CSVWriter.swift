package import SalesCore

/// Rows as CSV after RFC 4180: CRLF at the end of each line, a header first.
package struct CSVWriter: Sendable {
  package var columns: [RowColumn]
  package var currency: Currency
  /// Text cells just as they are, not defused against formulas.
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
      CSVCell.append(column.isText && !isRaw ? CSVCell.defused(text) : text, to: &bytes)
    }
    bytes.append(contentsOf: "\r\n".utf8)
  }

  /// The whole file.
  package func bytes(_ rows: some Sequence<WindowRow>) -> [UInt8] {
    var bytes: [UInt8] = []
    appendHeader(to: &bytes)
    for row in rows { append(row, to: &bytes) }
    return bytes
  }
}
