import SalesAnalytics
import SalesCore
import Synchronization

/// Answers read requests with figures, the newest sales that pass the filter and the newest rejections. Sales and
/// rejections are kept, and read again only when the figures show a change.
final class DashboardReader: Sendable {
  private struct Feed {
    var key: FeedKey
    /// The number of sales that was asked for.
    var limit: Int
    var sales: [StoredSale]
  }

  /// The newest sales are the same as long as their key is equal.
  private struct FeedKey: Equatable {
    var filter: SaleFilter
    var range: Range<Timestamp>
    var total: Totals
    var stored: Int64
    var generation: Int64
  }

  private struct Rejections {
    var total: Int64
    var generation: Int64
    var limit: Int
    var newest: [Rejection]
  }

  private let data: any DashboardData
  private let last = Mutex<Feed?>(nil)
  private let lastRejections = Mutex<Rejections?>(nil)

  init(_ data: any DashboardData) { self.data = data }

  func load(_ request: ReadRequest) async throws -> ReadResult {
    let figures = try await data.figures(for: request.query, now: request.now, refresh: request.refresh)
    try Task.checkCancellation()
    let feed = try await feed(figures, limit: request.feedLimit)
    let rejections = await rejections(figures, limit: request.rejectionLimit)
    return ReadResult(figures: figures, feed: feed, rejections: rejections)
  }

  /// Empty when they cannot be read, so that the figures still show.
  private func rejections(_ figures: Figures, limit: Int) async -> [Rejection] {
    let (total, generation) = (figures.state.totals.deadLetters, figures.generation)
    guard total > 0, limit > 0 else { return [] }
    if let known = lastRejections.withLock({ $0 }), known.total == total, known.generation == generation,
      known.limit == limit
    {
      return known.newest
    }
    guard let newest = try? await data.rejections(newest: limit) else { return [] }
    lastRejections.withLock { $0 = Rejections(total: total, generation: generation, limit: limit, newest: newest) }
    return newest
  }

  private func feed(_ figures: Figures, limit: Int) async throws -> [StoredSale] {
    guard figures.total.sales > 0, limit > 0 else { return [] }
    let key = FeedKey(
      filter: figures.query.filter, range: figures.range, total: figures.total, stored: figures.state.totals.sales,
      generation: figures.generation)
    let known = last.withLock { $0 }.flatMap { $0.key == key ? $0 : nil }
    var sales = known?.sales ?? []
    if let known {
      if sales.count >= limit { return Array(sales.prefix(limit)) }
      // The store has no more sales.
      if sales.count < known.limit { return sales }
    }
    var query = SalesQuery(
      range: Self.newestPart(of: figures, holding: limit), filter: figures.query.filter, limit: limit - sales.count)
    query.after = sales.last.map { SaleKey(of: $0.sale) }
    sales += try await data.sales(query)
    last.withLock { $0 = Feed(key: key, limit: limit, sales: sales) }
    return sales
  }

  /// The newest buckets that hold `limit` sales, so that the store need not scan the whole period.
  private static func newestPart(of figures: Figures, holding limit: Int) -> Range<Timestamp> {
    var found: Int64 = 0
    for index in figures.buckets.indices.reversed() {
      found += figures.buckets[index].sales
      if found >= Int64(limit) { return figures.edges[index]..<figures.end }
    }
    return figures.range.lowerBound..<figures.end
  }
}
