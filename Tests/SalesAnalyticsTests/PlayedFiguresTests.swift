import Foundation
import SalesCore
import TestSupport
import Testing

@testable import SalesAnalytics

/// Figures that end at a moment of the past, held against those of a store that knew no more then.
@Suite struct PlayedFiguresTests {
  static let views: [(String, String?, Comparison)] = [
    ("15m", "5s", .previous), ("1h", "1m", .previous), ("1h", nil, .day), ("6h", "15m", .week), ("24h", "1h", .day),
    ("now/d", "6h", .previous), ("now/d", "1h", .previous), ("7d", "1d", .previous), ("30d", "1w", .year),
    ("2026-11-18..2026-11-20", "1h", .previous), ("2026-11-19", "3h", .none), ("2026-11", "1d", .previous),
    ("2026-11-20", "1m", .previous), ("2026", "1M", .previous),
  ]

  static let start = Timestamp(milliseconds: 1_795_181_527_250)  // 2026-11-20T13:32:07.250Z

  private func query(_ view: (String, String?, Comparison), _ filter: SaleFilter = SaleFilter()) throws -> FigureQuery {
    var query = FigureQuery(
      period: try Period(parsing: view.0), bucket: try view.1.map { try BucketSize(parsing: $0) },
      comparison: view.2, filter: filter)
    query.parts = [.heat, .pivot]
    query.endsAtNow = true
    return query
  }

  private func reader(_ zone: String) throws -> MemoryReader {
    MemoryReader(settings: StoreSettings(timeZone: zone), calendar: try SalesAnalyticsTests.zone(zone))
  }

  /// The state of a store that holds only the sales before `now`.
  private func known(_ query: FigureQuery, _ sales: [Sale], _ zone: String, now: Timestamp) async throws -> Figures {
    let reader = try reader(zone)
    let end = Timestamp(milliseconds: now.milliseconds.floorDivided(by: 1000) * 1000)
    reader.add(sales.filter { $0.time < end })
    var query = query
    query.endsAtNow = false
    return try await QueryEngine(reader: reader).figures(for: query, now: now)
  }

  /// Without what must differ.
  private func comparable(_ figures: Figures) -> Figures {
    var figures = figures
    figures.query = FigureQuery()
    figures.state = StoreState()
    figures.generation = 0
    figures.heat?.range = figures.range
    return figures
  }

  private func sales(_ seed: UInt64) -> [Sale] {
    var generator = SeededGenerator(seed: seed)
    return RandomSales.make(700, in: Self.start - .hours(3)..<Self.start + .hours(3), using: &generator)
      + RandomSales.make(500, in: Self.start - .days(4)..<Self.start + .days(3), using: &generator, prefix: "week")
      + RandomSales.make(300, in: Self.start - .days(400)..<Self.start + .days(3), using: &generator, prefix: "old")
  }

  @Test(
    "only what was sold before the moment counts, to the second, in every figure",
    arguments: views, ["UTC", "Europe/Paris", "Asia/Kolkata", "Australia/Lord_Howe"])
  func naive(view: (String, String?, Comparison), zone: String) async throws {
    let sales = sales(21)
    let reader = try reader(zone)
    reader.add(sales)
    let source = QueryEngine(reader: reader)
    var filter = SaleFilter()
    filter.excludedRegions = ["NA"]
    var generator = SeededGenerator(seed: 5)
    var now = Self.start
    for step in 0..<6 {
      let query = try query(view, step % 2 == 0 ? SaleFilter() : filter)
      let played = try await source.figures(for: query, now: now, refresh: step % 3 != 2)
      #expect(comparable(played) == comparable(try await known(query, sales, zone, now: now)), "step \(step)")
      #expect(played.asOf == now)
      now = now + .milliseconds(.random(in: 1...30_000_000, using: &generator))
    }
  }

  @Test("where finer rollups are gone, what is before the moment is counted from the raw sales")
  func retention() async throws {
    let sales = sales(22)
    let reader = try reader("Europe/Paris")
    reader.add(sales)
    for (level, days) in [(RollupLevel.second, -2), (.minute, -1), (.hour, 1)] as [(RollupLevel, Int64)] {
      reader.retain(level, from: Timestamp(milliseconds: 1_795_179_600_000) - .days(days))  // 13:00
    }
    for view in [("1h", "1m", .previous), ("24h", "1h", .day), ("7d", "1d", .previous)]
      as [(String, String?, Comparison)]
    {
      let query = try query(view)
      let played = try await QueryEngine(reader: reader).figures(for: query, now: Self.start)
      let known = comparable(try await known(query, sales, "Europe/Paris", now: Self.start))
      var figures = comparable(played)
      // Hours that are gone are not counted for a heat map.
      figures.heat = known.heat
      #expect(figures == known, "\(view)")
    }
  }

  @Test(
    "a moment that is played reads ahead: few loads while it moves four times a second", arguments: [1, 60, 3600])
  func loads(speed: Int64) async throws {
    let reader = try reader("UTC")
    let sales = sales(23)
    reader.add(sales)
    let source = QueryEngine(reader: reader)
    let query = try query(("1h", "1m", .previous))
    var now = Self.start
    for step in 0..<200 {
      let played = try await source.figures(for: query, now: now, refresh: step % 4 == 0)
      if step % 50 == 7 {
        #expect(comparable(played) == comparable(try await known(query, sales, "UTC", now: now)))
      }
      now = now + .milliseconds(250 * speed)
    }
    let loads = reader.calls.polls.filter { poll in
      poll.after == nil && poll.spans.contains { $0.level == .minute && $0.range.length > .hours(2) }
    }
    // An eighth of the two hours that are held, forty steps, or eight windows are read ahead.
    let stride = max(900, min(10 * speed, 8 * 3600))
    #expect(loads.count <= 2 + Int(50 * speed / stride))
    if speed == 1 { #expect(reader.calls.count < 110, "between two polls a moment needs a read a minute at most") }
  }

  @Test("an absolute period stands still and fills from the left, then equals the whole")
  func absolute() async throws {
    let reader = try reader("UTC")
    reader.add(sales(24))
    let source = QueryEngine(reader: reader)
    let query = try query(("2026-11-20", "1h", .previous))
    let noon = try await source.figures(for: query, now: at("2026-11-20T12:30:00Z"))
    #expect(noon.partial == 12)
    #expect(noon.buckets[13...].allSatisfy { $0 == .zero } && noon.buckets[..<12].contains { $0.sales > 0 })
    var whole = query
    whole.endsAtNow = false
    let over = try await source.figures(for: query, now: at("2026-11-21T00:00:00Z"))
    #expect(comparable(over) == comparable(try await source.figures(for: whole, now: at("2026-11-21T00:00:00Z"))))
    let before = try await source.figures(for: query, now: at("2026-11-19T12:30:00Z"))
    #expect(before.total == .zero && before.unfiltered == .zero && before.partial == nil)
  }

  @Test("rows of an export end at the moment too")
  func rows() async throws {
    let sales = sales(25)
    let reader = try reader("UTC")
    reader.add(sales)
    let (figures, rows) = try await QueryEngine(reader: reader).rows(
      for: query(("now/d", "1h", .previous)), now: Self.start)
    #expect(rows.reduce(Totals.zero) { $0 + $1.totals } == figures.total)
    #expect(figures.total == (try await known(query(("now/d", "1h", .none)), sales, "UTC", now: Self.start)).total)
  }
}
