import SalesCore
import SalesPipeline

/// The second pass over one file: its rows become records.
struct ImportRun<C: Clock> where C.Duration == Duration {
  /// By the header that was read last.
  private var file: ExaminedFile
  private let input: ImportInput
  private var sender: ImportSender<C>?
  private var writer: SaleWriter
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
    if case .rows = file.ids.kind { counts = true } else { counts = false }
    report = ImportReport(file)
  }

  /// Reads the input from its start, or on where it was opened.
  mutating func readAll(_ opened: RowFile? = nil) async throws {
    if counts, sender != nil { writer.sequence = try await sender?.startNumbers() ?? 0 }
    var file = opened
    if file == nil {
      if input.canRewind { try await input.rewind() }
      file = try await RowFile.open(input, self.file.options, wanted: self.file.wanted)
    }
    guard let file else { return }
    do {
      try await read(try RowReader(file, of: self.file, isLive: isLive))
      try await sender?.flush()
    } catch {
      // The log is not used any more when this returns.
      try? await sender?.settle()
      report.appended = sender?.appended ?? 0
      throw error
    }
    tell()
  }

  private mutating func read(_ reader: RowReader) async throws {
    var record: [UInt8] = []
    var batch = try await reader.next()
    while !batch.isEmpty {
      async let ahead = reader.next()
      if let (file, line) = batch.newFile { begin(file, header: line) }
      let latest = wall() + maxSkew
      for index in 0..<batch.count {
        report.read += 1
        if let message = batch.problem(of: index) {
          try reject(SaleProblem(.notASale, message), batch, index, nil)
          continue
        }
        switch writer.write(batch[index], latest: latest, to: &record) {
        case .sale(let sale): add(sale, batch[index], record)
        case .leftOut: report.leftOut += 1
        case .rejected(let problem, let foreign): try reject(problem, batch, index, foreign)
        }
        if sender?.isFull == true { try await sender?.submit() }
      }
      note(batch)
      // Sales of a live input are not kept waiting for more of it.
      if isLive { try await sender?.flush() }
      tell()
      batch = try await ahead
      try Task.checkCancellation()
    }
    note(batch)
  }

  private mutating func add(_ sale: RowSale, _ row: ImportRow, _ record: [UInt8]) {
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
    _ problem: SaleProblem, _ batch: RowBatch, _ index: Int, _ foreign: ForeignAmount?
  ) throws {
    let line = batch[index].line
    report.reject(problem, line: line, foreign: foreign)
    let source = batch.source(of: index)
    try listener.onRejected(
      RejectedRow(file: file.name, line: line, problem: problem, source: source, columns: file.columns))
  }

  /// Goes on by the columns of another header.
  private mutating func begin(_ file: ExaminedFile, header line: Int) {
    self.file = file
    var next = SaleWriter(file)
    (next.repeats, next.sequence) = (writer.repeats, writer.sequence)
    writer = next
    listener.onNewHeader(line)
  }

  private mutating func note(_ batch: RowBatch) {
    share = batch.share
    if let problem = batch.headerProblem { headerProblem = problem }
    if let line = batch.counts.stopLine {
      report.ending =
        "line \(line): "
        + (headerProblem.map { "the columns change here, and what follows was not read: \($0)" }
          ?? batch.counts.stopMessage)
    }
    // The rows before were read.
    if let failure = batch.failure { report.ending = failure }
    report.passedOver = RowsPassedOver(
      blank: batch.counts.blank, repeatedHeaders: batch.counts.headers, deleted: batch.counts.deleted,
      withoutItems: batch.counts.withoutItems)
  }

  private mutating func tell() {
    report.appended = sender?.appended ?? 0
    listener.onProgress(ImportProgress(read: report.read, rejected: report.rejected, share: share))
  }
}
