import SalesAnalytics
import SalesCore
import Testing

@Suite struct PeriodMovesTests {
  let now = Timestamp(milliseconds: 1_795_271_527_000)  // 2026-11-21T14:32:07Z

  private func shifted(_ text: String, by steps: Int, _ calendar: ReportingCalendar = .utc) throws -> String {
    try Period(parsing: text).shifted(by: steps, now: now, calendar: calendar, all: nil).text
  }

  @Test("a shifted window has the same length, and whole days and months move as such")
  func shift() throws {
    #expect(try shifted("1h", by: -1) == "2026-11-21T12:32:07Z..2026-11-21T13:32:07Z")
    #expect(try shifted("now/d", by: -1) == "2026-11-20")
    #expect(try shifted("2026-11-01..2026-11-07", by: -2) == "2026-10-18..2026-10-24")
    #expect(try shifted("2026-03", by: -1) == "2026-02-01..2026-02-28")
    #expect(try shifted("2026-02-01..2026-02-28", by: 1) == "2026-03-01..2026-03-31")
    #expect(try shifted("2026-10-25", by: 1, try zone("Europe/Paris")) == "2026-10-26")
    #expect(try shifted("2026-10-25", by: 1, try zone("America/Santiago")) == "2026-10-26")
  }

  @Test("days are shifted by days across a change of the clock")
  func shiftAcrossChange() throws {
    let paris = try zone("Europe/Paris")
    let period = Period.last(1, .day).shifted(by: -27, now: now, calendar: paris, all: nil)
    #expect(period.text == "2026-10-24T13:32:07Z..2026-10-25T14:32:07Z", "25 hours")
  }

  @Test("the future is not shifted into, nor time before there were sales")
  func shiftLimits() throws {
    #expect(try shifted("1h", by: 1) == "1h")
    #expect(try shifted("2026-11-21", by: 1) == "2026-11-21")
    #expect(try shifted("1970..9999", by: -1) == "1970..9999")
  }

  @Test("a live period zooms along the usual lengths and stays live")
  func zoomLive() throws {
    func zoomed(_ text: String, _ zoom: Period.Zoom) throws -> String {
      try Period(parsing: text).zoomed(zoom, now: now, calendar: .utc, all: nil).text
    }
    #expect(try zoomed("1h", .in) == "30m")
    #expect(try zoomed("1h", .out) == "3h")
    #expect(try zoomed("1m", .in) == "1m")
    #expect(try zoomed("5y", .out) == "all")
    #expect(try zoomed("45m", .out) == "1h")
  }

  @Test("another period zooms around its middle, or around the cursor")
  func zoomFixed() throws {
    let day = try Period(parsing: "2026-11-01")
    #expect(
      day.zoomed(.in, now: now, calendar: .utc, all: nil).text == "2026-11-01T06:00:00Z..2026-11-01T18:00:00Z")
    #expect(
      day.zoomed(.out, now: now, calendar: .utc, all: nil).text == "2026-10-31T12:00:00Z..2026-11-02T12:00:00Z")
    let cursor = try at("2026-11-01T06:00:00Z")
    let zoomed = day.zoomed(.in, around: cursor, now: now, calendar: .utc, all: nil)
    #expect(zoomed.text == "2026-11-01T03:00:00Z..2026-11-01T15:00:00Z")
  }

  @Test("all zooms in to a part of what is stored and out to itself")
  func zoomAll() throws {
    let stored = try at("2020-01-01T00:00:00Z")..<(try at("2020-01-03T00:00:00Z"))
    let zoomed = Period.all.zoomed(.in, now: now, calendar: .utc, all: stored)
    #expect(zoomed.text == "2020-01-01T12:00:00Z..2020-01-02T12:00:00Z")
    #expect(Period.all.zoomed(.out, now: now, calendar: .utc, all: stored) == .all)
  }

  @Test("all zooms in to the live period that holds the newest sale, where there is one")
  func zoomAllLive() throws {
    let all = (now - .days(100))..<(now - .seconds(3))
    #expect(Period.all.zoomed(.in, now: now, calendar: .utc, all: all).text == "90d")
    let young = (now - .seconds(30))..<(now - .seconds(3))
    #expect(Period.all.zoomed(.in, now: now, calendar: .utc, all: young) == .all)
    let around = Period.all.zoomed(.in, around: now - .days(50), now: now, calendar: .utc, all: all)
    #expect(!around.isLive)
  }

  @Test("zooming in never shows more", arguments: ["5s", "10s", "15s", "30s"])
  func shortest(text: String) throws {
    let period = try Period(parsing: text)
    func length(_ period: Period) -> Duration {
      let range = period.range(now: now, calendar: .utc, all: nil)
      return range.upperBound - range.lowerBound
    }
    for centre in [nil, now - .seconds(2)] {
      let zoomed = period.zoomed(.in, around: centre, now: now, calendar: .utc, all: nil)
      #expect(length(zoomed) <= length(period))
    }
  }

  @Test("zooming ends at the limits of what can be typed")
  func zoomLimits() throws {
    let ages = try Period(parsing: "1970..9999")
    let wider = ages.zoomed(.out, now: now, calendar: .utc, all: nil)
    #expect(try Period(parsing: wider.text) == wider)
    let before = try Period(parsing: "now-150y..now-100y")
    #expect(before.zoomed(.in, now: now, calendar: .utc, all: nil) == before)
    #expect(ages.zoomed(.in, around: .distantFuture, now: now, calendar: .utc, all: nil).isLive == false)
  }
}
