import SalesCore
import SalesPipeline

/// The documents that a store is made of. Each write changes one document, atomically; a call that takes several writes
/// them one by one in no promised order and may end after any of them. The store's protocol relies on nothing else, and
/// is tested against a fake that promises nothing else.
///
/// Errors are `BackendError`s. After `.unavailable` a write may have happened or not.
protocol SaleDocuments: Sendable {
  /// An address without secrets.
  var location: String { get }
  /// The `NameID`s of regions and products in everything that is read and written here.
  var names: NameDirectory { get }

  // MARK: settings

  /// Returns the stored settings; inserts `wanted` where there are none.
  func settle(_ wanted: SettingsDocument) async throws -> SettingsDocument
  /// Nil before any consumer has run.
  func settings() async throws -> SettingsDocument?
  /// Stores the log where none is stored; returns the stored one.
  func bind(log: LogIdentity) async throws -> LogIdentity
  func raiseGeneration() async throws
  /// Moves forward only.
  func raiseRetained(_ level: RollupLevel, to bucket: Timestamp) async throws

  func beat(_ heartbeat: Heartbeat, by consumer: String) async throws
  func heartbeats() async throws -> [String: Heartbeat]
  func forgetHeartbeats(before time: Timestamp) async throws

  // MARK: checkpoints

  /// All checkpoints, sorted by partition.
  func checkpoints() async throws -> [Checkpoint]
  /// Raises the epoch by one. A new checkpoint has epoch 1 and next 0.
  func takeCheckpoint(of partition: Int32) async throws -> Checkpoint
  /// Replaces the checkpoint where its epoch is still that of `checkpoint`, and its next still `next`; false where not.
  func move(_ checkpoint: Checkpoint, from next: Int64) async throws -> Bool

  // MARK: sales

  /// Inserts each unless its id is there; the ids are distinct. Returns the indexes of those that were there.
  func insert(_ sales: [StoredSale]) async throws -> [Int]
  func stored(ids: [String]) async throws -> [StoredSale?]
  func sales(_ query: SalesQuery) async throws -> [StoredSale]
  /// Folds every sale with an event time in `span`, in order of event time.
  func reduce<Result: Sendable>(
    in span: Range<Timestamp>, into result: Result, _ body: @Sendable (inout Result, SaleFigures) -> Void
  ) async throws -> Result
  func totals(of partition: Int32, before offset: Int64) async throws -> Totals
  /// Event times of the oldest and the newest sale.
  func endsOfSales() async throws -> (oldest: Timestamp, newest: Timestamp)?

  // MARK: rollups

  func rollups(_ keys: [Rollup.Key]) async throws -> [StoredRollup?]
  /// The rollups of the span, sorted by bucket and partition. With `changed` only those of its partitions whose
  /// `through` is at or past its offset.
  func rollups(_ span: RollupSpan, changed: [Int32: Int64]?) async throws -> [StoredRollup]
  /// Writes each whole where what is stored is still of the revision that it was loaded with (nil: nothing is stored).
  /// False where that did not hold of some, which are not written.
  func write(_ changes: [RollupChange]) async throws -> Bool
  func deleteRollups(_ level: RollupLevel, before bucket: Timestamp) async throws
  /// Deletes each where what is stored is still of that revision. False where that did not hold of some, which stay.
  func deleteRollups(_ revisions: [Rollup.Key: StoredRollup.Revision]) async throws -> Bool

  // MARK: dead letters

  /// Inserts each unless its position is there.
  func insert(_ letters: [DeadLetter]) async throws
  /// In order of position; a nil reason is any.
  func deadLetters(reason: SaleProblem.Reason?, after position: Position?, limit: Int) async throws -> [DeadLetter]
  /// The newest by offset, without their bytes.
  func rejections(of partition: Int32, newest limit: Int) async throws -> [Rejection]
  func deadLetters(of partition: Int32, in offsets: Range<Int64>) async throws -> [Int64: DeadLetter]
  /// Number of dead letters before these offsets, by partition.
  func deadLetterCount(before offsets: [Int32: Int64]) async throws -> Int64
}

/// The store's settings, fixed when it is made, and its state that changes later.
struct SettingsDocument: Hashable, Sendable {
  var identity: String
  var settings: StoreSettings
  /// Raised by a repair.
  var generation: Int64 = 0
  var retainedFrom: [RollupLevel: Timestamp] = [:]
}

/// A rollup as stored; `through` and `generation` identify its revision.
struct StoredRollup: Equatable, Sendable {
  struct Revision: Hashable, Sendable {
    var through: Int64
    /// The store's generation when it was written, so that a consumer from before a repair cannot overwrite the
    /// repaired rollup.
    var generation: Int64
  }

  var rollup: Rollup
  var generation: Int64

  var revision: Revision { Revision(through: rollup.through, generation: generation) }
}

struct RollupChange: Equatable, Sendable {
  var new: StoredRollup
  /// The revision it was loaded with; nil where none was stored.
  var loaded: StoredRollup.Revision?
}
