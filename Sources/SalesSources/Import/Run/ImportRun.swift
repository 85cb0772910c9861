import SalesCore
import SalesPipeline

/// The second pass over one file: its rows become records.
struct ImportRun<C: Clock> where C.Duration == Duration {
  /// By the header that was read last.
  private var file: ExaminedFile
  private let input: ImportInput
  private var sender: ImportSender<C>?
  private var writer: SaleWriter
  private var row: ImportRow
  private let maxSkew: Duration
  private let wall: @Sendable () -> Timestamp
  private let listener: ImportListener
  private let counts: Bool
  private let isLive: Bool
  /// Why the rows behind another header cannot be read.
  private var headerProblem: String?
  /// Those of `file.repeatedIDs` that had a sale.
  private var seenIDs: Set<UInt64> = []
  /// The share of the input that was read, where its size is known.
  private var share: Double?
  var report: ImportReport

  init(
    file: ExaminedFile, input: ImportInput, isLive: Bool, sender: ImportSender<C>?, maxSkew: Duration,
    wall: @escaping @Sendable () -> Timestamp, listener: ImportListener
  ) {
    self.file = file
    self.input = input
    self.isLive = isLive
    self.sender = sender
    self.maxSkew = maxSkew
    self.wall = wall
    self.listener = listener
    // Rows that came after the first pass are not known to its counter.
    writer = SaleWriter(file)
    if isLive { writer.repeats = RepeatCounter(expected: nil) }
    row = ImportRow(carry: file.bound.carry)
    if case .rows = file.ids.kind { counts = true } else { counts = false }
    report = ImportReport(file)
  }

  /// Reads the input from its start, or on where it was opened.
  mutating func readAll(_ opened: RowFile? = nil) async throws {
    if counts, sender != nil { writer.sequence = try await sender?.startNumbers() ?? 0 }
    if let opened { return try await read(opened.scanner, opened.rest) }
    if input.canRewind { try await input.rewind() }
    let opened = try await RowFile.open(input, file.options, wanted: file.wanted)
    try await read(opened.scanner, opened.rest)
  }

  private mutating func read<Scanner: RowScanner>(_ opened: Scanner, _ rest: ImportInput) async throws {
    var scanner = opened
    try scanner.select(file.bound.columns)
    let looksForCurrencies = isLive && file.leavesCurrencyOpen
    if looksForCurrencies { try scanner.lookForCurrencies() }
    var record: [UInt8] = []
    var latest = wall() + maxSkew
    while true {
      switch scanner.next() {
      case .row(let line):
        report.read += 1
        row.load(scanner, file.bound, line: line)
        switch writer.write(row, latest: latest, to: &record) {
        case .sale(let sale): add(sale, record)
        case .leftOut: report.leftOut += 1
        case .rejected(let problem, let foreign): try reject(problem, line, foreign, scanner.source)
        }
        if sender?.isFull == true { try await flush() }
      case .problem(let line, let message):
        if isLive, try takesNewHeader(&scanner, line) { continue }
        report.read += 1
        try reject(SaleProblem(.notASale, message), line, nil, scanner.source)
      case .needsInput:
        share = rest.size.map { Double(scanner.input.consumed) / Double(max(1, $0)) }
        try await flush()
        latest = wall() + maxSkew
        do {
          try await scanner.input.feed(from: rest)
          if looksForCurrencies { try scanner.lookForCurrencies() }
        } catch let problem as ImportProblem {
          // Nothing more can be read; the rows before were.
          report.ending = problem.message
          return
        }
        note(scanner.counts)
      case .end:
        if share != nil { share = 1 }
        return note(scanner.counts)
      }
    }
  }

  private mutating func add(_ sale: RowSale, _ record: [UInt8]) {
    if !file.repeatedIDs.isEmpty, case let id = file.ids.key(row), file.repeatedIDs.contains(id),
      !seenIDs.insert(id).inserted
    {
      // The same sale again, which the store would count once.
      report.repeats += 1
      return
    }
    report.add(sale)
    if report.sales == 1 { report.example = writer.example(row, sale, record) }
    if counts { writer.sequence += 1 }
    record.withUnsafeBytes { sender?.add($0) }
  }

  private mutating func reject(
    _ problem: SaleProblem, _ line: Int, _ foreign: ForeignAmount?, _ source: [UInt8]
  ) throws {
    report.reject(problem, line: line, foreign: foreign)
    try listener.onRejected(
      RejectedRow(file: file.name, line: line, problem: problem, source: source, columns: file.columns))
  }

  /// Reads on by another header that begins at the line; false where that is not why the row is told, or the recipe
  /// cannot read what follows.
  private mutating func takesNewHeader<Scanner: RowScanner>(_ scanner: inout Scanner, _ line: Int) throws -> Bool {
    guard let columns = scanner.newHeader else { return false }
    let old = file.bound
    do throws(ImportProblem) { file = try file.behind(header: columns) } catch {
      headerProblem = error.message
      return false
    }
    scanner.takeNewHeader()
    try scanner.select(file.bound.columns)
    var next = SaleWriter(file)
    (next.repeats, next.sequence) = (writer.repeats, writer.sequence)
    writer = next
    row.rebind(old, to: file.bound)
    listener.onNewHeader(line)
    return true
  }

  private mutating func note(_ counts: RowCounts) {
    if let line = counts.stopLine {
      report.ending =
        "line \(line): "
        + (headerProblem.map { "the columns change here, and what follows was not read: \($0)" } ?? counts.stopMessage)
    }
    report.passedOver = RowsPassedOver(
      blank: counts.blank, repeatedHeaders: counts.headers, deleted: counts.deleted,
      withoutItems: counts.withoutItems)
  }

  mutating func flush() async throws {
    try Task.checkCancellation()
    if sender?.records.isEmpty == false {
      try await sender?.flush()
      report.appended = sender?.appended ?? 0
    }
    listener.onProgress(ImportProgress(read: report.read, rejected: report.rejected, share: share))
  }
}
