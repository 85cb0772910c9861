import SalesCore

/// Encodes sales and appends them. After a failed append it asks the log for the source's next number and sends only
/// the rest. A log file then holds each sale once. On Kafka some may be there twice, under the same ids, and the store
/// counts each id once.
struct SaleSender<Source: SaleSource, C: Clock> where C.Duration == Duration {
  private let source: Source
  private let log: any SaleLog
  private let retry: Retry
  private let clock: C
  private let onRetry: @Sendable (BackendError, Duration) -> Void
  private var random = SystemRandomNumberGenerator()
  private var records = RecordBuffer()
  /// Counts of the records that the log has acknowledged.
  private(set) var ledger = InjectionLedger()

  init(
    source: Source, log: any SaleLog, retry: Retry, clock: C,
    onRetry: @escaping @Sendable (BackendError, Duration) -> Void
  ) {
    self.source = source
    self.log = log
    self.retry = retry
    self.clock = clock
    self.onRetry = onRetry
  }

  mutating func nextSequence() async throws -> Int64 {
    let (log, name) = (log, source.name)
    return try await retry.run(clock: clock, random: &random, onWait: onRetry) { _ in
      try await log.nextSequence(of: name)
    }
  }

  mutating func send(_ numbers: Range<Int64>, on schedule: Source.Schedule, notBefore first: Int64) async throws {
    var sent = InjectionLedger()
    records.removeAll()
    source.append(numbers, on: schedule, notBefore: first, to: &records, ledger: &sent)
    var buffer = records
    records = RecordBuffer()
    let (log, source) = (log, source)
    let progress = SourceProgress(source: source.name, nextSequence: numbers.upperBound)
    try await retry.run(clock: clock, random: &random, onWait: onRetry) { tried in
      if tried > 0 {
        // The append may have come through, whole or in part, and its acknowledgement not.
        let acknowledged = try await log.nextSequence(of: progress.source)
        if acknowledged >= numbers.upperBound { return }
        if acknowledged > numbers.lowerBound {
          var ignored = InjectionLedger()
          buffer.removeAll()
          source.append(
            acknowledged..<numbers.upperBound, on: schedule, notBefore: first, to: &buffer, ledger: &ignored)
        }
      }
      try await log.appendWhole(buffer, progress: progress)
    }
    records = buffer
    ledger += sent
  }
}

extension SaleLog {
  /// Appends beyond the reach of the caller's cancellation: an append that has begun ends, so that the caller knows
  /// what the log holds.
  package func appendWhole(_ records: RecordBuffer, progress: SourceProgress?) async throws {
    _ = try await Task { try await append(records, progress: progress) }.value
  }
}
