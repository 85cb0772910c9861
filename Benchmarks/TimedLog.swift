import SalesCore
import SalesKafka
import SalesPipeline
import Synchronization

/// A Kafka log that notes when its first records were read, and how long after that the last of them were stored.
final class TimedLog: SaleLog {
  private struct Times {
    var first: ContinuousClock.Instant?
    var records: Int64 = 0
    var seconds = 0.0
  }

  private let log: KafkaSaleLog
  private let times = Mutex(Times())

  init(_ log: KafkaSaleLog) { self.log = log }

  var seconds: Double { times.withLock { $0.seconds } }

  func note(_ progress: ConsumerProgress) {
    times.withLock { times in
      guard let first = times.first, progress.records > times.records else { return }
      times.records = progress.records
      times.seconds = first.duration(to: .now) / .seconds(1)
    }
  }

  fileprivate func noteRead() {
    times.withLock { if $0.first == nil { $0.first = .now } }
  }

  var identity: LogIdentity { log.identity }
  var topic: String { log.topic }
  var location: String { log.location }

  func append(_ records: RecordBuffer, progress: SourceProgress?) async throws -> [Range<Position>] {
    try await log.append(records, progress: progress)
  }

  func nextSequence(of source: String) async throws -> Int64 { try await log.nextSequence(of: source) }

  func partitions() async throws -> [PartitionBounds] { try await log.partitions() }

  func read(from position: Position, limit: Int) async throws -> RecordBatch {
    try await log.read(from: position, limit: limit)
  }

  func subscribe(group: String) async throws -> any LogSubscription {
    TimedSubscription(subscription: try await log.subscribe(group: group), log: self)
  }

  func changes() -> AsyncStream<Void> { log.changes() }
}

private struct TimedSubscription: LogSubscription {
  let subscription: any LogSubscription
  let log: TimedLog

  var reassigns: Bool { subscription.reassigns }

  func nextRebalance() async throws -> Rebalance? { try await subscription.nextRebalance() }

  func start(_ positions: [Position]) async throws { try await subscription.start(positions) }

  func release(_ partitions: Set<Int32>) async throws { try await subscription.release(partitions) }

  func read(_ partition: Int32, limit: Int) async throws -> RecordBatch {
    let batch = try await subscription.read(partition, limit: limit)
    if !batch.isEmpty { log.noteRead() }
    return batch
  }

  func commit(_ positions: [Position]) async throws { try await subscription.commit(positions) }

  func changes() -> AsyncStream<Void> { subscription.changes() }

  func close() async { await subscription.close() }
}
