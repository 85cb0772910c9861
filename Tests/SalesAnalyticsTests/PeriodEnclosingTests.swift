import Foundation
import SalesAnalytics
import SalesCore
import Testing

@Suite struct PeriodEnclosingTests {
  private static let berlin = ReportingCalendar(timeZone: TimeZone(identifier: "Europe/Berlin") ?? .gmt)

  private func steps(
    _ text: String, now: String = "2026-11-21T14:32:07Z", _ calendar: ReportingCalendar = .utc
  ) throws -> [String] {
    let now = try #require(Timestamp(rfc3339: now))
    var period = try Period(parsing: text)
    var steps: [String] = []
    while period != .all {
      let wider = period.enclosing(now: now, calendar: calendar, all: nil)
      let (before, after) = (
        period.range(now: now, calendar: calendar, all: nil), wider.range(now: now, calendar: calendar, all: nil)
      )
      if wider != .all {
        #expect(after.lowerBound <= before.lowerBound && before.upperBound <= after.upperBound && after != before)
      }
      period = wider
      steps.append(period.text)
      try #require(steps.count < 10)
    }
    return steps
  }

  @Test("a period is widened to the stretch of the calendar around it")
  func fixed() throws {
    #expect(
      try steps("2026-11-21T14:31:05Z..2026-11-21T14:31:06Z") == [
        "2026-11-21T14:31:00Z..2026-11-21T14:32:00Z", "2026-11-21T14:00:00Z..2026-11-21T15:00:00Z", "2026-11-21",
        "2026-11", "2026", "all",
      ])
    #expect(try steps("2026-11-21") == ["2026-11", "2026", "all"])
    #expect(try steps("2026-11-30..2026-12-01") == ["2026", "all"])
    #expect(try steps("2025-12-31..2026-01-01") == ["all"])
    #expect(try steps("2026-11-21T23:30:00Z..2026-11-22T00:30:00Z") == ["2026-11", "2026", "all"])
  }

  @Test("what moves with now goes on moving")
  func live() throws {
    #expect(try steps("15m") == ["now/h", "now/d", "now/M", "now/y", "all"])
    #expect(try steps("1h") == ["now/d", "now/M", "now/y", "all"])
    #expect(try steps("7d") == ["now/M", "now/y", "all"])
    #expect(try steps("now/d") == ["now/M", "now/y", "all"])
    #expect(try steps("now-1d/d") == ["now/M", "now/y", "all"])
    // The first hour of a year reaches back into the one before.
    #expect(try steps("1h", now: "2026-01-01T00:10:00Z") == ["all"])
    #expect(try steps("2y") == ["all"])
  }

  @Test("hours and days are the local clock's, longer and shorter where it changes")
  func clockChanges() throws {
    // 2026-10-25, 03:00 CEST becomes 02:00 CET: a day of 25 hours with two hours called 2.
    #expect(
      try steps("2026-10-25T00:59:00Z..2026-10-25T01:00:00Z", Self.berlin) == [
        "2026-10-25T00:00:00Z..2026-10-25T01:00:00Z", "2026-10-25", "2026-10", "2026", "all",
      ])
    let now = try #require(Timestamp(rfc3339: "2026-11-21T14:32:07Z"))
    for (hour, length): (String, Int64) in [
      ("2026-10-25T01:10:00Z..2026-10-25T01:11:00Z", 25), ("2026-03-29T00:10:00Z..2026-03-29T00:11:00Z", 23),
    ] {
      let day = try Period(parsing: hour).enclosing(now: now, calendar: Self.berlin, all: nil)
        .enclosing(now: now, calendar: Self.berlin, all: nil)
      let range = day.range(now: now, calendar: Self.berlin, all: nil)
      #expect(range.upperBound - range.lowerBound == .hours(length))
    }
  }

  @Test("the last day of a month belongs to it, in the reporting zone")
  func monthEnds() throws {
    // 23:30 UTC on the 30th is the 1st in Berlin.
    let late = "2026-11-30T23:30:00Z..2026-11-30T23:31:00Z"
    #expect(try steps(late).suffix(3) == ["2026-11", "2026", "all"])
    #expect(try steps(late, Self.berlin).dropFirst() == ["2026-12-01", "2026-12", "2026", "all"])
    #expect(try steps("2028-02-29").first == "2028-02")
    #expect(try steps("2026-12-31").dropFirst() == ["2026", "all"])
  }

  @Test(
    "spans are written out",
    arguments: [("7d", "Last 7 days"), ("1h", "Last hour"), ("now/d", "Today"), ("all", "All")])
  func spelled(text: String, words: String) throws {
    #expect(try Period(parsing: text).spelled(calendar: .utc) == words)
  }
}
