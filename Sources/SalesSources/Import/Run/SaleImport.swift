package import SalesCore
package import SalesPipeline

/// Reads files of sales and appends them to a log: first each file is examined, then its rows are written.
///
/// Memory is bounded, however large a file is. A bad row is reported and left out. Cancelling the task ends the run after
/// the append in hand.
///
///     let sales = SaleImport(log: log, settings: settings, clock: ContinuousClock(), wall: WallClock.now)
///     let file = try await sales.examine(try .file("orders.csv"))
///     let report = try await sales.append(file)
package struct SaleImport<C: Clock>: Sendable where C.Duration == Duration {
  private let log: (any SaleLog)?
  private let settings: ImportSettings
  private let clock: C
  private let wall: @Sendable () -> Timestamp

  /// Without a log rows are read and counted, and nothing is written.
  package init(
    log: (any SaleLog)?, settings: ImportSettings, clock: C, wall: @escaping @Sendable () -> Timestamp
  ) {
    self.log = log
    self.settings = settings
    self.clock = clock
    self.wall = wall
  }

  /// The first pass. The input must be one that can be rewound. Throws `ImportProblem` where the file cannot be read
  /// without a guess, and `BackendError`.
  package func examine(_ input: ImportInput) async throws -> ExaminedFile {
    try await examiner(input).examine()
  }

  /// The second pass. `live` reads on where the file grows; without it the examined input is read again.
  package func append(
    _ file: ExaminedFile, live: ImportInput? = nil, _ listener: ImportListener = ImportListener()
  ) async throws -> ImportReport {
    try await run(file, live ?? file.input, nil, isLive: live != nil, listener)
  }

  /// Both passes in one, for an input that can be read only once and may have no end, such as a pipe. `onOpened` is told
  /// the file's recipe. Cells that can be read in two ways are rejected.
  package func appendLive(
    _ input: ImportInput, _ listener: ImportListener = ImportListener(), onOpened: (ExaminedFile) throws -> Void
  ) async throws -> ImportReport {
    let (file, opened) = try await examiner(input).examineLive()
    try onOpened(file)
    return try await run(file, input, opened, isLive: true, listener)
  }

  private func examiner(_ input: ImportInput) -> FileExaminer {
    FileExaminer(settings: settings, input: input, latest: wall() + settings.target.maxSkew)
  }

  private func run(
    _ file: ExaminedFile, _ input: ImportInput, _ opened: RowFile?, isLive: Bool, _ listener: ImportListener
  ) async throws -> ImportReport {
    let sender = log.map { ImportSender(log: $0, settings: settings, clock: clock, onRetry: listener.onRetry) }
    var run = ImportRun(
      file: file, input: input, isLive: isLive, sender: sender, maxSkew: settings.target.maxSkew, wall: wall,
      listener: listener)
    do {
      try await run.readAll(opened)
    } catch is CancellationError {
      run.report.isCancelled = true
    }
    return run.report
  }
}

/// The calls that an import makes while it runs.
package struct ImportListener: Sendable {
  package var onRejected: @Sendable (RejectedRow) throws -> Void = { _ in }
  /// A header with other columns begins at the line of a live input; the rows behind it are read by it.
  package var onNewHeader: @Sendable (Int) -> Void = { _ in }
  /// Before each wait for a log that does not answer.
  package var onRetry: @Sendable (BackendError, Duration) -> Void = { _, _ in }
  /// After each batch of rows, and at the end.
  package var onProgress: @Sendable (ImportProgress) -> Void = { _ in }

  package init() {}
}
