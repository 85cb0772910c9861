package import SalesCore

/// One member's part in a consumer group: the partitions that the group gives it, read in order.
///
/// The store's checkpoint is the offset of record: reading begins where `start` says, whatever the group has noted.
package protocol LogSubscription: Sendable {
  /// The group takes a partition from a member that does not answer and gives it to another one.
  var reassigns: Bool { get }

  /// What the group has asked since the last call; nil where nothing has changed. An assignment is answered by `start`,
  /// anything else by `release`.
  func nextRebalance() async throws -> Rebalance?

  func start(_ positions: [Position]) async throws

  /// Hands over: nothing of these partitions is being applied any more.
  func release(_ partitions: Set<Int32>) async throws

  /// The records that follow those read before (at first: those from the start on), at most `limit` and until the
  /// batch is full; empty where none are at hand now, with a `next` where offsets without records were passed. Throws `.gap`
  /// where retention has removed the next one.
  func read(_ partition: Int32, limit: Int) async throws -> RecordBatch

  /// Tells the log how far the group is, for retention and lag tools.
  func commit(_ positions: [Position]) async throws

  /// Yields whenever records may be at hand, or the group may have changed its mind.
  func changes() -> AsyncStream<Void>

  /// Leaves the group.
  func close() async
}

package enum Rebalance: Hashable, Sendable {
  case assigned(Set<Int32>)
  /// To be handed over once what is in hand is applied.
  case revoked(Set<Int32>)
  /// Another member may have them already.
  case lost(Set<Int32>)
}

/// Every partition for as long as it lasts: the subscription of a log that knows no groups.
package actor WholeLog: LogSubscription {
  private let log: any SaleLog
  private let note: @Sendable ([Position]) async throws -> Void
  private var next: [Int32: Int64] = [:]
  private var isAssigned = false

  package nonisolated let reassigns = false

  /// `note` tells the log how far its consumer is.
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
