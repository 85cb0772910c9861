/// Turns queries into figures.
package actor FigureSource {
  private let reader: any SalesReader

  package init(reader: any SalesReader) {
    self.reader = reader
  }

  package func settings() async throws -> StoreSettings {
    try await reader.settings()
  }

  /// `refresh: false` answers from what was last read, as of that moment, without touching the reader, where that covers the query
  /// (only the filter changed); else it reads.
  package func figures(for query: FigureQuery, now: Timestamp, refresh: Bool = true) async throws -> Figures {
    let range = query.period.range(now: now, calendar: .utc, all: nil)
    let bucket = query.bucket ?? .fitting(range, atMost: query.columns)
    let edges = bucket.edges(covering: range, calendar: .utc)
    return Figures(query: query, asOf: now, range: edges[0]..<edges[edges.count - 1], bucket: bucket, edges: edges)
  }
}
