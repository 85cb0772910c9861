import Foundation
import SalesCore
import TestSupport
import Testing

@testable import SalesAnalytics

@Suite struct QueryEngineTests {
  let now: Timestamp
  let reader: MemoryReader
  let source: QueryEngine
  let sales: [Sale]

  init() throws {
    now = try at("2026-11-21T14:32:07Z")
    reader = MemoryReader()
    source = QueryEngine(reader: reader)
    var generator = SeededGenerator(seed: 11)
    sales =
      RandomSales.make(1500, in: now - .hours(3)..<now, using: &generator)
      + RandomSales.make(500, in: now - .days(40)..<now, using: &generator, prefix: "old")
    reader.add(Array(sales.prefix(1200)))
    reader.add(Array(sales.dropFirst(1200)), partition: 1)
  }

  private func query(
    _ text: String, _ bucket: String? = nil, _ comparison: Comparison = .previous, _ filter: SaleFilter = SaleFilter()
  ) throws -> FigureQuery {
    FigureQuery(
      period: try Period(parsing: text), bucket: try bucket.map { try BucketSize(parsing: $0) }, columns: 120,
      comparison: comparison, filter: filter)
  }

  private var filter: SaleFilter {
    var filter = SaleFilter()
    filter.regions = ["EMEA", "NA", "Atlantis"]
    filter.excludedProducts = ["Gift card"]
    return filter
  }

  @Test(
    "every figure equals a count of the sales one by one",
    arguments: ["15m", "1h", "6h", "now/d", "7d", "30d", "2026-11-20", "all"], [true, false])
  func naive(period: String, isFiltered: Bool) async throws {
    let query = try query(period, nil, .previous, isFiltered ? filter : SaleFilter())
    let figures = try await source.figures(for: query, now: now)
    let naive = NaiveFigures(sales: sales, filter: query.filter)
    #expect(figures.buckets == naive.buckets(figures.edges))
    #expect(figures.total == naive.total(figures.range))
    #expect(figures.unfiltered == naive.unfiltered(figures.range))
    let regions = Dictionary(uniqueKeysWithValues: figures.regions.map { ($0.name, $0.totals) })
    #expect(regions.filter { $0.value.sales > 0 } == naive.totals(by: \.region, figures.range))
    let products = Dictionary(uniqueKeysWithValues: figures.products.map { ($0.name, $0.totals) })
    #expect(products.filter { $0.value.sales > 0 } == naive.totals(by: \.product, figures.range))
    for row in figures.products {
      var one = query.filter
      one.products = [row.name]
      #expect(row.series == NaiveFigures(sales: sales, filter: one).buckets(figures.edges))
    }
    #expect(figures.regions.map(\.totals.revenue) == figures.regions.map(\.totals.revenue).sorted(by: >))
  }

