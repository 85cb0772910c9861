extension RowFile {
  /// Opens an input from its start. `wanted` are sets of columns of which a header has one, whole.
  static func open(_ input: ImportInput, _ read: ReadOptions, wanted: [[String]]) async throws -> RowFile {
    var options = Options()
    options.encoding = read.encoding
    options.isJSON = read.format.map { $0 == .json }
    options.csv.wanted = wanted
    options.csv.skip = read.skip
    options.each = read.each
    return try await open(input, options)
  }

  var format: ImportFormat { isJSON ? .json : .csv }

  /// The first rows, all columns as text. Without `waits` only those that are there already, of an input that cannot be
  /// read twice: the file stands where it stood for its caller's copy.
  mutating func sample(waits: Bool = true) async throws -> [[String]] {
    var rows: [[String]] = []
    try scanner.select(scanner.columns)
    while rows.count < 20 {
      let step: RowStep
      do { step = waits ? try await next() : scanner.next() } catch is ImportProblem { return rows }
      if step == .end || step == .needsInput { return rows }
      if case .row = step { rows.append(texts) }
    }
    return rows
  }

  /// The cells of the row, as text.
  var texts: [String] { scanner.columns.indices.map { scanner.text($0) } }

  /// Calls `body` for each row that can be read, to the end of the file or to where it cannot be read further. Columns
  /// that the first records did not have are told with `notesColumns`.
  @discardableResult
  func readRows(
    _ recipe: BoundRecipe, notesColumns: Bool = false, _ body: (ImportRow) -> Void
  ) async throws -> LateColumns {
    let reader = try RowReader(self, recipe, notesColumns: notesColumns)
    var batch = try await reader.next()
    while !batch.isEmpty {
      async let ahead = reader.next()
      for index in 0..<batch.count where batch.problem(of: index) == nil { body(batch[index]) }
      batch = try await ahead
    }
    return await reader.lateColumns
  }
}
