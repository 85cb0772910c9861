package import SalesCore

/// The whole store, read in order for one audit.
///
/// A consistent read where the store has transactions. Where it has none (MongoDB), the checkpoints are read first and
/// everything else is at least as new: all sales before the checkpoints are stored and in the rollups; sales after them
/// may be, in both.
package protocol StoreSnapshot: Sendable {
  var settings: StoreSettings { get async throws }
  /// As of the snapshot's beginning, except `retainedFrom`, which is read anew: retention may have removed rollups
  /// meanwhile.
  var state: StoreState { get async throws }
  /// Name by `NameID`, as of now, with `(other)` where rollups count under it.
  var names: [String] { get async throws }

  /// The stored sale of each of these ids, nil where there is none. (No dictionary: ids are bytes, and what Swift takes
  /// for equal strings may be two of them.)
  func stored(ids: [String]) async throws -> [StoredSale?]

  /// Folds every stored sale's figures with an event time in `span`, in order of event time; there may be millions.
  func reduce<Result: Sendable>(
    in span: Range<Timestamp>, into result: Result, _ body: @Sendable (inout Result, SaleFigures) -> Void
  ) async throws -> Result

  func rollups(_ span: RollupSpan) async throws -> [Rollup]

  /// Count and sum of stored sales of a partition before an offset; the sum wraps like all sums of amounts.
  func totals(of partition: Int32, before offset: Int64) async throws -> Totals

  /// The partition's dead letters in a range of offsets, by offset.
  func deadLetters(of partition: Int32, in offsets: Range<Int64>) async throws -> [Int64: DeadLetter]

  /// Number of dead letters before the checkpoints.
  func deadLetterCount() async throws -> Int64
}

/// The part of a stored sale that rollups count.
package struct SaleFigures: Hashable, Sendable {
  package var time: Timestamp
  package var amount: Int64
  package var region: NameID
  package var product: NameID
  package var position: Position

  package init(time: Timestamp, amount: Int64, region: NameID, product: NameID, position: Position) {
    self.time = time
    self.amount = amount
    self.region = region
    self.product = product
    self.position = position
  }
}
