import SalesCore

/// Rows that follow each other, with those that cannot be read at their places among them.
struct RowBatch: Sendable {
  /// The most rows of a batch.
  static let limit = 1000

  /// The first `count` are the batch, the others memory to be used again.
  private var rows = [ImportRow](repeating: ImportRow(), count: limit)
  private var problems: [Int: String] = [:]
  /// The records of the rows as they stand in the file; empty where they are not kept.
  private var sources: [UInt8] = []
  private var sourceRanges: [Range<Int>] = []
  private var lastRecord = 0
  private(set) var count = 0
  /// The rows passed over from the file's first one to the end of the batch.
  var counts = RowCounts()
  /// How far the input is read, from 0 to 1, where its size is known.
  var share: Double?
  /// Why nothing behind the batch can be read.
  var failure: String?
  /// Of a live file: it as it is behind another header that stands before the batch, and the line of that.
  var newFile: (file: ExaminedFile, line: Int)?
  /// Why the rows behind another header cannot be read.
  var headerProblem: String?

  var isEmpty: Bool { count == 0 && failure == nil }

  var isFull: Bool { count == Self.limit || sources.count > SaleRules.maxRecordBytes }

  /// Of a row that cannot be read: why. Only its line is known.
  func problem(of index: Int) -> String? { problems.isEmpty ? nil : problems[index] }

  subscript(index: Int) -> ImportRow { _read { yield rows[index] } }

  func source(of index: Int) -> [UInt8] {
    index < sourceRanges.count ? Array(sources[sourceRanges[index]]) : []
  }

  mutating func removeAll() {
    count = 0
    lastRecord = 0
    (newFile, headerProblem) = (nil, nil)
    if !problems.isEmpty { problems.removeAll() }
    sources.removeAll(keepingCapacity: true)
    sourceRanges.removeAll(keepingCapacity: true)
  }

  mutating func add(_ scanner: some RowScanner, _ recipe: BoundRecipe, _ carried: inout CarriedCells?, line: Int) {
    rows[count].load(scanner, recipe, &carried, line: line)
    count += 1
  }

  mutating func add(problem: String, line: Int) {
    rows[count].mark(line: line)
    problems[count] = problem
    count += 1
  }

  /// Keeps the source of the row that was added last.
  mutating func keepSource(_ scanner: some RowScanner) {
    // Rows that were unfolded from one record share it.
    if scanner.record == lastRecord, let range = sourceRanges.last { return sourceRanges.append(range) }
    lastRecord = scanner.record
    let start = sources.count
    scanner.appendSource(to: &sources)
    sourceRanges.append(start..<sources.count)
  }
}

extension RowScanner {
  /// Adds rows to a batch until it is full, or until `input` must be fed. A row by which reading ended at another header
  /// is not added, and is the step that is returned.
  mutating func fill(
    _ batch: inout RowBatch, _ recipe: BoundRecipe, _ carried: inout CarriedCells?, keepsSources: Bool
  ) -> RowStep {
    while true {
      let step = next()
      switch step {
      case .row(let line): batch.add(self, recipe, &carried, line: line)
      case .problem(let line, let message):
        if newHeader != nil { return step }
        batch.add(problem: message, line: line)
      case .needsInput, .end: return step
      }
      if keepsSources { batch.keepSource(self) }
      if batch.isFull { return step }
    }
  }
}