  @Test("the comparison is like for like: only as much of its last bucket as has passed, to the second")
  func likeForLike() async throws {
    let figures = try await source.figures(for: query("1h", "5m"), now: now)
    #expect(figures.range.upperBound == (try at("2026-11-21T14:35:00Z")))
    #expect(figures.partial == figures.buckets.count - 1)
    let naive = NaiveFigures(sales: sales, filter: SaleFilter())
    // An hour back, bucket by bucket, though the range ends with a bucket that is not over; it begins with a part of one.
    #expect(figures.range.lowerBound == (try at("2026-11-21T13:32:00Z")))
    let start = try at("2026-11-21T12:32:00Z")
    let cut = try at("2026-11-21T13:32:07Z")
    #expect(figures.previousTotal == naive.total(start..<cut))
    let previous = Dictionary(uniqueKeysWithValues: figures.products.map { ($0.name, $0.previous) })
    #expect(previous == naive.totals(by: \.product, start..<cut).mapValues { $0 })
    #expect(
      figures.previous?.last == naive.total(try at("2026-11-21T13:30:00Z")..<(try at("2026-11-21T13:35:00Z"))),
      "the ghost line shows whole buckets")
  }

  @Test(
    "one period has one total, however wide the screen is and whatever its buckets are",
    arguments: ["15m", "1h", "24h", "2d", "7d", "30d", "90d", "1y", "now/d", "now-1w/w", "2026-11-20", "all"])
  func oneTotal(period: String) async throws {
    for comparison in [Comparison.none, .previous] {
      var query = try query(period, nil, comparison)
      let usual = try await source.figures(for: query, now: now)
      for columns in [2, 8, 34, 60, 72, 111, 160, 230] {
        query.columns = columns
        let figures = try await source.figures(for: query, now: now)
        #expect(figures.range.lowerBound == usual.range.lowerBound)
        #expect(figures.total == usual.total && figures.regions.map(\.totals) == usual.regions.map(\.totals))
        #expect(figures.previousTotal == usual.previousTotal)
        #expect(figures.buckets.reduce(.zero, +) == usual.total && figures.buckets.count <= max(columns, 2) + 1)
      }
      query.columns = 120
      for bucket in ["1m", "15m", "1h", "6h", "1d", "1w", "1M"] {
        query.bucket = try BucketSize(parsing: bucket)
        let figures = try await source.figures(for: query, now: now)
        #expect(figures.total == usual.total && figures.previousTotal == usual.previousTotal, "\(bucket)")
      }
    }
  }

  @Test(
    "a period is snapped outward to the grain of its usual buckets, by a hundredth at most",
    arguments: [("15m", "14:17:07"), ("1h", "13:32:00"), ("6h", "08:32:00")])
  func snapped(period: String, start: String) async throws {
    let figures = try await source.figures(for: query(period, "15m"), now: now)
    #expect(figures.range.lowerBound == (try at("2026-11-21T\(start)Z")))
    #expect(figures.range.upperBound == (try at("2026-11-21T14:45:00Z")), "with the bucket that is not over")
    let past = try await source.figures(for: query("2026-11-21T10:07:00Z..2026-11-21T12:52:00Z", "1h"), now: now)
    #expect(past.range == (try at("2026-11-21T10:07:00Z"))..<(try at("2026-11-21T12:52:00Z")))
    #expect(past.edges.map(\.text).map { $0.dropFirst(11).prefix(5) } == ["10:07", "11:00", "12:00", "12:52"])
  }

  @Test("today is compared with yesterday up to the same time of day")
  func today() async throws {
    let figures = try await source.figures(for: query("now/d", "1h"), now: now)
    let naive = NaiveFigures(sales: sales, filter: SaleFilter())
    #expect(figures.previousTotal == naive.total(try at("2026-11-20T00:00:00Z")..<(try at("2026-11-20T14:32:07Z"))))
    #expect(figures.partial == 14)
    let month = try await source.figures(for: query("now/M", "1d"), now: now)
    #expect(month.previousTotal == naive.total(try at("2026-10-01T00:00:00Z")..<(try at("2026-10-21T14:32:07Z"))))
    let years = try await source.figures(for: query("now/M", "1M", .day), now: now)
    #expect(years.previousTotal == naive.total(try at("2026-10-31T00:00:00Z")..<(try at("2026-11-20T14:32:07Z"))))
  }

  @Test("a range that is past is compared whole, one that is all to come with nothing")
  func pastAndFuture() async throws {
    let past = try await source.figures(for: query("2026-11-19..2026-11-20"), now: now)
    let naive = NaiveFigures(sales: sales, filter: SaleFilter())
    #expect(past.partial == nil)
    #expect(past.previousTotal == naive.total(try at("2026-11-17T00:00:00Z")..<(try at("2026-11-19T00:00:00Z"))))
    let future = try await source.figures(for: query("2026-11-22"), now: now)
    #expect(future.previousTotal == .zero)
    #expect(future.partial == nil)
  }

  @Test("choices follow the other dimension's filter, and what is ticked stays")
  func choices() async throws {
    let figures = try await source.figures(for: query("7d", nil, .none, filter), now: now)
    #expect(Set(figures.regionChoices.map(\.name)) == ["APAC", "EMEA", "LATAM", "NA", "Atlantis"])
    #expect(Set(figures.productChoices.map(\.name)) == Set(RandomSales.products))
    var products = SaleFilter()
    products.excludedProducts = filter.excludedProducts
    let naive = NaiveFigures(sales: sales, filter: products).totals(by: \.region, figures.range)
    #expect(figures.regionChoices.first { $0.name == "APAC" }?.totals == naive["APAC"])
    #expect(figures.regionChoices.first { $0.name == "Atlantis" }?.totals == .zero)
    #expect(
      figures.previous == nil && figures.previousTotal == nil && figures.regions.allSatisfy { $0.previous == nil })
  }

  @Test("what a row was before comes from the comparison, and a row that only the comparison has is there")
  func before() async throws {
    let reader = MemoryReader()
    func sale(_ id: String, _ minutes: Int64, _ amount: Int64, _ product: String) -> Sale {
      Sale(id: id, time: now - .minutes(minutes), amount: Money(minorUnits: amount), product: product, region: "EMEA")
    }
    reader.add([sale("1", 10, 500, "A"), sale("2", 10, 900, "B"), sale("3", 80, 700, "A"), sale("4", 80, 800, "C")])
    let figures = try await QueryEngine(reader: reader).figures(for: query("1h", "1m"), now: now)
    #expect(figures.products.map(\.name) == ["B", "A", "C"])
    #expect(figures.products.map(\.previous?.revenue) == [0, 700, 800])
    #expect(figures.products[0].change(by: .revenue, currency: .usDollar) == .new)
    #expect(figures.products[2].change(by: .revenue, currency: .usDollar) == .ratio(-1))
  }

  @Test("a new filter needs no read")
  func filterOnly() async throws {
    let first = try await source.figures(for: query("1h", "5m"), now: now)
    reader.forgetCalls()
    let filtered = try await source.figures(
      for: query("1h", "5m", .previous, filter), now: now + .seconds(100), refresh: false)
    #expect(reader.calls.count == 0)
    #expect(filtered.asOf == first.asOf)
    #expect(filtered.unfiltered == first.unfiltered)
    #expect(filtered.total == NaiveFigures(sales: sales, filter: filter).total(first.range))
    _ = try await source.figures(for: query("6h", nil, .previous, filter), now: now, refresh: false)
    #expect(reader.calls.count > 0, "another period is read")
  }

  @Test("a poll asks only for what changed since the one before")
  func incremental() async throws {
    _ = try await source.figures(for: query("1h", "1m", .none), now: now)
    reader.forgetCalls()
    let figures = try await source.figures(for: query("1h", "1m", .none), now: now + .seconds(1))
    #expect(reader.calls.polls.map(\.after?.next) == [[0: 1200, 1: 800]])
    #expect(figures.asOf == now + .seconds(1))
  }

  @Test("rows of an export are tidy, in order, and add up to the total")
  func rows() async throws {
    let (figures, rows) = try await source.rows(for: query("now/d", "1h", .previous, filter), now: now)
    #expect(try await source.figures(for: query("now/d", "1h", .none, filter), now: now) == figures)
    #expect(rows.reduce(Totals.zero) { $0 + $1.totals } == figures.total)
    #expect(
      rows.allSatisfy { $0.totals.sales > 0 && filter.admits(region: $0.region ?? "", product: $0.product ?? "") })
    let keys = rows.map { [$0.start.text, $0.region ?? "", $0.product ?? ""] }
    #expect(keys == keys.sorted { $0.lexicographicallyPrecedes($1) })
    #expect(Set(keys).count == keys.count)
  }

  @Test("an empty store gives zeros over the last hour")
  func empty() async throws {
    let figures = try await QueryEngine(reader: MemoryReader()).figures(for: query("all"), now: now)
    #expect(figures.range.contains(now - .minutes(30)))
    #expect(figures.total == .zero && figures.regions.isEmpty)
  }

  @Test("a failing reader throws, and the next call answers again")
  func failure() async throws {
    struct Down: Error {}
    reader.fail(with: Down())
    await #expect(throws: Down.self) { try await source.figures(for: query("1h"), now: now) }
    reader.fail(with: nil)
    #expect(try await source.figures(for: query("1h"), now: now).total.sales > 0)
  }

  @Test("a call that was superseded ends with a cancellation")
  func cancelled() async throws {
    let query = try query("1h")
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return try await source.figures(for: query, now: now)
    }
    await #expect(throws: CancellationError.self) { try await task.value }
  }

  @Test("more buckets than can be shown are made coarser")
  func tooMany() async throws {
    let figures = try await source.figures(for: query("30d", "1s", .none), now: now)
    #expect(figures.buckets.count <= FigureQuery.maxBuckets)
    #expect(figures.total == NaiveFigures(sales: sales, filter: SaleFilter()).total(figures.range))
  }

  @Test("more cells than may be held are shown in coarser buckets, with the same totals")
  func tooManyCells() async throws {
    let source = QueryEngine(reader: reader, maxCells: 300)
    let figures = try await source.figures(for: query("30d", "30m", .none), now: now)
    #expect(figures.bucket == .day)
    #expect(figures.total == NaiveFigures(sales: sales, filter: SaleFilter()).total(figures.range))
    let short = try await source.figures(for: query("15m", "1m", .none), now: now)
    #expect(short.bucket == .minute, "a shorter span is as fine as asked")
  }

  @Test("a long list has series for its first rows, and every row its totals")
  func longList() async throws {
    let reader = MemoryReader()
    reader.add(
      (0..<2500).map { index in
        Sale(
          id: "\(index)", time: now - .seconds(Int64(index % 3600)), amount: Money(minorUnits: Int64(index + 1)),
          product: "P\(index)", region: "EMEA")
      })
    let figures = try await QueryEngine(reader: reader).figures(for: query("1h", "30s", .none), now: now)
    let room = RankedRow.seriesBudget / figures.buckets.count
    #expect(room < 2500, "else this tests nothing")
    #expect(figures.products.count == 2500)
    #expect(figures.products.map(\.name).prefix(2) == ["P2499", "P2498"])
    #expect(figures.products.prefix(room).allSatisfy { $0.series.reduce(.zero, +) == $0.totals })
    #expect(figures.products.dropFirst(room).allSatisfy { $0.series.isEmpty && $0.totals.sales == 1 })
    #expect(figures.regions[0].series == figures.buckets)
    let shown = Array(figures.products.prefix(7))
    let other = try #require(Ranking.other(than: shown, of: figures.products, buckets: figures.buckets))
    #expect(other.name == "Other (2493)" && other.series.reduce(.zero, +) == other.totals)
    #expect(other.totals + shown.reduce(.zero) { $0 + $1.totals } == figures.total)
    #expect(Ranking.other(than: figures.products, of: figures.products, buckets: figures.buckets) == nil)
    #expect(
      Ranking.other(than: figures.products.suffix(1), of: figures.products, buckets: figures.buckets)?.series == [])
  }
}
