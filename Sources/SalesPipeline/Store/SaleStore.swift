package import SalesCore

/// What can be read of a store beyond its figures.
package protocol StoreReader: SalesReader {
  /// What `verify` reads: the whole store as of one moment.
  func snapshot() async throws -> any StoreSnapshot

  /// In order of position.
  func deadLetters(after position: Position?, limit: Int) async throws -> [DeadLetter]
}

/// A store that can be written to. Whoever takes a partition fences off the one before.
///
/// Errors are `BackendError`s.
package protocol SaleStore: StoreReader {
  /// Made with the store: its consumers are one group, named by it.
  var identity: String { get }
  /// Where it is, for people: a path, or an address without secrets.
  var place: String { get }

  /// Binds the store to a log at first use, and refuses (`.foreign`) another one later. Raises the partition's
  /// epoch: earlier holders can no longer apply.
  func take(_ partition: Int32, of log: LogIdentity) async throws -> Checkpoint

  /// Stores the batch's sales once an id, adds them to the rollups, keeps its dead letters and moves the checkpoint
  /// to `batch.next`: all of it or nothing that counts. Applying a batch again changes nothing. Throws `.fenced` where
  /// another consumer has taken the partition.
  func apply(_ batch: StoreBatch) async throws -> Checkpoint

  func beat(_ heartbeat: Heartbeat) async throws

  /// Moves each level's `retainedFrom` forward by the clock and forgets what lies before it.
  func retain(now: Timestamp) async throws

  /// Takes every partition, which fences off the consumers, and raises the generation, so that readers load anew.
  func beginRepair() async throws

  /// Makes `rollups` all there is of that level with bucket beginnings in the span, after which readers load anew. Their cells
  /// refer to `names`. Where consumers may go on meanwhile, a rollup that has counted sales after its `through` here gets
  /// those as well.
  func replace(_ span: RollupSpan, with rollups: [Rollup], names: [String]) async throws
}

/// A stretch of one partition, decoded.
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
  /// Of the last record (`RecordBatch.fingerprint`); nil leaves the checkpoint's.
  package var fingerprint: Int64?
  /// Offsets from `from` on that retention took unconsumed; the checkpoint remembers them.
  package var lost: Range<Int64>?

  package init(partition: Int32, epoch: Int64, from: Int64, next: Int64) {
    self.partition = partition
    self.epoch = epoch
    self.from = from
    self.next = next
  }
}

/// A record that is not a valid sale: its exact bytes and why.
package struct DeadLetter: Hashable, Sendable {
  package var position: Position
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
