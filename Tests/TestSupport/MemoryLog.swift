import Platform
package import SalesCore
package import SalesPipeline
import Synchronization

/// A complete log in memory. An append goes whole to one partition, in turn; faults can be queued ahead of calls.
package final class MemoryLog: SaleLog {
  package let identity: LogIdentity
  package let topic: String
  package var location: String { "memory" }
  private let now: @Sendable () -> Timestamp
  private let state: Mutex<State>
  private let appended = Broadcast()

  /// The fate of one append instead of a plain success.
  package enum Fault: Sendable {
    /// Nothing is appended, the error is thrown.
    case refuse(BackendError)
    /// The records are appended, but the caller hears the error: the acknowledgement was lost.
    case loseAcknowledgement(BackendError)
  }

  private struct Record {
    var appended: Timestamp
    var isProducersTime = false
    /// Nil for a mark, which takes an offset and is never read.
    var bytes: [UInt8]?
  }

  private struct Partition {
    var first: Int64 = 0
    var records: [Record] = []
    var end: Int64 { first + Int64(records.count) }
  }

  private struct State {
    var partitions: [Partition]
    var turn = 0
    var sources: [String: Int64] = [:]
    var committed: [String: [Int32: Int64]] = [:]
    var faults: [Fault] = []
    var appends: [Int] = []
  }

  /// `now` stamps appended records.
  package init(
    identity: LogIdentity = "memory", topic: String = "sales", partitions: Int = 1,
    now: @escaping @Sendable () -> Timestamp = { .epoch }
  ) {
    self.identity = identity
    self.topic = topic
    self.now = now
    state = Mutex(State(partitions: Array(repeating: Partition(), count: max(1, partitions))))
  }

  package func append(_ records: RecordBuffer, progress: SourceProgress?) async throws -> [Range<Position>] {
    let fault = state.withLock { $0.faults.isEmpty ? nil : $0.faults.removeFirst() }
    if case .refuse(let error) = fault { throw error }
    let partition = state.withLock { state in
      defer { state.turn += 1 }
      return state.turn % state.partitions.count
    }
    let ranges = append(records, to: Int32(partition), progress: progress)
    if case .loseAcknowledgement(let error) = fault { throw error }
    return ranges
  }

  /// Appends to a chosen partition; nothing is thrown and no queued fault is used up. `time` is the producer's word; nil
  /// lets the log's clock say it.
  @discardableResult
  package func append(
    _ records: RecordBuffer, to partition: Int32, progress: SourceProgress? = nil, stamped time: Timestamp? = nil
  ) -> [Range<Position>] {
    let appended = time ?? now()
    let ranges = state.withLock { state in
      let start = state.partitions[Int(partition)].end
      for index in 0..<records.count {
        let bytes = Array(records.bytes[records.range(of: index)])
        state.partitions[Int(partition)].records.append(
          Record(appended: appended, isProducersTime: time != nil, bytes: bytes))
      }
      if let progress { state.sources[progress.source] = progress.nextSequence }
      state.appends.append(records.count)
      let end = state.partitions[Int(partition)].end
      let range = Position(partition: partition, offset: start)..<Position(partition: partition, offset: end)
      return start == end ? [] : [range]
    }
    self.appended.send()
    return ranges
  }

  package func nextSequence(of source: String) async throws -> Int64 {
    state.withLock { $0.sources[source] ?? 0 }
  }

  package func partitions() async throws -> [PartitionBounds] {
    state.withLock { state in
      state.partitions.enumerated().map { index, partition in
        PartitionBounds(partition: Int32(index), first: partition.first, end: partition.end)
      }
    }
  }

  package func read(from position: Position, limit: Int) async throws -> RecordBatch {
    try state.withLock { state in
      guard state.partitions.indices.contains(Int(position.partition)) else {
        throw BackendError(.missing, during: "read log", detail: "no partition \(position.partition)")
      }
      let partition = state.partitions[Int(position.partition)]
      guard position.offset >= partition.first else {
        throw BackendError(.gap, during: "read log", detail: "offset \(position.offset) is before \(partition.first)")
      }
      var batch = RecordBatch(partition: position.partition)
      let start = Int(min(position.offset, partition.end) - partition.first)
      for index in start..<partition.records.count {
        if batch.isFull(limit) { break }
        let record = partition.records[index]
        guard let bytes = record.bytes else {
          batch.pass(to: partition.first + Int64(index) + 1)
          continue
        }
        bytes.withUnsafeBytes {
          batch.append(
            offset: partition.first + Int64(index), appended: record.appended, isProducersTime: record.isProducersTime,
            bytes: $0)
        }
      }
      return batch
    }
  }

  package func subscribe(group: String) -> any LogSubscription {
    WholeLog(self) { self.commit($0, group: group) }
  }

  private func commit(_ positions: [Position], group: String) {
    state.withLock { state in
      for position in positions { state.committed[group, default: [:]][position.partition] = position.offset }
    }
  }

  package func changes() -> AsyncStream<Void> { appended.stream() }
}

/// For tests to arrange and to look at.
extension MemoryLog {
  /// The next appends meet these, one each, in order.
  package func queue(_ faults: [Fault]) {
    state.withLock { $0.faults += faults }
  }

  /// The mark that Kafka writes where a transaction ends: an offset without a record.
  package func mark(partition: Int32 = 0) {
    let time = now()
    state.withLock { $0.partitions[Int(partition)].records.append(Record(appended: time, bytes: nil)) }
  }

  /// Retention: removes what lies before `offset`.
  package func prune(partition: Int32 = 0, before offset: Int64) {
    state.withLock { state in
      let first = state.partitions[Int(partition)].first
      let count = Int(min(max(0, offset - first), Int64(state.partitions[Int(partition)].records.count)))
      state.partitions[Int(partition)].records.removeFirst(count)
      state.partitions[Int(partition)].first += Int64(count)
    }
  }

  /// All retained records as text, partition by partition.
  package var lines: [String] {
    state.withLock { state in
      state.partitions.flatMap { $0.records.compactMap(\.bytes).map { String(decoding: $0, as: UTF8.self) } }
    }
  }

  /// How many records each append brought, in order.
  package var appendSizes: [Int] { state.withLock { $0.appends } }

  package func committed(group: String) -> [Int32: Int64] {
    state.withLock { $0.committed[group] ?? [:] }
  }
}
