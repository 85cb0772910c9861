package import SalesCore

/// How a CSV is written, for the program that will read it.
///
///     var style = CSVStyle()
///     style.decimal = .comma
///     style.hasByteOrderMark = true
///     let bytes = CSVWriter(style: style).bytes(rows)   // for Excel where 12,50 is a number
package struct CSVStyle: Hashable, Sendable {
  /// Before the decimals of amounts. The default is the point. With a comma cells are separated by semicolons, as
  /// spreadsheets of countries that write one do.
  package var decimal = DecimalMark.point
  /// Begins with a byte order mark, without which Excel does not take the text for UTF-8. The default is false.
  package var hasByteOrderMark = false
  /// The default is false: text that a spreadsheet would run as a formula gets an apostrophe (`CSVFormula`).
  package var isRaw = false

  package init() {}

  var separator: UInt8 { UInt8(ascii: decimal == .comma ? ";" : ",") }
}
