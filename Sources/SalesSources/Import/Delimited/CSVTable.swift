import SalesCore

/// The first rows of a CSV file, cut by one separator.
struct CSVTable {
  struct Row {
    var line: Int
    var nextLine: Int
    /// The index behind it.
    var end: Int
    var cells: [[UInt8]] = []
    var keys: [String] = []
    /// The cells without blank ones at the end.
    var width = 0
    /// The cells that are numbers or dates.
    var values = 0
    var hasDate = false
    /// For a row that cannot be read; it has no cells.
    var problem: String?
  }

  let separator: UInt8
  private(set) var rows: [Row] = []
  /// The width of most rows, where a wider row weighs more: notes are narrow.
  private(set) var width = 1
  /// Cuts of rows of the same width: the more, the likelier is the separator.
  private(set) var score = 0

  /// - Parameter isOpen: true where the last line may not be whole, so that it is left out.
  init(_ head: InputBuffer, separator: UInt8, line: Int, isOpen: Bool) {
    self.separator = separator
    var scanner = CSVScanner(separator: separator, line: line)
    // Not the head itself: it is ended.
    if isOpen { scanner.input.feed(head.bytes) } else { scanner.input = InputBuffer(whole: head.bytes) }
    scanner.input.start = head.start
    scan: while true {
      switch scanner.next() {
      case .row(let line): rows.append(Row(scanner, line: line))
      case .problem(let line, let message):
        rows.append(Row(line: line, nextLine: scanner.line, end: scanner.input.start, problem: message))
      case .needsInput, .end: break scan
      }
    }
    let counts = Dictionary(rows.map { ($0.width, 1) }, uniquingKeysWith: +)
    let best = counts.max { ($0.value * ($0.key - 1), $0.key) < ($1.value * ($1.key - 1), $1.key) }
    if let best {
      width = best.key
      score = best.value * (best.key - 1)
    }
  }
}

extension CSVTable.Row {
  fileprivate init(_ scanner: CSVScanner, line: Int) {
    self.init(line: line, nextLine: scanner.line, end: scanner.input.start)
    cells = scanner.input.bytes.withUnsafeBytes { bytes in
      scanner.fields.map { Array(CellText.unescaped(UnsafeRawBufferPointer(rebasing: bytes[$0.start..<$0.end]))) }
    }
    keys = cells.map { CSVHeader.key(String(decoding: $0, as: UTF8.self)) }
    width = (cells.lastIndex { !$0.isEmpty } ?? -1) + 1
    values = keys.count(where: Self.isValue)
    hasDate = keys.contains(where: Self.isDate)
  }

  private static let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

  /// True of a number, an amount, a date or a time; `Address 2`, `Q3` and `VAT 20%` are names.
  static func isValue(_ key: String) -> Bool {
    let digits = key.utf8.count { $0 &- 0x30 < 10 }
    guard digits > 0 else { return false }
    let letters = key.unicodeScalars.count { $0.properties.isAlphabetic }
    if digits > letters { return true }
    // 3. September 2026, Sept 3, 2026 at 10 am
    let words = key.split { !$0.isLetter }
    return digits >= 3 && words.contains { word in months.contains { word.hasPrefix($0) } }
  }

  /// True of a number that may be a date: `3.1.26`, `20261103`.
  private static func isDate(_ key: String) -> Bool {
    let digits = key.utf8.count { $0 &- 0x30 < 10 }
    return isValue(key) && digits >= 3 && (digits >= 6 || key.count { "-/.:".contains($0) } >= 2)
  }
}
