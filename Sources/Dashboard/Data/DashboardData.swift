package import SalesAnalytics
package import SalesCore

/// Where the dashboard's figures come from. Calls may hang, fail or be cancelled at any time; the screen stays.
package protocol DashboardData: Sendable {
  /// `refresh: false` may answer from what was read before, where only the filter is another one.
  func figures(for query: FigureQuery, now: Timestamp, refresh: Bool) async throws -> Figures

  func sales(_ query: SalesQuery) async throws -> [StoredSale]

  /// The newest records that were no valid sales, newest first.
  func rejections(newest limit: Int) async throws -> [Rejection]

  /// Yields whenever there may be something new.
  func changes() -> AsyncStream<Void>
}

extension DashboardData {
  package func rejections(newest limit: Int) async throws -> [Rejection] { [] }
}

/// The figures of a store.
package struct StoreData: DashboardData {
  private let reader: any QueryReader
  private let source: QueryEngine

  package init(reader: any QueryReader) {
    self.reader = reader
    source = QueryEngine(reader: reader)
  }

  package func figures(for query: FigureQuery, now: Timestamp, refresh: Bool) async throws -> Figures {
    try await source.figures(for: query, now: now, refresh: refresh)
  }

  package func sales(_ query: SalesQuery) async throws -> [StoredSale] { try await reader.sales(query) }

  package func rejections(newest limit: Int) async throws -> [Rejection] {
    try await reader.rejections(newest: limit)
  }

  package func changes() -> AsyncStream<Void> { reader.changes() }
}
