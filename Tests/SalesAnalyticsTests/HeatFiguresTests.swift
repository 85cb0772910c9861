import Foundation
import SalesCore
import TestSupport
import Testing

@testable import SalesAnalytics

/// Weekday × hour, held against Foundation's own calendar.
@Suite struct HeatFiguresTests {
  private func query(_ period: String, _ bucket: String?, _ filter: SaleFilter = SaleFilter()) throws -> FigureQuery {
    var query = FigureQuery(
      period: try Period(parsing: period), bucket: try bucket.map { try BucketSize(parsing: $0) },
      comparison: .none, filter: filter)
    query.parts = .heat
    return query
  }

  private var filter: SaleFilter {
    var filter = SaleFilter()
    filter.regions = ["EMEA", "NA"]
    filter.excludedProducts = ["Gift card"]
    return filter
  }

  @Test(
    "every hour of the local week equals a count of the sales one by one, on days when the clock changes too",
    arguments: [
      ("Europe/Paris", "2026-10-26T09:40:11Z"), ("Europe/Paris", "2026-03-30T09:40:11Z"),
      ("Asia/Kolkata", "2026-11-21T14:32:07Z"), ("Australia/Lord_Howe", "2026-04-06T03:12:45Z"),
      ("Australia/Lord_Howe", "2026-10-05T03:12:45Z"), ("America/Santiago", "2026-09-07T16:01:59Z"),
    ],
    [
      ("24h", "5m"), ("3d", "30m"), ("7d", "1h"), ("20d", "3h"), ("60d", "12h"), ("30d", "1d"), ("400d", nil),
      ("now/w", "1d"), ("2026-03-01..2026-04-10", "1w"), ("all", "1M"),
    ] as [(String, String?)])
  func naive(place: (zone: String, now: String), view: (period: String, bucket: String?)) async throws {
    let (zone, now) = (try zone(place.zone), try at(place.now))
    let reader = MemoryReader(settings: StoreSettings(timeZone: place.zone), calendar: zone)
    var generator = SeededGenerator(seed: 3)
    let sales =
      RandomSales.make(600, in: now - .days(3)..<now, using: &generator)
      + RandomSales.make(900, in: now - .days(500)..<now, using: &generator, prefix: "old")
    reader.add(Array(sales.prefix(900)))
    reader.add(Array(sales.dropFirst(900)), partition: 1)
    let source = QueryEngine(reader: reader)
    for filter in [SaleFilter(), filter] {
      let figures = try await source.figures(for: query(view.period, view.bucket, filter), now: now, refresh: false)
      let heat = try #require(figures.heat)
      #expect(heat.range.upperBound > min(now, figures.range.upperBound - .milliseconds(1)))
      #expect(heat.totals == NaiveFigures(sales: sales, filter: filter).heat(heat.range, zone.timeZone))
      if ["24h", "3d"].contains(view.period) {
        // Seven days of the local calendar, less what of an hour a clock was changed by.
        let length = zone.local(heat.range.upperBound) - zone.local(heat.range.lowerBound)
        #expect(length <= .days(7) && length > .days(7) - .hours(1))
        continue
      }
      #expect(heat.range.lowerBound == figures.range.lowerBound && heat.range.upperBound <= figures.range.upperBound)
      #expect(heat.totals.joined().reduce(.zero, +) == figures.total)
    }
  }

  @Test("an hour that a clock passes twice holds both")
  func twice() async throws {
    let zone = try zone("Europe/Paris")
    let reader = MemoryReader(settings: StoreSettings(timeZone: "Europe/Paris"), calendar: zone)
    // Half past two, in summer time and again in winter time.
    for (id, time) in [("a", "2026-10-25T00:30:00Z"), ("b", "2026-10-25T01:30:00Z")] {
      reader.add([
        Sale(id: id, time: try at(time), amount: Money(minorUnits: 100), product: "Espresso Pro", region: "EMEA")
      ])
    }
    for bucket in ["15m", "1h", "6h", "1d"] {
      let figures = try await QueryEngine(reader: reader).figures(
        for: query("2026-10-25", bucket), now: at("2026-11-21T00:00:00Z"))
      #expect(figures.heat?.totals[6][2] == Totals(sales: 2, revenue: 200), "\(bucket)")
    }
  }

