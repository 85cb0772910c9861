import Foundation
import SalesAnalytics
import SalesCore
import TestSupport
import Testing

@Suite struct WindowQueryTests {
  let now: Timestamp
  let sales: [Sale]
  let paris: ReportingCalendar
  let reader: MemoryReader

  init() throws {
    now = try at("2026-10-26T12:00:00Z")
    paris = try zone("Europe/Paris")
    reader = MemoryReader(settings: StoreSettings(timeZone: "Europe/Paris"), calendar: paris)
    var generator = SeededGenerator(seed: 21)
    sales =
      RandomSales.make(300, in: now - .days(3)..<now, using: &generator)
      + RandomSales.make(200, in: now - .hours(2)..<now, using: &generator, prefix: "new")
    reader.add(sales)
  }

  private func rows(
    _ window: String?, by: Set<WindowQuery.Column> = [], _ period: String = "all", _ filter: SaleFilter = SaleFilter()
  ) async throws -> [WindowRow] {
    let window = try window.map { try Window(parsing: $0) } ?? .whole
    let query = WindowQuery(window: window, by: by, period: try Period(parsing: period), filter: filter)
    return try await query.run(reader: reader, now: now)
  }

  /// Each window's sales, one by one; `bounds` is what of the sales is looked at.
  private func brute(
    _ windows: [Range<Timestamp>], by: Set<WindowQuery.Column>, in bounds: Range<Timestamp>,
    _ filter: SaleFilter = SaleFilter()
  ) -> [WindowRow] {
    let counted = NaiveFigures(sales: sales, filter: filter).admitted(bounds)
    return windows.flatMap { window in
      var rows: [[String?]: WindowRow] = [:]
      for sale in counted where window.contains(sale.time) {
        let key = [by.contains(.region) ? sale.region : nil, by.contains(.product) ? sale.product : nil]
        var row =
          rows[key]
          ?? WindowRow(
            start: window.lowerBound, end: window.upperBound, region: key[0], product: key[1], totals: .zero)
        row.totals.add(sale)
        rows[key] = row
      }
      return rows.sorted { ($0.key[0] ?? "", $0.key[1] ?? "") < ($1.key[0] ?? "", $1.key[1] ?? "") }.map(\.value)
    }
  }

