import SalesAnalytics
import SalesCore
import Testing

@Suite struct ComparisonTests {
  private func compared(_ comparison: Comparison, _ period: String, _ name: String = "UTC") throws -> String? {
    let calendar = try zone(name)
    let range = try Period(parsing: period).range(now: try at("2026-11-21T14:32:07Z"), calendar: calendar, all: nil)
    return comparison.range(for: range, calendar: calendar).map { Period.covering($0, calendar: calendar).text }
  }

  @Test("the period before is as long, and of whole days and months as many")
  func previous() throws {
    #expect(try compared(.previous, "1h") == "2026-11-21T12:32:07Z..2026-11-21T13:32:07Z")
    #expect(try compared(.previous, "now/d") == "2026-11-20")
    #expect(try compared(.previous, "2026-11-01..2026-11-07") == "2026-10-25..2026-10-31")
    #expect(try compared(.previous, "2026-03") == "2026-02-01..2026-02-28")
    #expect(try compared(.previous, "2026-10-26", "Europe/Paris") == "2026-10-25", "25 hours beside 24")
    #expect(try compared(.previous, "2026-09-07", "America/Santiago") == "2026-09-06", "23 hours beside 24")
  }

  @Test("a day, a week, a year before, on the local clock")
  func shifted() throws {
    #expect(try compared(.day, "1h") == "2026-11-20T13:32:07Z..2026-11-20T14:32:07Z")
    #expect(try compared(.week, "now/d") == "2026-11-14")
    #expect(try compared(.year, "2026-11") == "2025-11-01..2025-11-30")
    #expect(try compared(.year, "2024-02-29") == "2023-02-28")
    #expect(
      try compared(.week, "2026-10-29T08:00:00Z..2026-10-29T09:00:00Z", "Europe/Paris")
        == "2026-10-22T07:00:00Z..2026-10-22T08:00:00Z", "the same hour on the wall")
    #expect(try compared(.none, "1h") == nil)
  }

  @Test("its label says what it is compared with")
  func label() throws {
    #expect(Comparison.previous.label(for: .last(1, .hour)) == "vs prev hour")
    #expect(Comparison.previous.label(for: .last(15, .minute)) == "vs prev 15m")
    #expect(Comparison.previous.label(for: .today) == "vs yesterday")
    #expect(Comparison.week.label(for: .today) == "vs week before")
    #expect(Comparison.none.label(for: .today) == "no comparison")
  }

  @Test("a change is never a division by zero")
  func change() {
    #expect(Change(now: 110, before: 100) == .ratio(110.0 / 100 - 1))
    #expect(Change(now: 5, before: 0) == .new)
    #expect(Change(now: 5, before: 5) == .equal)
    #expect(Change(now: 0, before: 0) == .none)
    #expect(Change(now: 0, before: 4) == .ratio(-1))
    #expect(Change(now: 5, before: nil) == .none)
    #expect(Change(now: nil, before: 5) == .none)
    #expect(Change(now: 5, before: -5) == .none)
    #expect(Change(now: .nan, before: 5) == .none)
  }
}
