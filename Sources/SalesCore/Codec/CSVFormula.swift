/// The apostrophe that keeps a spreadsheet from running a text cell of a CSV as a formula: one rule for export and import.
///
/// Export puts it before each text that begins, behind any apostrophes of its own, with a sign that starts a formula.
/// Import takes it away from these cells and from no others, so that every text comes back as it was:
///
///     CSVFormula.escaped("=A1")   // '=A1
///     CSVFormula.escaped("'=A1")  // ''=A1
///     CSVFormula.escaped("'tis")  // 'tis
package enum CSVFormula {
  package static func escaped(_ text: String) -> String {
    var text = text
    return text.withUTF8 { startsFormula(UnsafeRawBufferPointer($0)) } ? "'" + text : text
  }

  /// The cell without the apostrophe that `escaped` puts before it; a part of the same bytes.
  package static func unescaped(_ cell: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    guard cell.first == apostrophe, startsFormula(cell) else { return cell }
    return UnsafeRawBufferPointer(rebasing: cell.dropFirst())
  }

  private static let apostrophe = UInt8(ascii: "'")

  private static func startsFormula(_ cell: UnsafeRawBufferPointer) -> Bool {
    let text = cell.drop { $0 == apostrophe }
    return switch text.first {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 0x09, 0x0A, 0x0D: true
    case 0xEF: fullWidthSigns.contains { text.starts(with: $0) }
    default: false
    }
  }

  /// In UTF-8.
  private static let fullWidthSigns = ["＝", "＋", "－", "＠"].map { Array($0.utf8) }
}
