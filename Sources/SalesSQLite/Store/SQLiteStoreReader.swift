import Platform
package import SalesCore
package import SalesPipeline

/// Reads a store file, in any process. It has two connections, so that a poll never waits for a scan of the raw sales.
package struct SQLiteStoreReader: AuditReader {
  private let path: String
  private let polls: StoreConnection
  private let rows: StoreConnection
  private let changed: FolderChanges?

  /// Throws `.missing` where no consumer has made the store yet.
  package init(path: String) throws {
    self.path = path
    polls = try StoreConnection(path: path)
    rows = try StoreConnection(path: path)
    // The write-ahead log lies beside the file itself, not beside a link to it.
    changed = FolderChanges(database: SQLiteFile(path: path, format: StoreFormat.file).path)
  }

  package func settings() async throws -> StoreSettings { try await polls.settings() }

  package func poll(_ request: PollRequest) async throws -> Poll { try await polls.poll(request) }

  package func recount(_ level: RollupLevel, in span: Range<Timestamp>) async throws -> RecountedRollups {
    try await rows.recount(level, in: span)
  }

  package func sales(_ query: SalesQuery) async throws -> [StoredSale] {
    try await rows.sales(query)
  }

  package func deadLetters(
    reason: SaleProblem.Reason?, after position: Position?, limit: Int
  ) async throws -> [DeadLetter] {
    try await rows.deadLetters(reason: reason, after: position, limit: limit)
  }

  package func rejections(newest limit: Int) async throws -> [Rejection] {
    try await rows.rejections(newest: limit)
  }

  /// One read transaction over the whole store.
  package func snapshot() throws -> any StoreSnapshot { try SQLiteStoreSnapshot(path: path) }

  package func changes() -> AsyncStream<Void> {
    guard let writes = changed?.stream() else { return AsyncStream.ticks(every: .milliseconds(250)) }
    return CommitChanges { [polls] in try await polls.isChanged() }.stream(of: writes)
  }
}
