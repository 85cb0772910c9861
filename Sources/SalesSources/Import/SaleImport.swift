package import SalesCore
package import SalesPipeline

/// Appends the sales of a CSV or NDJSON file to a log. A bad row is reported and left out. Memory is bounded, however
/// large the file.
///
/// NDJSON lines are appended as they are. CSV rows are written as records; a row without an id gets one from the source
/// and its number. Cancelling the task ends the run after the current append.
///
///     let validator = SaleImport<ContinuousClock>.validator(rules: rules, wall: { now() })
///     let settings = ImportSettings(source: try SourceName("shop-1"))
///     let sales = SaleImport(log: log, settings: settings, clock: ContinuousClock(), validate: validator)
///     let summary = try await sales.run(try .file("sales.csv"), onRejected: { print($0.line, $0.problem) })
package struct SaleImport<C: Clock>: Sendable where C.Duration == Duration {
  /// The problem of a record; nil where it is a valid sale.
  package typealias Validator = @Sendable (UnsafeRawBufferPointer) -> SaleProblem?

  private let log: any SaleLog
  private let settings: ImportSettings
  private let clock: C
  private let validate: Validator

  package init(log: any SaleLog, settings: ImportSettings, clock: C, validate: @escaping Validator) {
    self.log = log
    self.settings = settings
    self.clock = clock
    self.validate = validate
  }

  /// Throws `ImportProblem` where the file as a whole cannot be imported, and `BackendError`. `onProgress` is called
  /// after each append.
  package func run(
    _ input: ImportInput,
    onRejected: @escaping @Sendable (RejectedRow) -> Void,
    onRetry: @escaping @Sendable (BackendError, Duration) -> Void = { _, _ in },
    onProgress: @escaping @Sendable (ImportProgress) -> Void = { _ in }
  ) async throws -> ImportSummary {
    let begin = clock.now
    let sender = ImportSender(log: log, settings: settings, clock: clock, onRetry: onRetry)
    var run = ImportRun(input: input, sender: sender, onRejected: onRejected, onProgress: onProgress)
    do {
      let start = try await run.begin()
      switch settings.format ?? ImportFormat(path: input.name) ?? start.format {
      case .csv: try await importCSV(start, &run)
      case .ndjson: try await importLines(start, &run)
      }
      try await run.flush()
    } catch is CancellationError {
      run.summary.isCancelled = true
    }
    run.summary.appended = run.sender.appended
    run.summary.duration = begin.duration(to: clock.now)
    return run.summary
  }

  private func importCSV(_ start: ImportRun<C>.Start, _ run: inout ImportRun<C>) async throws {
    var scanner = try await run.header(start)
    var reader = try CSVSaleReader(header: scanner.columns, map: settings.columns, settings: settings)
    var sequence: Int64 = 0
    if reader.mintsIDs {
      sequence = try await run.sender.startNumbers()
      run.summary.sequences = sequence..<sequence
    }
    let first = sequence
    var record: [UInt8] = []
    while true {
      switch scanner.next() {
      case .row(let line):
        run.summary.read += 1
        let problem = read(scanner, by: &reader, sequence: sequence, to: &record)
        if let problem {
          run.reject(line: line, problem)
          continue
        }
        record.withUnsafeBytes { run.sender.add($0) }
        if reader.mintsIDs { sequence += 1 }
        if run.sender.isFull { try await run.flush() }
      case .problem(let line, let message):
        run.reject(line: line, broken: message)
      case .needsInput:
        try await run.feed(&scanner.input)
      case .end:
        return
      }
      if reader.mintsIDs { run.summary.sequences = first..<sequence }
    }
  }

  /// Writes the record of the scanner's row; returns its problem where it has one.
  private func read(
    _ scanner: CSVScanner, by reader: inout CSVSaleReader, sequence: Int64, to record: inout [UInt8]
  ) -> SaleProblem? {
    scanner.input.bytes.withUnsafeBytes { bytes in
      do throws(SaleProblem) {
        try reader.write(scanner.fields, of: bytes, sequence: sequence, to: &record)
        return record.withUnsafeBytes(validate)
      } catch {
        return error
      }
    }
  }

  private func importLines(_ start: ImportRun<C>.Start, _ run: inout ImportRun<C>) async throws {
    var scanner = LineScanner()
    scanner.input = start.input
    while true {
      switch scanner.next() {
      case .line(let range, let number):
        run.summary.read += 1
        let problem = scanner.input.bytes.withUnsafeBytes { bytes in
          let line = UnsafeRawBufferPointer(rebasing: bytes[range])
          let problem = validate(line)
          if problem == nil { run.sender.add(line) }
          return problem
        }
        if let problem { run.reject(line: number, problem) }
        if run.sender.isFull { try await run.flush() }
      case .problem(let line, let message):
        run.reject(line: line, broken: message)
      case .needsInput:
        try await run.feed(&scanner.input)
      case .end:
        return
      }
    }
  }
}
