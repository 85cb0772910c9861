/// Currencies that records of a live input name in fields which the first ones lacked. A file that can be read twice
/// proves its currency before any row is taken; of a live one the rows at hand are looked at ahead.
extension JSONScanner {
  /// The fields with a currency's name that were found so far, and what was looked at.
  struct Currencies {
    /// Their columns.
    fileprivate(set) var columns: [Int] = []
    fileprivate var notes: JSONColumns = {
      var notes = JSONColumns()
      notes.takesOnlyCurrencies = true
      return notes
    }()
  }

  mutating func lookForCurrencies() throws(ImportProblem) {
    var probe = self
    probe.isNoting = true
    probe.notes = currencies.notes
    probe.behind.takesOnlyCurrencies = true
    // Held by one of the two alone, the notes are not copied.
    (currencies.notes, probe.currencies) = (JSONColumns(), Currencies())
    look: while true {
      switch probe.next() {
      case .row, .problem: continue
      case .needsInput, .end: break look
      }
    }
    currencies.notes = probe.notes
    let new = probe.notes.paths.filter { !paths.paths.contains($0) }
    if !new.isEmpty { add(new) }
    if let path = probe.columnsBehind.first { throw .currencyBehindRows(path) }
  }

  /// Reads these paths too from here on. Cells that were read already stay.
  private mutating func add(_ new: [String]) {
    let first = paths.paths.count
    paths = JSONPaths(paths.paths + new, each: each)
    cells += Array(repeating: RowCell(kind: .blank), count: new.count)
    currencies.columns += first..<first + new.count
  }

  /// Reads the fields that another scanner of such records has found.
  mutating func keepCurrencies(of other: JSONScanner) {
    paths = other.paths
    cells = Array(repeating: RowCell(kind: .blank), count: paths.paths.count)
    currencies = other.currencies
  }

  /// All codes that the fields of the row name, usually one; nil where they name none.
  var namedCurrency: String? {
    guard !currencies.columns.isEmpty else { return nil }
    var codes: [String] = []
    for column in currencies.columns {
      let cell = cells[column]
      let code = RecipeChanges.trimmed(String(decoding: input.bytes[cell.start..<cell.end], as: UTF8.self)).uppercased()
      if !code.isEmpty, !codes.contains(code) { codes.append(code) }
    }
    return codes.isEmpty ? nil : codes.joined(separator: ", ")
  }
}
