/// Reads the rows of a file in batches, on another thread than the one that uses them: while a batch is used, the one
/// behind it is read.
///
///     let reader = try RowReader(file, recipe)
///     var batch = try await reader.next()
///     while !batch.isEmpty {
///       async let ahead = reader.next()
///       for index in 0..<batch.count { use(batch[index]) }
///       batch = try await ahead
///     }
actor RowReader {
  private var scanner: any RowScanner
  private let rest: ImportInput
  private var recipe: BoundRecipe
  private var carried: CarriedCells?
  /// Of a second pass, by the header that was read last.
  private var file: ExaminedFile?
  private let isLive: Bool
  private let looksForCurrencies: Bool
  /// The one that is used and the one that is filled: their memory is used again.
  private var batches = [RowBatch(), RowBatch()]
  private var turn = 0
  private var newFile: (file: ExaminedFile, line: Int)?
  private var hasFailed = false

  /// For a first pass. With `notesColumns` columns that the first records lack are told by `lateColumns`.
  init(_ opened: RowFile, _ recipe: BoundRecipe, notesColumns: Bool) throws {
    scanner = opened.scanner
    rest = opened.rest
    self.recipe = recipe
    carried = CarriedCells(recipe)
    (isLive, looksForCurrencies) = (false, false)
    if notesColumns { scanner.noteColumns() }
    try scanner.select(recipe.columns)
  }

  /// For a second pass, which keeps the sources of its rows. Of a live file a batch ends where more is to be waited for,
  /// and rows behind another header are read by it.
  init(_ opened: RowFile, of file: ExaminedFile, isLive: Bool) throws {
    scanner = opened.scanner
    rest = opened.rest
    self.file = file
    recipe = file.bound
    carried = CarriedCells(recipe)
    self.isLive = isLive
    looksForCurrencies = isLive && file.leavesCurrencyOpen
    try scanner.select(recipe.columns)
    if looksForCurrencies { try scanner.lookForCurrencies() }
  }

  var lateColumns: LateColumns { LateColumns(new: scanner.newColumns, behind: scanner.columnsBehind) }

  /// The next rows; none at the end. A `CancellationError` ends it between two chunks.
  func next() async throws -> RowBatch {
    turn = 1 - turn
    batches[turn].removeAll()
    (batches[turn].newFile, newFile) = (newFile, nil)
    while !hasFailed, !batches[turn].isFull {
      let step = scanner.fill(&batches[turn], recipe, &carried, keepsSources: file != nil)
      if case .problem(let line, let message) = step, scanner.newHeader != nil {
        if try takesNewHeader(line) {
          if batches[turn].count > 0 { break }
          (batches[turn].newFile, newFile) = (newFile, nil)
          continue
        }
        batches[turn].add(problem: message, line: line)
        if file != nil { batches[turn].keepSource(scanner) }
        break
      }
      guard step == .needsInput else { break }
      if isLive, batches[turn].count > 0 { break }
      try Task.checkCancellation()
      do { try await feed() } catch let problem as ImportProblem {
        // Nothing more can be read; the rows before were.
        batches[turn].failure = problem.message
        hasFailed = true
      }
    }
    batches[turn].counts = scanner.counts
    batches[turn].share = rest.size.map { Double(scanner.input.consumed) / Double(max(1, $0)) }
    return batches[turn]
  }

  private func feed() async throws {
    let chunk = try await rest.next()
    if chunk.isEmpty { scanner.input.end() } else { scanner.input.feed(chunk) }
    if looksForCurrencies { try scanner.lookForCurrencies() }
  }

  /// Reads on by another header that begins at the line; false where the recipe cannot read what follows.
  private func takesNewHeader(_ line: Int) throws -> Bool {
    guard isLive, let file, let columns = scanner.newHeader else { return false }
    let new: ExaminedFile
    do throws(ImportProblem) { new = try file.behind(header: columns) } catch {
      batches[turn].headerProblem = error.message
      return false
    }
    scanner.takeNewHeader()
    try scanner.select(new.bound.columns)
    if let carry = new.bound.carry {
      let old = recipe
      // Cells carried down stay.
      carried?.rebind(carry) { index in
        new.bound.recipe.columns.first { old.index(of: $0) == index }.flatMap(new.bound.index)
      }
    }
    (self.file, recipe, newFile) = (new, new.bound, (new, line))
    return true
  }
}
