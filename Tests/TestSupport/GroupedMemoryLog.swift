package import SalesCore
package import SalesPipeline
import Synchronization

/// A log in memory whose consumer group does what a test says: it gives, revokes and takes away partitions.
///
/// Members are numbered in the order in which they subscribe; what a member is told before waits for it.
package final class GroupedMemoryLog: SaleLog {
  package let log: MemoryLog
  private let state = Mutex(State())

  /// A member as the group sees it.
  package struct Member: Sendable {
    fileprivate var asked: [Rebalance] = []
    fileprivate var cursors: [Int32: Int64] = [:]
    /// Who gets a partition once this one has released it.
    fileprivate var heirs: [Int32: Int] = [:]
    /// The offsets it begins at, in order.
    package fileprivate(set) var started: [Position] = []
    package fileprivate(set) var released: [Int32] = []
    package fileprivate(set) var isClosed = false
    /// The partitions it reads.
    package var partitions: Set<Int32> { Set(cursors.keys) }
    /// It has answered all that it was asked.
    package var isSettled: Bool { asked.isEmpty }
  }

  fileprivate struct State {
    var joined = 0
    var members: [Int: Member] = [:]
    var delivered: [Int32: Int64] = [:]
    var failure: BackendError?
  }

  package init(_ log: MemoryLog) {
    self.log = log
  }

  package var identity: LogIdentity { log.identity }
  package var topic: String { log.topic }
  package var location: String { log.location }

  package func append(_ records: RecordBuffer, progress: SourceProgress?) async throws -> [Range<Position>] {
    try await log.append(records, progress: progress)
  }

  package func nextSequence(of source: String) async throws -> Int64 { try await log.nextSequence(of: source) }

  package func partitions() async throws -> [PartitionBounds] {
    try failIfAsked()
    return try await log.partitions()
  }

  package func read(from position: Position, limit: Int) async throws -> RecordBatch {
    try failIfAsked()
    return try await log.read(from: position, limit: limit)
  }

  package func changes() -> AsyncStream<Void> { log.changes() }

  package func subscribe(group: String) async throws -> any LogSubscription {
    let number = state.withLock { state in
      defer { state.joined += 1 }
      return state.joined
    }
    return MemberSubscription(group: self, number: number, name: group)
  }

  private func failIfAsked() throws {
    // As a log does that asks again and again while nobody answers.
    if state.withLock({ $0.failure != nil }) { try Task.checkCancellation() }
    if let failure = state.withLock({ $0.failure }) { throw failure }
  }
}

/// For tests to arrange and to look at.
extension GroupedMemoryLog {
  package func tell(_ member: Int, _ rebalance: Rebalance) {
    state.withLock { $0.members[member, default: Member()].asked.append(rebalance) }
  }

  /// Revokes partitions from one member and, once it has released them, gives them to another.
  package func hand(_ partitions: Set<Int32>, from member: Int, to heir: Int) {
    state.withLock { state in
      for partition in partitions { state.members[member, default: Member()].heirs[partition] = heir }
    }
    tell(member, .revoked(partitions))
  }

  package subscript(member: Int) -> Member { state.withLock { $0.members[member] ?? Member() } }

  /// Subscriptions have the partition's records before `offset` alone at hand.
  package func deliver(_ partition: Int32, before offset: Int64) {
    state.withLock { $0.delivered[partition] = offset }
  }

  /// Every question to the log throws this; nil ends it.
  package func fail(with error: BackendError?) { state.withLock { $0.failure = error } }
}

extension GroupedMemoryLog {
  fileprivate struct MemberSubscription: LogSubscription {
    let group: GroupedMemoryLog
    let number: Int
    let name: String
    let reassigns = true

    private func change<Value: Sendable>(_ body: (inout sending Member) -> sending Value) -> Value {
      group.state.withLock { body(&$0.members[number, default: Member()]) }
    }

    func nextRebalance() async throws -> Rebalance? {
      change { $0.asked.isEmpty ? nil : $0.asked.removeFirst() }
    }

    func start(_ positions: [Position]) async throws {
      change { member in
        for position in positions { member.cursors[position.partition] = position.offset }
        member.started += positions
      }
    }

    func release(_ partitions: Set<Int32>) async throws {
      let heirs = change { member in
        for partition in partitions { member.cursors[partition] = nil }
        member.released += partitions.sorted()
        return partitions.compactMap { partition in
          member.heirs.removeValue(forKey: partition).map { (partition, $0) }
        }
      }
      for (partition, heir) in heirs { group.tell(heir, .assigned([partition])) }
    }

    func read(_ partition: Int32, limit: Int) async throws -> RecordBatch {
      guard let offset = change({ $0.cursors[partition] }) else { return RecordBatch(partition: partition) }
      let delivered = group.state.withLock { $0.delivered[partition] } ?? .max
      guard offset < delivered else { return RecordBatch(partition: partition) }
      let batch = try await group.read(
        from: Position(partition: partition, offset: offset), limit: Int(min(Int64(limit), delivered - offset)))
      if let next = batch.next { change { $0.cursors[partition] = next } }
      return batch
    }

    func commit(_ positions: [Position]) async throws {
      try group.failIfAsked()
      try await group.log.subscribe(group: name).commit(positions)
    }

    func committed(_ partitions: Set<Int32>) async throws -> [Int32: Int64] {
      group.log.committed(group: name).filter { partitions.contains($0.key) }
    }

    func changes() -> AsyncStream<Void> { group.log.changes() }

    func close() async { change { $0.isClosed = true } }
  }
}
