import SalesCore

extension FileExaminer {
  /// Throws where rows of the file bear the same id and are different sales.
  func checkIDs(of file: ExaminedFile, _ suspects: Set<UInt64>) async throws {
    guard !suspects.isEmpty else { return }
    var comparison = IDComparison(suspects: suspects)
    var writer = SaleWriter(file)
    try await writeAll(file, &writer) { row, record in
      let id = file.ids.key(row)
      if comparison.suspects.contains(id) { comparison.note(id: id, record: record, line: row.line) }
    }
    guard let conflict = comparison.firstConflict else { return }
    throw try await idProblem(conflict, comparison.conflicts, file.recipe, file.options)
  }

  /// Lets the counter of a long file see all its sales before they are numbered.
  func noteRepeats(of file: inout ExaminedFile, rows: Int) async throws {
    switch file.ids.kind {
    case .content, .columns(_, numbered: true): break
    case .columns, .rows, .position: return
    }
    file.counter = RepeatCounter(expected: rows)
    guard file.counter.isNoting else { return }
    var writer = SaleWriter(file)
    try await writeAll(file, &writer) { _, _ in }
    writer.repeats.begin()
    file.counter = writer.repeats
  }

  /// Calls `body` for each sale of the file.
  private func writeAll(
    _ file: ExaminedFile, _ writer: inout SaleWriter, _ body: (ImportRow, [UInt8]) -> Void
  ) async throws {
    var record: [UInt8] = []
    try await open(file.options).readRows(file.bound) { row in
      if case .sale = writer.write(row, latest: .distantFuture, to: &record) { body(row, record) }
    }
  }

  /// The problem of two rows with one id and different content: both lines, how they differ, and ways out.
  func idProblem(
    _ conflict: IDComparison.Conflict, _ count: Int, _ recipe: Recipe, _ options: ReadOptions
  ) async throws -> ImportProblem {
    var file = try await open(options)
    let columns = file.scanner.columns
    let rows = try await file.rows(at: [conflict.first, conflict.second])
    guard rows.count == 2 else { return ImportProblem("lines \(conflict.first) and \(conflict.second) bear one id") }
    let differing = columns.indices.filter { rows[0][$0] != rows[1][$0] }
    let ids = recipe.id.map { name in columns.firstIndex(of: name).map { rows[0][$0] } ?? "" }
    let differences = differing.prefix(3).map { index in
      "\(columns[index]) \"\(rows[0][index].prefix(40))\" and \"\(rows[1][index].prefix(40))\""
    }
    let id = recipe.id.joined(separator: "+")
    let best = differing.first { !rows[0][$0].isEmpty && !rows[1][$0].isEmpty } ?? differing.first
    let better = best.map { "--map 'id=\(id)+\(columns[$0])' tells these two apart" }
    let more = count > 1 ? ", as do \(count) rows in all" : ""
    return ImportProblem(
      "lines \(conflict.first) and \(conflict.second) bear the same id \"\(ids.joined(separator: "-"))\" with different "
        + "content\(more): \(differences.joined(separator: ", ")); "
        + (["--map 'id=\(id)+#' numbers them", better, "--map id= makes ids of the content"].compactMap { $0 })
        .joined(separator: ", "))
  }
}

extension RowFile {
  /// The rows that begin at these lines, all columns as text.
  fileprivate mutating func rows(at lines: [Int]) async throws -> [[String]] {
    var rows: [[String]] = []
    try scanner.select(scanner.columns)
    while rows.count < lines.count, case let step = try await next(), step != .end {
      if case .row(let line) = step, line == lines[rows.count] { rows.append(texts) }
    }
    return rows
  }
}
