package import SalesCore

/// One member of a consumer group: reads the partitions that the group assigns to it, each in order of offset.
///
/// The store's checkpoint decides where reading begins (`start`), not the offset that the group has committed.
package protocol LogSubscription: Sendable {
  /// The group may give a partition of this member to another one while this one still runs.
  var reassigns: Bool { get }

  /// The next change of the assignment; nil without one. An assignment is answered by `start`, a revocation or loss by
  /// `release`.
  func nextRebalance() async throws -> Rebalance?

  /// Begins to read the assigned partitions at these positions.
  func start(_ positions: [Position]) async throws

  /// Gives partitions back to the group; nothing of them is being applied any more.
  func release(_ partitions: Set<Int32>) async throws

  /// The next records of the partition, at most `limit`, until the batch is full (`RecordBatch.isFull`). Empty where
  /// none are at hand now; its `next` is then past offsets without records, if any. Throws `.gap` where retention has
  /// removed the next record.
  func read(_ partition: Int32, limit: Int) async throws -> RecordBatch

  /// Commits the group's offsets, for retention and for lag tools.
  func commit(_ positions: [Position]) async throws

  /// The offsets that the group has committed; a partition without one is left out.
  func committed(_ partitions: Set<Int32>) async throws -> [Int32: Int64]

  /// Yields whenever records or a rebalance may be at hand.
  func changes() -> AsyncStream<Void>

  /// Leaves the group.
  func close() async
}

extension LogSubscription {
  /// A log without groups keeps none.
  package func committed(_ partitions: Set<Int32>) async throws -> [Int32: Int64] { [:] }
}

package enum Rebalance: Hashable, Sendable {
  case assigned(Set<Int32>)
  /// To be released once the batch in hand is applied.
  case revoked(Set<Int32>)
  /// Another member may have them already.
  case lost(Set<Int32>)
}

/// The subscription of a log without consumer groups: all partitions, until it is closed.
package actor WholeLog: LogSubscription {
  private let log: any SaleLog
  private let note: @Sendable ([Position]) async throws -> Void
  private var next: [Int32: Int64] = [:]
  private var isAssigned = false

  package nonisolated let reassigns = false

  /// `note` commits the consumer's offsets to the log.
  package init(_ log: any SaleLog, note: @escaping @Sendable ([Position]) async throws -> Void) {
    self.log = log
    self.note = note
  }

  package func nextRebalance() async throws -> Rebalance? {
    guard !isAssigned else { return nil }
    let partitions = try await log.partitions().map(\.partition)
    isAssigned = true
    return .assigned(Set(partitions))
  }

  package func start(_ positions: [Position]) {
    for position in positions { next[position.partition] = position.offset }
  }

  package func release(_ partitions: Set<Int32>) {
    for partition in partitions { next[partition] = nil }
  }

  package func read(_ partition: Int32, limit: Int) async throws -> RecordBatch {
    guard let offset = next[partition] else { return RecordBatch(partition: partition) }
    let batch = try await log.read(from: Position(partition: partition, offset: offset), limit: limit)
    if let end = batch.next { next[partition] = end }
    return batch
  }

  package func commit(_ positions: [Position]) async throws { try await note(positions) }

  package nonisolated func changes() -> AsyncStream<Void> { log.changes() }

  package func close() {}
}
