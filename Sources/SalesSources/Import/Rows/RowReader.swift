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
  private let recipe: BoundRecipe
  private let isLive: Bool
  private let keepsSources: Bool
  private var carried: CarriedCells?
  /// The one that is used and the one that is filled: their memory is used again.
  private var batches = [RowBatch(), RowBatch()]
  private var turn = 0
  private var hasFailed = false

  /// Of a live file a batch ends where more is to be waited for. With `notesColumns` columns that the first records lack
  /// are told by `lateColumns`.
  init(
    _ file: RowFile, _ recipe: BoundRecipe, isLive: Bool = false, keepsSources: Bool = false, notesColumns: Bool = false
  ) throws {
    scanner = file.scanner
    rest = file.rest
    self.recipe = recipe
    self.isLive = isLive
    self.keepsSources = keepsSources
    carried = CarriedCells(recipe)
    if notesColumns { scanner.noteColumns() }
    try scanner.select(recipe.columns)
  }

  var lateColumns: LateColumns { LateColumns(new: scanner.newColumns, behind: scanner.columnsBehind) }

  /// The next rows; none at the end. A `CancellationError` ends it between two chunks.
  func next() async throws -> RowBatch {
    turn = 1 - turn
    batches[turn].removeAll()
    while !hasFailed, !batches[turn].isFull {
      guard scanner.fill(&batches[turn], recipe, &carried, keepsSources: keepsSources) == .needsInput else { break }
      if isLive, batches[turn].count > 0 { break }
      try Task.checkCancellation()
      do {
        let chunk = try await rest.next()
        if chunk.isEmpty { scanner.input.end() } else { scanner.input.feed(chunk) }
      } catch let problem as ImportProblem {
        batches[turn].failure = problem.message
        hasFailed = true
      }
    }
    batches[turn].counts = scanner.counts
    batches[turn].share = rest.size.map { Double(scanner.input.consumed) / Double(max(1, $0)) }
    return batches[turn]
  }
}