  @Test("where hours are not kept any more the heat map is of whole weeks of the newest part, and nothing is recounted")
  func retention() async throws {
    let now = try at("2026-11-21T14:32:07Z")
    let reader = MemoryReader()
    var generator = SeededGenerator(seed: 4)
    let sales = RandomSales.make(2000, in: now - .days(800)..<now, using: &generator)
    reader.add(sales)
    reader.retain(.hour, from: now - .days(730))
    let source = QueryEngine(reader: reader)
    let figures = try await source.figures(for: query("800d", "1w"), now: now)
    let heat = try #require(figures.heat)
    let end = try at("2026-11-22T00:00:00Z")
    #expect(heat.range == end - .days(728)..<(try at("2026-11-21T15:00:00Z")))
    #expect(heat.totals == NaiveFigures(sales: sales, filter: SaleFilter()).heat(heat.range, .gmt))
    reader.retain(.hour, from: now - .days(699))
    let later = try await source.figures(for: query("800d", "1w"), now: now + .seconds(5))
    #expect(later.heat?.range.lowerBound == end - .days(693))
    #expect(reader.calls.recounts.isEmpty)
  }

  /// Sales of all of 2023 in a store that keeps hours from a later time on.
  private func old(keptFrom kept: String, _ zone: ReportingCalendar) throws -> (reader: MemoryReader, sales: [Sale]) {
    let reader = MemoryReader(settings: StoreSettings(timeZone: zone.timeZone.identifier), calendar: zone)
    var generator = SeededGenerator(seed: 23)
    let year = zone.start(of: try #require(CivilDate(year: 2023, month: 1, day: 1)))
    let sales = RandomSales.make(2000, in: year..<zone.adding(1, .year, to: year), using: &generator)
    reader.add(sales)
    reader.retain(.hour, from: try at(kept))
    return (reader, sales)
  }

  @Test(
    "the hours of a month or year of which none are kept are counted from the sales",
    arguments: ["2023", "2023-03", "2023-10", "2023-02..2023-11-15", "2023-12-01..2023-12-31"],
    ["UTC", "Europe/Paris", "America/New_York"])
  func old(period: String, name: String) async throws {
    let zone = try zone(name)
    let (reader, sales) = try old(keptFrom: "2024-11-30T00:00:00Z", zone)
    let now = try at("2026-12-01T10:00:00Z")
    for bucket in [nil, "1d", "1M"] {
      let figures = try await QueryEngine(reader: reader).figures(for: query(period, bucket, filter), now: now)
      let heat = try #require(figures.heat)
      #expect(heat.range == figures.range)
      #expect(heat.totals == NaiveFigures(sales: sales, filter: filter).heat(heat.range, zone.timeZone))
      #expect(heat.totals.joined().reduce(.zero, +) == figures.total && figures.total.sales > 0)
    }
  }

  @Test(
    "hours that are kept for a week or more of the period are shown alone; fewer are counted with the others",
    arguments: [
      ("2023-12-25T00:00:00Z", "2023-12-25T00:00:00Z"), ("2023-12-24T23:30:00Z", "2023-12-25T00:00:00Z"),
      ("2023-12-10T00:00:00Z", "2023-12-11T00:00:00Z"), ("2023-12-26T00:00:00Z", "2023-12-01T00:00:00Z"),
      ("2023-12-31T12:00:00Z", "2023-12-01T00:00:00Z"), ("2022-01-01T00:00:00Z", "2023-12-01T00:00:00Z"),
    ])
  func partlyKept(kept: String, start: String) async throws {
    let (reader, sales) = try old(keptFrom: kept, .utc)
    let figures = try await QueryEngine(reader: reader).figures(
      for: query("2023-12", "1d"), now: at("2026-12-01T10:00:00Z"))
    let heat = try #require(figures.heat)
    #expect(heat.range == (try at(start))..<(try at("2024-01-01T00:00:00Z")))
    #expect(heat.totals == NaiveFigures(sales: sales, filter: SaleFilter()).heat(heat.range, .gmt))
  }

  @Test("hours counted from the sales are counted once, and again when late sales have come")
  func lateInOldHours() async throws {
    let (reader, _) = try old(keptFrom: "2024-11-30T00:00:00Z", .utc)
    let source = QueryEngine(reader: reader)
    let now = try at("2026-12-01T10:00:00Z")
    let query = try query("2023-03", "1d")
    let before = try await source.figures(for: query, now: now)
    reader.forgetCalls()
    #expect(try await source.figures(for: query, now: now + .seconds(5)).heat == before.heat)
    #expect(reader.calls.recounts.isEmpty)
    let time = try at("2023-03-06T09:30:00Z")
    reader.add([Sale(id: "late", time: time, amount: Money(minorUnits: 700), product: "Lamp", region: "NA")])
    let after = try await source.figures(for: query, now: now + .seconds(10))
    #expect(after == (try await QueryEngine(reader: reader).figures(for: query, now: now + .seconds(10))))
    #expect(after.heat?.totals[0][9].revenue == (before.heat?.totals[0][9].revenue ?? 0) + 700)
  }

  @Test("more hours than can be held are left out, whole weeks at the old end, one day at least")
  func tooMany() throws {
    let (end, day) = (try at("2026-11-22T00:00:00Z"), RollupLevel.day)
    func start(sales: Int64, pairs: Int, days: Int64 = 300, areKept: Bool = true) throws -> Timestamp {
      var cube = Cube(level: day)
      let cells = (0..<pairs).map { RollupCell(region: 0, product: NameID($0), sales: sales, refunds: 0, revenue: 1) }
      cube.replace(
        with: (1...days).map {
          Rollup(level: day, bucket: end - .days($0), partition: 0, through: 0, cells: cells)
        })
      let plan = QueryPlan(
        try query("300d", "1d"), now: end - .hours(1), calendar: .utc, state: StoreState())
      var state = StoreState(oldestSale: end - .days(days))
      if !areKept { state.retainedFrom[.hour] = end }
      let view = LoadedCube(
        calendar: .utc, cube: cube, names: [], spans: [plan.range], token: PollToken(generation: 1, next: [:]),
        state: state, recounted: [],
        recountedAt: ReadStamp(token: PollToken(generation: 1, next: [:]), late: 0, at: end))
      return plan.heatHours(in: view).lowerBound
    }
    #expect(try start(sales: 1, pairs: 1000) == end - .days(301))
    // A thousand pairs in each hour: 24,000 cells a day, 41 days of them.
    #expect(try start(sales: 5000, pairs: 1000) == end - .days(35))
    #expect(try start(sales: 5000, pairs: 9000, days: 20) == end - .days(4))
    #expect(try start(sales: 5000, pairs: 50_000, days: 3) == end - .days(1))
    // Hours that are not kept: a quarter of a million sales at most.
    #expect(try start(sales: 100, pairs: 1, areKept: false) == end - .days(301))
    #expect(try start(sales: 1000, pairs: 1, areKept: false) == end - .days(245))
    #expect(try start(sales: 1000, pairs: 10, areKept: false) == end - .days(21))
    #expect(try start(sales: 1000, pairs: 50, areKept: false) == end - .days(5))
    #expect(try start(sales: 1000, pairs: 900, areKept: false) == end - .days(1))
  }

  @Test("its own hours are read once, then polled while it is asked for; a filter reads nothing")
  func reads() async throws {
    let now = try at("2026-11-21T14:32:07Z")
    let reader = MemoryReader()
    var generator = SeededGenerator(seed: 8)
    reader.add(RandomSales.make(500, in: now - .days(40)..<now, using: &generator))
    let source = QueryEngine(reader: reader)
    var query = try query("100d", "1d")
    query.parts = []
    _ = try await source.figures(for: query, now: now)
    reader.forgetCalls()
    query.parts = .pivot
    _ = try await source.figures(for: query, now: now, refresh: false)
    #expect(reader.calls.count == 0)
    query.parts = [.heat, .pivot]
    _ = try await source.figures(for: query, now: now, refresh: false)
    #expect(reader.calls.polls.map { $0.spans.map(\.level) } == [[.hour]], "only the hours are read")
    reader.forgetCalls()
    query.filter = filter
    _ = try await source.figures(for: query, now: now, refresh: false)
    query.parts = .heat
    _ = try await source.figures(for: query, now: now, refresh: false)
    #expect(reader.calls.count == 0)
    _ = try await source.figures(for: query, now: now + .seconds(1))
    #expect(reader.calls.polls.allSatisfy { $0.after != nil } && reader.calls.polls.count == 2)
    reader.forgetCalls()
    query.parts = []
    _ = try await source.figures(for: query, now: now + .seconds(2))
    #expect(reader.calls.polls.count == 1, "what is not shown is not polled")
  }

  @Test("a period of minutes has the seven days that end with it, read once; a filter reads nothing")
  func week() async throws {
    let now = try at("2026-11-21T14:32:07Z")
    let reader = MemoryReader()
    var generator = SeededGenerator(seed: 9)
    let sales = RandomSales.make(800, in: now - .days(9)..<now, using: &generator)
    reader.add(sales)
    let source = QueryEngine(reader: reader)
    var query = try query("15m", nil)
    let week = try await source.figures(for: query, now: now).heat
    #expect(week?.range == (try at("2026-11-14T15:00:00Z"))..<(try at("2026-11-21T15:00:00Z")))
    reader.forgetCalls()
    query.filter = filter
    let filtered = try #require(try await source.figures(for: query, now: now, refresh: false).heat)
    #expect(reader.calls.count == 0)
    #expect(filtered.totals == NaiveFigures(sales: sales, filter: filter).heat(filtered.range, .gmt))
    query.period = .last(6, .hour)
    _ = try await source.figures(for: query, now: now)
    let loads = reader.calls.polls.filter { $0.after == nil }
    #expect(!loads.contains { $0.spans.contains { $0.level == .hour } })
    query.period = try Period(parsing: "2026-11-18")
    let day = try #require(try await source.figures(for: query, now: now).heat)
    #expect(day.range == (try at("2026-11-12T00:00:00Z"))..<(try at("2026-11-19T00:00:00Z")))
    #expect(day.totals == NaiveFigures(sales: sales, filter: filter).heat(day.range, .gmt))
  }

  @Test("where the hours of the week are not kept, a short period has its own; none are recounted for it")
  func short() async throws {
    let now = try at("2026-11-21T14:32:07Z")
    let reader = MemoryReader()
    var generator = SeededGenerator(seed: 10)
    let sales = RandomSales.make(800, in: now - .days(9)..<now, using: &generator)
    reader.add(sales)
    reader.retain(.hour, from: now - .days(3))
    let figures = try await QueryEngine(reader: reader).figures(for: query("24h", "15m"), now: now)
    let heat = try #require(figures.heat)
    #expect(heat.range.lowerBound == figures.range.lowerBound)
    #expect(heat.totals == NaiveFigures(sales: sales, filter: SaleFilter()).heat(heat.range, .gmt))
    #expect(reader.calls.recounts.isEmpty)
  }

  @Test(
    "a source that follows a store shows the heat map a new source would",
    arguments: ["30d", "now/w", "all", "15m", "24h"])
  func live(period: String) async throws {
    var now = try at("2026-10-20T14:32:07Z")
    let reader = MemoryReader(settings: StoreSettings(timeZone: "Europe/Paris"), calendar: try zone("Europe/Paris"))
    var generator = SeededGenerator(seed: 12)
    reader.add(RandomSales.make(300, in: now - .days(40)..<now, using: &generator, prefix: "history"))
    let source = QueryEngine(reader: reader)
    var query = try query(period, ["15m", "24h"].contains(period) ? nil : "1d")
    for step in 0..<25 {
      now = now + .milliseconds(.random(in: 1...40_000_000, using: &generator))
      reader.add(RandomSales.make(9, in: now - .days(20)..<now, using: &generator, prefix: "live\(step)-"))
      if step == 15 { reader.repair(keeping: { !$0.id.hasSuffix("7") }) }
      query.parts = step % 5 == 3 ? .pivot : [.heat, .pivot]
      let followed = try await source.figures(for: query, now: now)
      #expect(followed == (try await QueryEngine(reader: reader).figures(for: query, now: now)), "step \(step)")
    }
  }
}