  @Test(
    "without a window a row is the whole period",
    arguments: [[], [.region], [.region, .product]] as [Set<WindowQuery.Column>])
  func whole(by: Set<WindowQuery.Column>) async throws {
    let all = try #require(sales.map(\.time).min())..<(try #require(sales.map(\.time).max())) + .milliseconds(1)
    #expect(try await rows(nil, by: by) == brute([all], by: by, in: all))
    let odd = try at("2026-10-24T21:59:58Z")..<(try at("2026-10-26T11:17:03Z"))
    #expect(
      try await rows(nil, by: by, "2026-10-24T21:59:58Z..2026-10-26T11:17:03Z") == brute([odd], by: by, in: odd))
    #expect(try await rows(nil, by: by, "2020") == [])
  }

  @Test(
    "tumbling windows over rollups equal a count one by one",
    arguments: ["1s", "5m", "7m", "90s", "1h", "6h", "1d", "36h", "1w", "1M"], [true, false])
  func tumbling(size: String, hasMinutes: Bool) async throws {
    if !hasMinutes {
      for level in [RollupLevel.second, .minute, .hour] { reader.retain(level, from: now - .hours(1)) }
    }
    let window = try Window(parsing: "tumbling:\(size)")
    let found = try await rows("tumbling:\(size)", by: [.product], "2026-10-24T00:10:00Z..2026-10-26T11:33:00Z")
    let bounds = try at("2026-10-24T00:10:00Z")..<(try at("2026-10-26T11:33:00Z"))
    var edges: [Timestamp]
    if case .tumbling(.calendar(let bucket)) = window {
      edges = bucket.edges(covering: bounds, calendar: paris)
    } else {
      let length: Int64 = size == "7m" ? 420_000 : size == "90s" ? 90_000 : 129_600_000
      edges = [Timestamp(milliseconds: bounds.lowerBound.milliseconds / length * length)]
      while edges[edges.count - 1] < bounds.upperBound { edges.append(edges[edges.count - 1] + .milliseconds(length)) }
    }
    let windows = zip(edges, edges.dropFirst()).map { $0..<$1 }
    #expect(found == brute(windows, by: [.product], in: edges[0]..<edges[edges.count - 1]))
    #expect(!found.isEmpty)
  }

  @Test(
    "sliding windows equal brute force",
    arguments: [("10m", "1m", 600, 60), ("10m", "3m", 600, 180), ("1h", "7m", 3600, 420)])
  func sliding(length: String, step: String, seconds: Int64, every: Int64) async throws {
    let bounds = try at("2026-10-26T10:00:00Z")..<(try at("2026-10-26T11:24:00Z"))
    let found = try await rows(
      "sliding:\(length)/\(step)", by: [.region], "2026-10-26T10:00:00Z..2026-10-26T11:24:00Z")
    // Steps that tile the hour begin with it, others at multiples since 1970; either way the bounds are snapped to them.
    let first = bounds.lowerBound.milliseconds / (every * 1000) * every * 1000
    var end = first
    while end < bounds.upperBound.milliseconds { end += every * 1000 }
    let snapped = Timestamp(milliseconds: first)..<Timestamp(milliseconds: end)
    var windows: [Range<Timestamp>] = []
    var start = first - (seconds / every + 1) * every * 1000
    while start < end {
      windows.append(Timestamp(milliseconds: start)..<Timestamp(milliseconds: start + seconds * 1000))
      start += every * 1000
    }
    #expect(found == brute(windows, by: [.region], in: snapped))
    #expect(found.count > 10)
  }

  @Test("a sliding day follows the local clock")
  func slidingDay() async throws {
    let found = try await rows("sliding:1d/12h", by: [], "2026-10-25")
    let starts = try ["2026-10-24T10:00:00Z", "2026-10-24T22:00:00Z", "2026-10-25T11:00:00Z"].map { try at($0) }
    let ends = try ["2026-10-25T11:00:00Z", "2026-10-25T23:00:00Z", "2026-10-26T11:00:00Z"].map { try at($0) }
    let day = try at("2026-10-24T22:00:00Z")..<(try at("2026-10-25T23:00:00Z"))
    #expect(found == brute(zip(starts, ends).map { $0..<$1 }, by: [], in: day))
  }

  @Test("the filter holds for every kind of window")
  func filtered() async throws {
    var filter = SaleFilter()
    filter.regions = ["EMEA"]
    filter.excludedProducts = ["Gift card"]
    let expected = NaiveFigures(sales: sales, filter: filter).total(.distantPast..<Timestamp.distantFuture)
    for window in [nil, "1h", "session:30m"] as [String?] {
      let found = try await rows(window, by: [.product], "all", filter)
      #expect(found.reduce(Totals.zero) { $0 + $1.totals } == expected)
      #expect(!found.contains { $0.product == "Gift card" })
    }
  }

  @Test("a session ends after the gap, each key has its own, and equal times are not lost between pages")
  func sessions() async throws {
    let reader = MemoryReader()
    func sale(_ id: String, _ minute: Int64, _ region: String, _ amount: Int64 = 100) -> Sale {
      Sale(
        id: id, time: Timestamp(seconds: minute * 60), amount: Money(minorUnits: amount), product: "A", region: region)
    }
    let busy = (0..<12_000).map { sale("busy\($0)", 200, "APAC") }
    reader.add(
      [
        sale("3", 61, "EMEA", -40), sale("1", 0, "EMEA"), sale("2", 30, "EMEA"), sale("4", 10, "NA"),
        sale("5", 41, "NA"),
      ] + busy)
    let query = WindowQuery(window: .session(gap: TimeSpan(30, .minute)), by: [.region], period: .all)
    let rows = try await query.run(reader: reader, now: now)
    func row(_ start: Int64, _ end: Int64, _ region: String, _ totals: Totals) -> WindowRow {
      WindowRow(
        start: Timestamp(seconds: start * 60), end: Timestamp(seconds: end * 60), region: region, product: nil,
        totals: totals)
    }
    #expect(
      rows == [
        row(0, 30, "EMEA", Totals(sales: 2, revenue: 200)), row(10, 10, "NA", Totals(sales: 1, revenue: 100)),
        row(41, 41, "NA", Totals(sales: 1, revenue: 100)),
        row(61, 61, "EMEA", Totals(sales: 1, refunds: 1, revenue: -40)),
        row(200, 200, "APAC", Totals(sales: 12_000, revenue: 1_200_000)),
      ])
  }

  @Test("an empty store has no windows")
  func empty() async throws {
    let query = WindowQuery(window: .tumbling(.calendar(.hour)), period: .last(1, .year))
    #expect(try await query.run(reader: MemoryReader(), now: now) == [])
  }
}
