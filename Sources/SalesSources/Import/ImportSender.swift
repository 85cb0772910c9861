import SalesCore
import SalesPipeline

/// Gathers records and appends them in batches, once each where they are numbered here.
struct ImportSender<C: Clock> where C.Duration == Duration {
  private let log: any SaleLog
  private let source: String
  private let retry: Retry
  private let clock: C
  private let onRetry: @Sendable (BackendError, Duration) -> Void
  private let limit: Int
  private var random = SystemRandomNumberGenerator()
  private(set) var records = RecordBuffer()
  /// Acknowledged by the log.
  private(set) var appended: Int64 = 0
  /// The number of the next record, and of the first one not yet acknowledged; nil where records are not numbered here.
  private(set) var numbers: Range<Int64>?

  /// An append that large is flushed even if its records are few.
  private static var byteLimit: Int { 4 << 20 }

  init(
    log: any SaleLog, settings: ImportSettings, clock: C, onRetry: @escaping @Sendable (BackendError, Duration) -> Void
  ) {
    self.log = log
    self.clock = clock
    self.onRetry = onRetry
    source = settings.source.text
    retry = settings.retry
    limit = settings.batchLimit
  }

  /// Numbers records from here on, after what the log has of this source. Returns the first number.
  mutating func startNumbers() async throws -> Int64 {
    let (log, source) = (log, source)
    let next = try await retry.run(clock: clock, random: &random, onWait: onRetry) { _ in
      try await log.nextSequence(of: source)
    }
    numbers = next..<next
    return next
  }

  var isFull: Bool { records.count >= limit || records.bytes.count >= Self.byteLimit }

  mutating func add(_ bytes: UnsafeRawBufferPointer) {
    records.append { $0.append(contentsOf: bytes) }
    if let numbers { self.numbers = numbers.lowerBound..<numbers.upperBound + 1 }
  }

  mutating func flush() async throws {
    guard !records.isEmpty else { return }
    var buffer = records
    records = RecordBuffer()
    let count = buffer.count
    let (log, numbers) = (log, numbers)
    let progress = numbers.map { SourceProgress(source: source, nextSequence: $0.upperBound) }
    try await retry.run(clock: clock, random: &random, onWait: onRetry) { tried in
      if tried > 0, let numbers, let progress {
        // The append may have come through, whole or in part, and its acknowledgement not.
        let acknowledged = try await log.nextSequence(of: progress.source)
        if acknowledged >= numbers.upperBound { return }
        if acknowledged > numbers.lowerBound {
          buffer = buffer.suffix(Int(numbers.upperBound - acknowledged))
        }
      }
      try await log.appendWhole(buffer, progress: progress)
    }
    appended += Int64(count)
    if let numbers { self.numbers = numbers.upperBound..<numbers.upperBound }
    buffer.removeAll()
    records = buffer
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
