package import SalesCore

/// A store of sales and rollups that consumers write, each sale exactly once.
///
/// Errors are `BackendError`s.
///
///     let checkpoint = try await store.take(0, of: log.identity)
///     var batch = StoreBatch(partition: 0, epoch: checkpoint.epoch, from: checkpoint.next, next: checkpoint.next + 1)
///     batch.entries = [.init(offset: checkpoint.next, sale: sale, isLate: false)]
///     try await store.apply(batch)
///     try await store.apply(batch)  // changes nothing: the checkpoint is past it
///
/// A new store passes `SaleStoreContract` in Tests/TestSupport.
package protocol SaleStore: AuditReader {
  /// Made at random with the store; the name of its consumers' group.
  var identity: String { get }
  /// A path, or an address without secrets, to be shown to people.
  var location: String { get }

  /// Takes a partition for this consumer: raises its epoch, so that the consumer before is fenced off. The first call
  /// binds the store to the log; a later one with a log of another name throws `.foreign`.
  func take(_ partition: Int32, of log: LogIdentity) async throws -> Checkpoint

  /// Stores the batch's sales (once an id), its dead letters and the rollups, and moves the checkpoint to `batch.next`,
  /// all or nothing. Idempotent: a batch that was applied before changes nothing. Throws `.fenced` where another
  /// consumer has taken the partition.
  func apply(_ batch: StoreBatch) async throws -> Checkpoint

  /// Replaces the consumer's heartbeat.
  func beat(_ heartbeat: Heartbeat) async throws

  /// Moves each level's `retainedFrom` forward and removes the rollups before it.
  func retain(now: Timestamp) async throws

  /// Takes every partition, which fences off their consumers, and raises the generation, so that readers load anew.
  func beginRepair() async throws

  /// Replaces all rollups of the span by `rollups`, whose cells refer to `names`, and makes readers load anew. Sales
  /// that a consumer has counted past a rollup's `through` meanwhile are added to it.
  func replace(_ span: RollupSpan, with rollups: [Rollup], names: [String]) async throws
}

/// Consecutive records of one partition, decoded.
package struct StoreBatch: Sendable {
  package struct Entry: Sendable {
    package var offset: Int64
    package var sale: Sale
    /// It came after the watermark had passed the end of its minute.
    package var isLate: Bool

    package init(offset: Int64, sale: Sale, isLate: Bool) {
      self.offset = offset
      self.sale = sale
      self.isLate = isLate
    }
  }

  package var partition: Int32
  /// The epoch under which the partition was taken.
  package var epoch: Int64
  /// The checkpoint the batch starts from.
  package var from: Int64
  /// The checkpoint after it.
  package var next: Int64
  package var entries: [Entry] = []
  package var deadLetters: [DeadLetter] = []
  /// Newest event time of the partition up to the end of the batch.
  package var newestSale: Timestamp?
  /// Fingerprint of the last record (`RecordBatch.fingerprint`); nil keeps the checkpoint's.
  package var fingerprint: Int64?
  /// Noted in the checkpoint before anything of the batch is stored: some of its records were judged by this clock. Nil
  /// where none was, or where the checkpoint has the clocks already.
  package var clock: ClockNote?
  /// Offsets from `from` on that retention took unconsumed; the checkpoint remembers them.
  package var lost: Range<Int64>?

  package init(partition: Int32, epoch: Int64, from: Int64, next: Int64) {
    self.partition = partition
    self.epoch = epoch
    self.from = from
    self.next = next
  }
}

/// A record that is no valid sale: its exact bytes and the reason.
package struct DeadLetter: Hashable, Sendable {
  package var position: Position
  /// The record's time. With the reason `time_range`, the time that the sale is too far ahead of: where the record's own
  /// is its producer's word, that is the later of it and the consumer's clock.
  package var appended: Timestamp
  package var problem: SaleProblem
  package var bytes: [UInt8]

  package init(position: Position, appended: Timestamp, problem: SaleProblem, bytes: [UInt8]) {
    self.position = position
    self.appended = appended
    self.problem = problem
    self.bytes = bytes
  }
}
