package import SalesCore

/// Writes rows as CSV after RFC 4180: a header first, CRLF at the end of each line.
///
///     let writer = CSVWriter(currency: settings.rules.currency, calendar: ReportingCalendar(of: settings))
///     let bytes = writer.bytes(rows)
package struct CSVWriter: Sendable {
  package var columns: [RowColumn]
  package var currency: Currency
  /// Times are written on its clock.
  package var calendar: ReportingCalendar
  package var style: CSVStyle

  package init(
    columns: [RowColumn] = RowColumn.snapshot, currency: Currency = .usDollar, calendar: ReportingCalendar = .utc,
    style: CSVStyle = CSVStyle()
  ) {
    self.columns = columns
    self.currency = currency
    self.calendar = calendar
    self.style = style
  }

  package func appendHeader(to bytes: inout [UInt8]) {
    if style.hasByteOrderMark { bytes.append(contentsOf: [0xEF, 0xBB, 0xBF]) }
    for (index, column) in columns.enumerated() {
      if index > 0 { bytes.append(style.separator) }
      bytes.append(contentsOf: column.rawValue.utf8)
    }
    bytes.append(contentsOf: "\r\n".utf8)
  }

  package func append(_ row: WindowRow, to bytes: inout [UInt8]) {
    for (index, column) in columns.enumerated() {
      if index > 0 { bytes.append(style.separator) }
      append(cell: text(of: row, in: column), to: &bytes)
    }
    bytes.append(contentsOf: "\r\n".utf8)
  }

  private func text(of row: WindowRow, in column: RowColumn) -> String {
    let text = column.text(of: row, currency: currency, calendar: calendar)
    if column.isText { return style.isRaw ? text : CSVFormula.escaped(text) }
    return column == .revenue && style.decimal == .comma ? text.replacing(".", with: ",") : text
  }

  /// The whole file, header included.
  package func bytes(_ rows: some Sequence<WindowRow>) -> [UInt8] {
    var bytes: [UInt8] = []
    appendHeader(to: &bytes)
    for row in rows { append(row, to: &bytes) }
    return bytes
  }

  /// In quotes where it holds the separator, a quote or the end of a line.
  private func append(cell: String, to bytes: inout [UInt8]) {
    let quote = UInt8(ascii: "\"")
    let needsQuotes = cell.utf8.contains { byte in
      byte == quote || byte == style.separator || byte == UInt8(ascii: "\r") || byte == UInt8(ascii: "\n")
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
