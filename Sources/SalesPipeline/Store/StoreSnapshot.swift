package import SalesCore

/// The whole store, read in order; made for one audit and then dropped.
///
/// As of one moment where the store can hold one. Where it cannot, the checkpoints were read first of all, and what is read later is
/// at least as new: all sales before the checkpoints are there and in the rollups, and sales after them may be, in both.
package protocol StoreSnapshot: Sendable {
  var settings: StoreSettings { get async throws }
  /// As of the beginning, but for `retainedFrom`: what a rollup read before this is missing lies before it.
  var state: StoreState { get async throws }
  /// By number, as of now; `(other)` is among them where rollups count under it.
  var names: [String] { get async throws }

  /// The stored sale of each of these ids, nil where there is none. (No dictionary: ids are bytes, and what Swift takes for
  /// equal strings may be two of them.)
  func stored(ids: [String]) async throws -> [StoredSale?]

  /// Folds every stored sale's figures with an event time in `span`, in order of event time; there may be millions.
  func reduce<Result: Sendable>(
    in span: Range<Timestamp>, into result: Result, _ body: @Sendable (inout Result, SaleFigures) -> Void
  ) async throws -> Result

  func rollups(_ span: RollupSpan) async throws -> [Rollup]

  /// Count and sum of stored sales of a partition before an offset; the sum wraps like all sums of amounts.
  func totals(of partition: Int32, before offset: Int64) async throws -> Totals

  /// A partition's dead letters in a range of offsets, by offset.
  func deadLetters(of partition: Int32, in offsets: Range<Int64>) async throws -> [Int64: DeadLetter]

  /// Of those before the checkpoints.
  func deadLetterCount() async throws -> Int64
}

/// What of a stored sale goes into the rollups.
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
