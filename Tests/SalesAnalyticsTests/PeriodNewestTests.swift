import SalesAnalytics
import SalesCore
import Testing

@Suite struct PeriodNewestTests {
  private func newest(
    _ period: String, _ sale: String?, _ name: String = "UTC", now: String = "2026-12-01T05:21:30Z"
  ) throws -> String? {
    let newest = try sale.map(at)
    let sales = newest.map { ($0 - .days(100))..<$0 + .milliseconds(1) }
    return try Period(parsing: period).atNewest(of: sales, now: at(now), calendar: zone(name))?.text
  }

  @Test(
    "a live period before which the newest sale lies is shown as it was then",
    arguments: [
      ("1h", "2026-01-31T23:54:10Z", "UTC", "2026-01-31T22:55:00Z..2026-01-31T23:55:00Z"),
      // A minute holds its first instant and not its end.
      ("1h", "2026-01-31T23:54:00Z", "UTC", "2026-01-31T22:55:00Z..2026-01-31T23:55:00Z"),
      ("1h", "2026-01-31T23:59:59.999Z", "UTC", "2026-01-31T23:00:00Z..2026-02-01T00:00:00Z"),
      ("15m", "2026-12-01T05:00:00Z", "UTC", "2026-12-01T04:46:00Z..2026-12-01T05:01:00Z"),
      ("7d", "2026-03-30T08:00:00Z", "Europe/Paris", "2026-03-23T09:01:00Z..2026-03-30T08:01:00Z"),
      ("now/d", "2026-01-31T23:59:59.999Z", "UTC", "2026-01-31"),
      ("now/d", "2026-01-31T23:59:59.999Z", "Europe/Paris", "2026-02-01"),
      ("now/w", "2026-01-31T12:00:00Z", "UTC", "2026-01-26..2026-02-01"),
      ("now/M", "2026-01-31T12:00:00Z", "UTC", "2026-01-01..2026-01-31"),
    ])
  func moved(period: String, sale: String, name: String, expected: String) throws {
    #expect(try newest(period, sale, name) == expected)
  }

  @Test(
    "a period with sales, a fixed one, and any of an empty store stay as they are",
    arguments: [
      ("1h", "2026-12-01T04:21:30Z"), ("1h", "2026-12-01T05:30:00Z"), ("1h", nil), ("all", "2026-01-31T12:00:00Z"),
      ("2026-11-01..2026-11-07", "2026-01-31T12:00:00Z"), ("now/d", "2026-12-01T00:00:00Z"),
      // The hour before the newest sale need not hold any.
      ("now-2h..now-1h", "2026-01-31T12:00:00Z"),
    ] as [(String, String?)])
  func stays(period: String, sale: String?) throws {
    #expect(try newest(period, sale) == nil)
  }
}
