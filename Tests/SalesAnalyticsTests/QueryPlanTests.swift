import Foundation
import SalesCore
import TestSupport
import Testing

@testable import SalesAnalytics

/// The comparison's buckets beside those of the range, on days when the clock changes.
@Suite struct QueryPlanTests {
  /// A zone, and a moment on a day that is shorter or longer there.
  static let moments = [
    ("Europe/Paris", "2026-03-29T13:47:12Z"), ("Europe/Paris", "2026-10-25T13:47:12Z"),
    ("Australia/Lord_Howe", "2026-10-04T03:12:45Z"), ("Australia/Lord_Howe", "2026-04-05T03:12:45Z"),
    ("America/Santiago", "2026-09-06T16:01:59Z"), ("America/Santiago", "2026-04-05T02:30:00Z"),
    ("Asia/Kolkata", "2026-11-21T18:29:59Z"), ("America/St_Johns", "2010-11-07T12:00:00Z"),
  ]

  @Test(
    "of a store that nobody writes any more, like is compared up to what is known", arguments: [0, 7, 61, 3599, 9999])
  func knownUntil(seconds: Int64) throws {
    let now = try at("2026-11-21T14:32:07Z")
    var query = FigureQuery(period: .last(1, .hour), bucket: .minute)
    query.knownUntil = now - .seconds(seconds)
    let plan = QueryPlan(query, now: now, calendar: .utc, state: StoreState())
    let start = try #require(plan.previousEdges).first
    // The bucket of an hour ago is whole, and what lies before it is nothing.
    #expect(plan.cut == max(start ?? now, now - .hours(1) - .seconds(seconds)))
    query.knownUntil = now + .hours(1)
    #expect(QueryPlan(query, now: now, calendar: .utc, state: StoreState()).cut == now - .hours(1))
  }

  @Test("while the store is behind its log, like is compared up to where it has come")
  func behind() throws {
    let now = try at("2026-11-21T14:32:07Z")
    let query = FigureQuery(period: .last(1, .hour), bucket: .minute)
    var state = StoreState(checkpoints: [Checkpoint(partition: 0, epoch: 1, next: 1000)])
    state.newestSale = now - .minutes(40)
    func cut() -> Timestamp? { QueryPlan(query, now: now, calendar: .utc, state: state).cut }
    state.heartbeat = Heartbeat(time: now, logEnd: [0: 1050], storedPerSecond: 20)
    #expect(cut() == now - .hours(1))
    state.heartbeat?.logEnd = [0: 9000]
    #expect(cut() == now - .minutes(100))
  }

  static let views: [(String, String)] = [
    ("15m", "5s"), ("1h", "1m"), ("now/d", "15m"), ("now/d", "1h"), ("now/d", "6h"), ("now-1d/d..now/d", "3h"),
    ("7d", "1d"), ("now/w", "1d"), ("30d", "1w"), ("now/M", "1d"), ("now/y", "1M"), ("now/y", "1y"), ("90d", "3M"),
  ]

  @Test(
    "every comparison rises, begins on rollups of its level, and is counted up to the elapsed second",
    arguments: moments)
  func plan(name: String, moment: String) async throws {
    let calendar = try zone(name)
    let now = try at(moment)
    let reader = MemoryReader(settings: StoreSettings(timeZone: name), calendar: calendar)
    var generator = SeededGenerator(seed: 9)
    let sales =
      RandomSales.make(120, in: now - .days(3)..<now, using: &generator)
      + RandomSales.make(80, in: now - .days(800)..<now, using: &generator, prefix: "old")
    reader.add(sales)
    let source = QueryEngine(reader: reader)
    for (period, bucket) in Self.views {
      for comparison in Comparison.allCases where comparison != .none {
        let query = FigureQuery(
          period: try Period(parsing: period), bucket: try BucketSize(parsing: bucket), comparison: comparison)
        let plan = QueryPlan(query, now: now, calendar: calendar, state: StoreState())
        let edges = try #require(plan.previousEdges)
        let cut = try #require(plan.cut)
        let what = Comment(rawValue: "\(period) \(bucket) \(comparison)")
        #expect(zip(edges, edges.dropFirst()).allSatisfy { $0 <= $1 }, what)
        #expect(edges.allSatisfy { calendar.bucket(plan.level, containing: $0).lowerBound == $0 }, what)
        #expect(cut >= edges[0] && cut <= edges[edges.count - 1], what)
        #expect(edges[edges.count - 1] <= plan.edges[plan.edges.count - 1], what)
        let naive = NaiveFigures(sales: sales, filter: SaleFilter())
        let figures = try await source.figures(for: query, now: now)
        #expect(figures.previousTotal == naive.total(edges[0]..<cut), what)
        let previous = naive.buckets(edges) + Array(repeating: .zero, count: figures.buckets.count)
        #expect(figures.previous == Array(previous.prefix(figures.buckets.count)), what)
        #expect(figures.buckets == naive.buckets(figures.edges), what)
      }
    }
  }

  @Test("the elapsed part is of the bucket with the same number, or of the time since the range began")
  func cut() throws {
    let paris = try zone("Europe/Paris")
    func cut(_ period: String, _ bucket: String, _ comparison: Comparison, _ now: String) throws -> String? {
      let query = FigureQuery(
        period: try Period(parsing: period), bucket: try BucketSize(parsing: bucket), comparison: comparison)
      return QueryPlan(query, now: try at(now), calendar: paris, state: StoreState()).cut?.text
    }
    #expect(try cut("now/d", "1h", .previous, "2026-11-21T14:32:07.900Z") == "2026-11-20T14:32:07.000Z")
    #expect(
      try cut("now/d", "1h", .week, "2026-10-26T14:32:07Z") == "2026-10-19T13:32:07.000Z", "the same time on the wall")
    #expect(
      try cut("now/M", "1d", .previous, "2026-03-31T12:00:00Z") == "2026-02-28T23:00:00.000Z", "all of a shorter month")
    #expect(try cut("now/M", "1d", .year, "2026-11-21T12:00:00Z") == "2025-11-21T12:00:00.000Z")
  }

  @Test("a chart is made coarser rather than counted from raw sales, as long as it is still a chart")
  func coarser() throws {
    let now = try at("2026-11-21T14:00:00Z")
    var state = StoreState()
    state.retainedFrom = [.second: now - .hours(2), .minute: now - .days(14)]
    func bucket(_ period: String, _ comparison: Comparison, columns: Int, typed: BucketSize? = nil) throws -> String {
      let query = FigureQuery(
        period: try Period(parsing: period), bucket: typed, columns: columns, comparison: comparison)
      return QueryPlan(query, now: now, calendar: .utc, state: state).bucket.text
    }
    #expect(try bucket("20d", .none, columns: 1900) == "1h", "30m would have fit")
    #expect(try bucket("10d", .none, columns: 900) == "30m")
    #expect(try bucket("10d", .previous, columns: 900) == "1h", "its comparison reaches back further")
    #expect(try bucket("15m", .week, columns: 120) == "10s", "minutes would be too few")
    #expect(try bucket("20d", .none, columns: 2000, typed: .init(15, .minute)) == "15m", "what is asked for is given")
  }
}
