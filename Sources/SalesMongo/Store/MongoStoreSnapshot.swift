import SalesCore
import SalesPipeline

/// Reads for an audit without a transaction, while consumers may go on. The checkpoints are read first, and what lies
/// before them no consumer changes any more: its sales are stored, and counted in every rollup read afterwards.
struct MongoStoreSnapshot: StoreSnapshot {
  private let documents: any SaleDocuments
  private let beginning: StoreState
  let settings: StoreSettings

  init(_ documents: any SaleDocuments) async throws {
    self.documents = documents
    settings = try await documents.settingsDocument().settings
    let checkpoints = try await documents.checkpoints()
    let heartbeat = Heartbeat(merging: try await documents.heartbeats().map(\.value))
    let ends = try await documents.endsOfSales()
    beginning = StoreState(
      checkpoints: checkpoints, heartbeat: heartbeat, oldestSale: ends?.oldest, newestSale: ends?.newest)
    // Named from the beginning, so that whoever looks it up now knows it when it comes.
    _ = documents.names.id(of: RollupCells.otherName)
  }

  /// As of the snapshot's beginning, except `retainedFrom`, which is read anew.
  var state: StoreState {
    get async throws {
      var state = beginning
      state.retainedFrom = try await documents.settingsDocument().retainedFrom
      return state
    }
  }

  var names: [String] { documents.names.names }

  func stored(ids: [String]) async throws -> [StoredSale?] { try await documents.stored(ids: ids) }

  func reduce<Result: Sendable>(
    in span: Range<Timestamp>, into result: Result, _ body: @Sendable (inout Result, SaleFigures) -> Void
  ) async throws -> Result {
    try await documents.reduce(in: span, into: result, body)
  }

  /// Without those that retention has passed by the time they are read, of which some may be gone.
  func rollups(_ span: RollupSpan) async throws -> [Rollup] {
    let rollups = try await documents.rollups(span, changed: nil).map(\.rollup)
    let retainedFrom = try await documents.settingsDocument().retainedFrom
    return rollups.filter { !$0.isPassed(by: retainedFrom) }
  }

  func totals(of partition: Int32, before offset: Int64) async throws -> Totals {
    try await documents.totals(of: partition, before: offset)
  }

  func deadLetters(of partition: Int32, in offsets: Range<Int64>) async throws -> [Int64: DeadLetter] {
    try await documents.deadLetters(of: partition, in: offsets)
  }

  func deadLetterCount() async throws -> Int64 {
    try await documents.deadLetterCount(
      before: Dictionary(uniqueKeysWithValues: beginning.checkpoints.map { ($0.partition, $0.next) }))
  }
}
