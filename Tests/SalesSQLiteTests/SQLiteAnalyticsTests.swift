import Foundation
import SalesAnalytics
import SalesCore
import SalesPipeline
import TestSupport
import Testing

@testable import SalesSQLite

/// Figures and windows over the file are those over the store in memory.
@Suite(.timeLimit(.minutes(10))) struct SQLiteAnalyticsTests {
  let folder: TemporaryFolder
  let now = Timestamp(rfc3339: "2026-10-26T11:32:07Z") ?? .epoch
  let store: SQLiteSaleStore
  let memory: MemoryReader

  init() async throws {
    folder = try TemporaryFolder()
    let settings = StoreSettings(timeZone: "Europe/Paris")
    let paris = ReportingCalendar(timeZone: try #require(TimeZone(identifier: "Europe/Paris")))
    store = try SQLiteSaleStore(path: folder.file("store.sqlite"), settings: settings)
    memory = MemoryReader(settings: settings, calendar: paris)
    var generator = SeededGenerator(seed: 3)
    let sales =
      RandomSales.make(600, in: now - .days(40)..<now, using: &generator)
      + RandomSales.make(600, in: now - .hours(5)..<now, using: &generator, prefix: "new")
    memory.add(sales)
    let checkpoint = try await store.take(0, of: "log")
    var batch = StoreBatch(partition: 0, epoch: checkpoint.epoch, from: 0, next: Int64(sales.count))
    batch.entries = sales.enumerated().map { .init(offset: Int64($0), sale: $1, isLate: false) }
    batch.newestSale = sales.map(\.time).max()
    _ = try await store.apply(batch)
    try await store.retain(now: now)
    let kept = try await store.poll(PollRequest(spans: [])).state.retainedFrom
    for (level, time) in kept { memory.retain(level, from: time) }
    #expect(kept[.minute] != nil, "something is no longer kept, else this tests less than it says")
  }

  @Test(
    "figures are the same",
    arguments: [
      "15m", "1h", "now/d", "2026-10-24..2026-10-25", "7d", "30d", "all", "2026-10-01T00:00:00Z..2026-10-01T08:00:00Z",
    ],
    Comparison.allCases)
  func figures(period: String, comparison: Comparison) async throws {
    let query = FigureQuery(period: try Period(parsing: period), columns: 130, comparison: comparison)
    let found = try await QueryEngine(reader: store).figures(for: query, now: now)
    let expected = try await QueryEngine(reader: memory).figures(for: query, now: now)
    #expect(found.edges == expected.edges)
    #expect(found.buckets == expected.buckets)
    #expect(found.previous == expected.previous)
    #expect(found.previousTotal == expected.previousTotal)
    #expect(found.regions == expected.regions)
    #expect(found.products == expected.products)
    #expect(found.total.sales > 0 || period.contains("T"))
  }

  @Test(
    "windows are the same", arguments: [nil, "tumbling:1h", "tumbling:7m", "sliding:1d/6h", "session:30m"] as [String?])
  func windows(text: String?) async throws {
    let window = try text.map { try Window(parsing: $0) } ?? .whole
    let query = WindowQuery(window: window, by: [.region], period: .last(30, .day))
    let found = try await query.run(reader: store, now: now)
    #expect(found == (try await query.run(reader: memory, now: now)))
    #expect(!found.isEmpty)
  }
}
