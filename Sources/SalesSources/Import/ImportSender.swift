import SalesCore
import SalesPipeline

/// Gathers records and appends them in batches, the next one while the log takes the last. Records that are numbered here
/// are appended once, also after a retry.
struct ImportSender<C: Clock> where C.Duration == Duration {
  private let appender: BatchAppender<C>
  private let limit: Int
  private(set) var records = RecordBuffer()
  /// Memory to be used again.
  private var spare = RecordBuffer()
  private var pending: (count: Int, append: Task<RecordBuffer, any Error>)?
  /// Records that the log has acknowledged.
  private(set) var appended: Int64 = 0
  /// The numbers of the gathered records; nil where records are not numbered here.
  private(set) var numbers: Range<Int64>?

  /// A batch of so many bytes is appended, however few its records.
  private static var byteLimit: Int { 4 << 20 }

  init(
    log: any SaleLog, settings: ImportSettings, clock: C, onRetry: @escaping @Sendable (BackendError, Duration) -> Void
  ) {
    appender = BatchAppender(
      log: log, source: settings.source?.text ?? "", retry: settings.retry, clock: clock, onRetry: onRetry)
    limit = settings.batchLimit
  }

  /// Numbers the records from here on, beginning after the last number of this source in the log. Returns the first
  /// number.
  mutating func startNumbers() async throws -> Int64 {
    let next = try await appender.nextNumber()
    numbers = next..<next
    return next
  }

  var isFull: Bool { records.count >= limit || records.bytes.count >= Self.byteLimit }

  mutating func add(_ bytes: UnsafeRawBufferPointer) {
    records.append { $0.append(contentsOf: bytes) }
    if let numbers { self.numbers = numbers.lowerBound..<numbers.upperBound + 1 }
  }

  /// Appends what was gathered and waits until the log has acknowledged it.
  mutating func flush() async throws {
    try await submit()
    try await settle()
  }

  /// Begins to append what was gathered, once the append before is acknowledged.
  mutating func submit() async throws {
    try await settle()
    try Task.checkCancellation()
    guard !records.isEmpty else { return }
    let (appender, batch, numbers) = (appender, records, numbers)
    records = spare
    spare = RecordBuffer()
    if let numbers { self.numbers = numbers.upperBound..<numbers.upperBound }
    pending = (batch.count, Task { try await appender.append(batch, numbers) })
  }

  /// Waits until the log has acknowledged the append in hand.
  mutating func settle() async throws {
    guard let (count, append) = pending else { return }
    pending = nil
    spare = try await withTaskCancellationHandler {
      try await append.value
    } onCancel: {
      append.cancel()
    }
    appended += Int64(count)
  }
}

private struct BatchAppender<C: Clock>: Sendable where C.Duration == Duration {
  let log: any SaleLog
  let source: String
  let retry: Retry
  let clock: C
  let onRetry: @Sendable (BackendError, Duration) -> Void

  func nextNumber() async throws -> Int64 {
    var random = SystemRandomNumberGenerator()
    return try await retry.run(clock: clock, random: &random, onWait: onRetry) { _ in
      try await log.nextSequence(of: source)
    }
  }

  /// Returns the batch's memory, empty.
  func append(_ batch: RecordBuffer, _ numbers: Range<Int64>?) async throws -> RecordBuffer {
    var batch = batch
    var random = SystemRandomNumberGenerator()
    let progress = numbers.map { SourceProgress(source: source, nextSequence: $0.upperBound) }
    try await retry.run(clock: clock, random: &random, onWait: onRetry) { tried in
      if tried > 0, let numbers, let progress {
        // The append may have succeeded, whole or in part, and only its acknowledgement was lost.
        let acknowledged = try await log.nextSequence(of: progress.source)
        if acknowledged >= numbers.upperBound { return }
        if acknowledged > numbers.lowerBound {
          batch = batch.suffix(Int(numbers.upperBound - acknowledged))
        }
      }
      try await log.appendWhole(batch, progress: progress)
    }
    batch.removeAll()
    return batch
  }
}

extension RecordBuffer {
  /// The last `count` records.
  fileprivate func suffix(_ count: Int) -> RecordBuffer {
    var rest = RecordBuffer()
    for index in max(0, self.count - count)..<self.count {
      rest.append { $0.append(contentsOf: bytes[range(of: index)]) }
    }
    return rest
  }
}
