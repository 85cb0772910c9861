import SalesCore

/// A cell of a file as UTF-8 bytes: what stands around its value, and how a message quotes it.
enum CellText {
  /// The most bytes of a cell that a message quotes.
  static let quoteLimit = 40

  /// The cell without the blanks around it, and without the marks by which spreadsheets keep it as text, `="12.50"` and
  /// `'12.50`; a part of the same bytes.
  static func bare(_ cell: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    let text = trimmed(cell)
    switch text.first {
    case UInt8(ascii: "="):
      let last = text.count - 1
      guard last > 2, text[1] == .quote, text[last] == .quote else { return text }
      return trimmed(UnsafeRawBufferPointer(rebasing: text[2..<last]))
    case UInt8(ascii: "'"): return UnsafeRawBufferPointer(rebasing: text[1...])
    default: return text
    }
  }

  /// The cell without the blanks around it, and without the apostrophe that an export puts before a formula.
  static func unescaped(_ cell: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    CSVFormula.unescaped(trimmed(cell))
  }

  static func trimmed(_ cell: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    // Nearly all cells have nothing around them.
    if let first = cell.first, let last = cell.last, isVisible(first), isVisible(last) { return cell }
    var (start, end) = (0, cell.count)
    while start < end, case let length = blank(in: cell, at: start), length > 0 { start += length }
    while start < end, case let length = blank(in: cell, from: start, before: end), length > 0 { end -= length }
    return UnsafeRawBufferPointer(rebasing: cell[start..<end])
  }

  /// True of ASCII that is neither white space nor the last byte of another character.
  private static func isVisible(_ byte: UInt8) -> Bool { byte > 0x20 && byte < 0x80 }

  /// The number of bytes of the blank at an index that is in bounds; 0 where another character stands there.
  ///
  /// Blanks are white space, the no-break, thin and wide spaces that spreadsheets write, and marks without a width.
  static func blank(in cell: UnsafeRawBufferPointer, at index: Int) -> Int {
    let byte = cell[index]
    if byte == 0x20 || (0x09...0x0D).contains(byte) { return 1 }
    guard byte >= 0xC2, index + 1 < cell.count else { return 0 }
    if byte == 0xC2 { return cell[index + 1] == 0xA0 ? 2 : 0 }
    guard index + 2 < cell.count else { return 0 }
    return switch (byte, cell[index + 1], cell[index + 2]) {
    case (0xE2, 0x80, 0x80...0x8F), (0xE2, 0x80, 0xAF), (0xE2, 0x81, 0x9F), (0xE2, 0x81, 0xA0): 3
    case (0xE3, 0x80, 0x80), (0xEF, 0xBB, 0xBF): 3
    default: 0
    }
  }

  private static func blank(in cell: UnsafeRawBufferPointer, from start: Int, before end: Int) -> Int {
    for length in 1...3 where end - length >= start && blank(in: cell, at: end - length) == length { return length }
    return 0
  }

  /// The number of bytes of the hyphen, dash or minus sign at an index that is in bounds; 0 where there is none.
  static func dash(in cell: UnsafeRawBufferPointer, at index: Int) -> Int {
    if cell[index] == UInt8(ascii: "-") { return 1 }
    guard cell[index] >= 0xE2, index + 2 < cell.count else { return 0 }
    return switch (cell[index], cell[index + 1], cell[index + 2]) {
    case (0xE2, 0x80, 0x90...0x95), (0xE2, 0x88, 0x92), (0xEF, 0xB9, 0xA3), (0xEF, 0xBC, 0x8D): 3
    default: 0
    }
  }

  /// For messages: the cell, cut behind 40 bytes.
  static func shortened(_ cell: UnsafeRawBufferPointer) -> String {
    guard cell.count > quoteLimit else { return String(decoding: cell, as: UTF8.self) }
    var end = quoteLimit
    // Not within a character, whose further bytes begin with the bits 10.
    while end > quoteLimit - 3, cell[end] & 0xC0 == 0x80 { end -= 1 }
    return String(decoding: cell[..<end], as: UTF8.self) + "…"
  }

  static func quoted(_ cell: UnsafeRawBufferPointer) -> String { "\"" + shortened(cell) + "\"" }
}
