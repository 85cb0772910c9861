import SalesCore

/// Finds the header among the first lines of a CSV file, and the separator with it.
///
/// The header is the first row that has the wanted columns. Failing these it is the row with the most names that columns
/// of sales usually have, if it has two; it may hold numbers besides. Failing that it is the first row of names: at least
/// two cells, none of them a number or a date, and as wide as the rows behind it. Rows of notes may stand before it, but
/// no row that looks like a sale: then there is no header.
struct CSVHeaderSearch {
  let options: CSVOptions
  /// Of the byte at the input's start.
  let firstLine: Int

  /// The header is looked for in so many lines.
  static let lines = 30
  private static let separators = [",", ";", "\t", "|"].map { UInt8(ascii: $0) }

  struct Found {
    var header: CSVHeader
    /// From the input's start to the row behind the header.
    var length: Int
  }

  /// - Parameter window: the bytes that decide; nil where more lines may come than are there. Then the result is nil
  ///   until the lines that are there have a header and a row behind it.
  func find(in input: InputBuffer, window: Range<Int>?) throws(ImportProblem) -> Found? {
    var head = InputBuffer(whole: Array(input.bytes[window ?? input.start..<input.bytes.count]))
    // The last line is not whole, or not known to be.
    let isOpen = window.map { $0.upperBound < input.bytes.count || !input.isEnded } ?? true
    let notes = separatorLine(&head)
    let candidates = (notes.map { [$0] } ?? options.separator.map { [$0] } ?? Self.separators).map { separator in
      CSVTable(head, separator: separator, line: notes == nil ? firstLine : firstLine + 1, isOpen: isOpen)
    }
    let tables = candidates.filter { !$0.rows.isEmpty }.sorted { $0.score > $1.score }
    for sign in Sign.allCases {
      let known = tables.lazy.compactMap { table in index(in: table, by: sign).map { (table, $0) } }.first {
        window != nil || $1 + 1 < $0.rows.count || sign == .wanted
      }
      if let (table, index) = known { return found(table, index, notes: notes) }
    }
    guard window != nil else { return nil }
    // The rows are wider than any header: each of them is told then.
    for table in tables {
      if let index = names(in: table, near: near(table), .narrow) { return found(table, index, notes: notes) }
    }
    throw problem(tables.count < candidates.count ? nil : tables.first)
  }

  /// Consumes a line such as `sep=;`, by which Excel is told the separator. Returns the separator.
  private func separatorLine(_ head: inout InputBuffer) -> UInt8? {
    guard let end = head.lineEnd(from: 0, limit: head.bytes.count) else { return nil }
    var text = head.bytes[..<end].filter { $0 != .lineFeed && $0 != .carriageReturn }
    if text.first == .quote, text.last == .quote { text = Array(text.dropFirst().dropLast()) }
    guard text.count == 5, String(decoding: text[..<4], as: UTF8.self).lowercased() == "sep=" else { return nil }
    head.start = end
    return text[4]
  }

  private func found(_ table: CSVTable, _ index: Int, notes: UInt8?) -> Found {
    let row = table.rows[index]
    let passedOver = index + (notes == nil ? 0 : 1)
    let header = CSVHeader(
      cells: row.cells, separator: table.separator, line: row.line, nextLine: row.nextLine, passedOver: passedOver)
    return Found(header: header, length: row.end)
  }

  /// By which a row is known for the header, the strongest first.
  private enum Sign: CaseIterable { case wanted, usual, names }

  private func index(in table: CSVTable, by sign: Sign) -> Int? {
    if options.skip != nil {
      guard let row = table.rows.first, row.problem == nil else { return nil }
      switch sign {
      case .wanted: return hasWanted(row) ? 0 : nil
      case .usual: return usualNames(row) > 0 ? 0 : nil
      case .names: return row.values * 2 < row.cells.count ? 0 : nil
      }
    }
    let near = near(table)
    switch sign {
    case .wanted: return near.firstIndex(where: hasWanted)
    case .usual: return usualHeader(near)
    case .names: return names(in: table, near: near, .exact) ?? names(in: table, near: near, .loose)
    }
  }

  /// The row with the most usual names. One that is a header in any case is not passed over, with the sales behind it,
  /// for a better one where files were joined.
  private func usualHeader(_ near: ArraySlice<CSVTable.Row>) -> Int? {
    var best: (index: Int, count: Int)?
    var isHeader = false
    for (index, row) in zip(near.indices, near) {
      let count = usualNames(row)
      if count > best?.count ?? 0 {
        best = (index, count)
        isHeader = count * 2 > row.width || UsualNames.areTimeAndAmount(row.keys)
      } else if let best, isHeader, row.values > 0, row.width >= near[best.index].width {
        break
      }
    }
    return best?.index
  }

  /// The different usual names of a row; 0 where it has fewer than two, or rather is a sale that has such words.
  private func usualNames(_ row: CSVTable.Row) -> Int {
    guard row.problem == nil else { return 0 }
    let count = Set(row.keys.map(UsualNames.key)).intersection(UsualNames.all).count
    return count >= 2 && (count > row.values || !row.hasDate) ? count : 0
  }

  private func near(_ table: CSVTable) -> ArraySlice<CSVTable.Row> {
    guard options.skip == nil else { return [] }
    return table.rows.prefix { $0.line < firstLine + Self.lines + 1 }
  }

  private func hasWanted(_ row: CSVTable.Row) -> Bool {
    guard !options.wanted.isEmpty, row.problem == nil else { return false }
    let keys = Set(row.keys)
    return options.wanted.contains { names in !names.isEmpty && names.allSatisfy { keys.contains(CSVHeader.key($0)) } }
  }

  private enum Fit {
    /// A name for each column, no two the same.
    case exact
    /// Half of the names may be missing, or be the same.
    case loose
    /// As `exact`, but most rows are wider.
    case narrow
  }

  /// The first row that may be names.
  private func names(in table: CSVTable, near: ArraySlice<CSVTable.Row>, _ fit: Fit) -> Int? {
    for index in near.indices where near[index].problem == nil {
      let row = near[index]
      let width = fit == .loose ? row.cells.count : row.width
      guard width >= (fit == .narrow ? 2 : table.width) else { continue }
      // Sales begin here, and those before are none.
      guard row.values == 0 else { return nil }
      let names = row.keys.prefix(row.width).filter { !$0.isEmpty }
      let isFull = fit == .loose ? names.count * 2 >= row.width : Set(names).count == row.width
      let rest = table.rows[(index + 1)...].filter { $0.problem == nil }
      let isWide = fit == .narrow || rest.count { $0.width <= width } * 5 >= rest.count * 4
      if names.count >= 2, isFull, isWide { return index }
    }
    return nil
  }

  private func problem(_ table: CSVTable?) -> ImportProblem {
    let example = "a header such as id,time,amount,product,region"
    guard let first = table?.rows.first else { return ImportProblem("is empty: \(example) is needed") }
    if let problem = first.problem, table?.rows.count == 1 || options.skip != nil {
      return ImportProblem("line \(first.line): the header \(problem)")
    }
    let start = table?.rows.first { $0.problem == nil && $0.values > 0 }
    if let start, start.line == first.line || options.skip != nil {
      return ImportProblem("has no header: line \(start.line) holds values already, where \(example) names the columns")
    }
    return ImportProblem(
      "has no header in its first \(Self.lines) lines: \(example) is needed. --skip N passes over the lines before it")
  }
}
