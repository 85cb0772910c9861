import SalesCore
import SalesPipeline

/// Gathers records and appends them in batches. Records that are numbered here are appended once, also after a retry.
struct ImportSender<C: Clock> where C.Duration == Duration {
  private let log: any SaleLog
  private let source: String
  private let retry: Retry
  private let clock: C
  private let onRetry: @Sendable (BackendError, Duration) -> Void
  private let limit: Int
  private var random = SystemRandomNumberGenerator()
  private(set) var records = RecordBuffer()
  /// Records that the log has acknowledged.
  private(set) var appended: Int64 = 0
  /// From the first record not yet acknowledged to the next one; nil where records are not numbered here.
  private(set) var numbers: Range<Int64>?

  /// A batch of so many bytes is appended, however few its records.
  private static var byteLimit: Int { 4 << 20 }

  init(
    log: any SaleLog, settings: ImportSettings, clock: C, onRetry: @escaping @Sendable (BackendError, Duration) -> Void
  ) {
    self.log = log
    self.clock = clock
    self.onRetry = onRetry
    source = settings.source?.text ?? ""
    retry = settings.retry
    limit = settings.batchLimit
  }

  /// Numbers the records from here on, beginning after the last number of this source in the log. Returns the first
  /// number.
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
        // The append may have succeeded, whole or in part, and only its acknowledgement was lost.
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
