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
    try await FileExaminer(settings: settings, input: input).examine()
  }

  /// The second pass. `live` reads on where the file grows; without it the examined input is read again.
  package func append(
    _ file: ExaminedFile, live: ImportInput? = nil,
    onRejected: @escaping @Sendable (RejectedRow) throws -> Void = { _ in },
    onRetry: @escaping @Sendable (BackendError, Duration) -> Void = { _, _ in },
    onProgress: @escaping @Sendable (ImportProgress) -> Void = { _ in }
  ) async throws -> ImportReport {
    let sender = log.map { ImportSender(log: $0, settings: settings, clock: clock, onRetry: onRetry) }
    var run = ImportRun(
      file: file, input: live ?? file.input, isLive: live != nil, sender: sender, maxSkew: settings.target.maxSkew, wall: wall, onRejected: onRejected, onProgress: onProgress)
    do {
      try await run.readAll()
      try await run.flush()
    } catch is CancellationError {
      run.report.isCancelled = true
    }
    return run.report
  }
}
