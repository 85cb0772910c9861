package import SalesCore

/// A durable log of records in numbered partitions; within one, records are ordered by offset.
///
/// Errors are `BackendError`s.
///
///     var records = RecordBuffer()
///     records.append { encoder.encode(sale, into: &$0) }
///     _ = try await log.append(records, progress: nil)
///     let batch = try await log.read(from: Position(partition: 0, offset: 0), limit: 1000)
///
/// A new log passes `SaleLogContract` in Tests/TestSupport.
package protocol SaleLog: Sendable {
  /// A store that has consumed a log of another name refuses this one.
  var identity: LogIdentity { get }
  var topic: String { get }
  /// A path, or an address without secrets, to be shown to people.
  var location: String { get }

  /// Appends in order and returns the positions once the records are durable. A log file stores `progress` in the same
  /// transaction. Kafka cannot: after an error some records may be on the topic although `nextSequence` does not count
  /// them.
  func append(_ records: RecordBuffer, progress: SourceProgress?) async throws -> [Range<Position>]

  /// The sequence number after the last acknowledged one of that source; 0 for a new source.
  func nextSequence(of source: String) async throws -> Int64

  /// First and end offset of every partition.
  func partitions() async throws -> [PartitionBounds]

  /// The records from `position` on until the batch is full (`RecordBatch.isFull`); empty at the end of the partition
  /// alone, with a `next` where offsets without records lie before the end. Throws `.gap` where retention has removed
  /// the record of that position.
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
