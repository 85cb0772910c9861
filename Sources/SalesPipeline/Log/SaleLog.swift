package import SalesCore

/// A durable, ordered log of records in numbered partitions.
///
/// Errors are `BackendError`s: they say whether to try again, and what was being done.
package protocol SaleLog: Sendable {
  /// A store that has consumed a log of another name refuses this one.
  var identity: LogIdentity { get }
  var topic: String { get }
  /// Where it is, for people: a path, or an address without secrets.
  var location: String { get }

  /// Appends in order and returns when the records are durable. `progress` is remembered in the same step.
  func append(_ records: RecordBuffer, progress: SourceProgress?) async throws -> [Range<Position>]

  /// The sequence number after the last acknowledged one of that source; 0 for a new source.
  func nextSequence(of source: String) async throws -> Int64

  /// What each partition holds now.
  func partitions() async throws -> [PartitionBounds]

  /// The records from `position` on until the batch is full (`RecordBatch.isFull`); empty at the end of the partition
  /// alone, with a `next` where offsets without records lie before the end. Throws `.gap` where retention has removed the record of that position.
  func read(from position: Position, limit: Int) async throws -> RecordBatch

  /// Joins a consumer group.
  func subscribe(group: String) async throws -> any LogSubscription

  /// Yields whenever records may have been appended.
  func changes() -> AsyncStream<Void>
}

package struct PartitionBounds: Hashable, Sendable {
  package var partition: Int32
  /// Offset of the first record that retention has left.
  package var first: Int64
  /// Offset that the next record will get.
  package var end: Int64

  package init(partition: Int32, first: Int64, end: Int64) {
    self.partition = partition
    self.first = first
    self.end = end
  }
}

/// A producer's name and the number its next record will bear, once those of this append are durable.
package struct SourceProgress: Hashable, Sendable {
  package var source: String
  package var nextSequence: Int64

  package init(source: String, nextSequence: Int64) {
    self.source = source
    self.nextSequence = nextSequence
  }
}
