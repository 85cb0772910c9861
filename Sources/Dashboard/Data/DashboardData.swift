package import SalesAnalytics
package import SalesCore

/// The source of the dashboard's figures and sales. Calls may hang, fail or be cancelled at any time; the screen stays
/// up.
///
/// `StoreData` reads a store. A test can answer with fixed figures:
///
///     struct FixedData: DashboardData {
///       var answer: Figures
///
///       func figures(for query: FigureQuery, now: Timestamp, refresh: Bool) async throws -> Figures { answer }
///       func sales(_ query: SalesQuery) async throws -> [StoredSale] { [] }
///       func changes() -> AsyncStream<Void> { AsyncStream { $0.finish() } }
///     }
package protocol DashboardData: Sendable {
  /// The figures as of `now`. With `refresh: false` a query that differs from the last one in its filter alone may be
  /// answered from memory.
  func figures(for query: FigureQuery, now: Timestamp, refresh: Bool) async throws -> Figures

  func sales(_ query: SalesQuery) async throws -> [StoredSale]

  /// The newest rejected records, newest first. The default is none.
  func rejections(newest limit: Int) async throws -> [Rejection]

  /// Yields whenever the store may have changed.
  func changes() -> AsyncStream<Void>
}

extension DashboardData {
  package func rejections(newest limit: Int) async throws -> [Rejection] { [] }
}

/// Reads a store: figures through a query engine, sales and rejections directly.
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
