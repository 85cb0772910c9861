/// Rows as a table for people: names to the left, numbers to the right, two spaces between.
package struct TableWriter: Sendable {
  package var columns: [RowColumn]
  package var currency: Currency

  package init(columns: [RowColumn], currency: Currency = .usDollar) {
    self.columns = columns
    self.currency = currency
  }

  package func text(_ rows: some Sequence<WindowRow>) -> String {
    let cells =
      [columns.map(\.rawValue)]
      + rows.map { row in
        columns.map { TableText.clean($0.text(of: row, currency: currency)) }
      }
    let widths = columns.indices.map { index in cells.map { TableText.width($0[index]) }.max() ?? 0 }
    return cells.map { line(of: $0, widths) + "\n" }.joined()
  }

  private func line(of cells: [String], _ widths: [Int]) -> String {
    var line = ""
    for (index, cell) in cells.enumerated() {
      if index > 0 { line += "  " }
      let space = String(repeating: " ", count: widths[index] - TableText.width(cell))
      let isLast = index == cells.count - 1
      line += columns[index].isNumber ? space + cell : isLast ? cell : cell + space
    }
    return line
  }
}

/// Untrusted text in a table on a terminal.
enum TableText {
  /// Control characters and bidi overrides show as `�`, so that none reaches the terminal.
  static func clean(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    scalars.append(contentsOf: text.unicodeScalars.map { isControl($0) ? "\u{FFFD}" : $0 })
    return String(scalars)
  }

  static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  /// Cells on a terminal.
  static func width(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + width($1) }
  }

  private static func width(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    return switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1FAFF,
      0x20000...0x3FFFD:
      2
    default: scalar.properties.isEmojiPresentation ? 2 : 1
    }
  }
}
