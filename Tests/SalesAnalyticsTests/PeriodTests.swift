import SalesAnalytics
import SalesCore
import Testing

@Suite struct PeriodTests {
  @Test(
    "a period means its range of instants",
    arguments: [
      ("15m", "2026-11-21T14:17:07.500Z", "2026-11-21T14:32:07.500Z"),
      ("1h", "2026-11-21T13:32:07.500Z", "2026-11-21T14:32:07.500Z"),
      ("7d", "2026-11-14T14:32:07.500Z", "2026-11-21T14:32:07.500Z"),
      ("1M", "2026-10-21T14:32:07.500Z", "2026-11-21T14:32:07.500Z"),
      ("1y", "2025-11-21T14:32:07.500Z", "2026-11-21T14:32:07.500Z"),
      ("now-2h..now-1h", "2026-11-21T12:32:07.500Z", "2026-11-21T13:32:07.500Z"),
      ("now/d", "2026-11-21T00:00:00Z", "2026-11-22T00:00:00Z"),
      ("today", "2026-11-21T00:00:00Z", "2026-11-22T00:00:00Z"),
      ("now/d..now", "2026-11-21T00:00:00Z", "2026-11-21T14:32:07.500Z"),
      ("now-1d/d", "2026-11-20T00:00:00Z", "2026-11-21T00:00:00Z"),
      ("now/w", "2026-11-16T00:00:00Z", "2026-11-23T00:00:00Z"),
      ("now-1M/M", "2026-10-01T00:00:00Z", "2026-11-01T00:00:00Z"),
      ("now-1d/d..now/h", "2026-11-20T00:00:00Z", "2026-11-21T15:00:00Z"),
      ("2026-11-01..2026-11-07", "2026-11-01T00:00:00Z", "2026-11-08T00:00:00Z"),
      ("2026-11-01", "2026-11-01T00:00:00Z", "2026-11-02T00:00:00Z"),
      ("2026-02", "2026-02-01T00:00:00Z", "2026-03-01T00:00:00Z"),
      ("2026", "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z"),
      ("2025-12..2026-01", "2025-12-01T00:00:00Z", "2026-02-01T00:00:00Z"),
      ("2026-11-20..now", "2026-11-20T00:00:00Z", "2026-11-21T14:32:07.500Z"),
      (
        "2026-11-01T09:30:00Z..2026-11-01T12:00:00+01:00", "2026-11-01T09:30:00Z", "2026-11-01T11:00:00Z"
      ),
      ("  1h ", "2026-11-21T13:32:07.500Z", "2026-11-21T14:32:07.500Z"),
    ])
  func range(text: String, start: String, end: String) throws {
    let period = try Period(parsing: text)
    let range = period.range(now: try at("2026-11-21T14:32:07.500Z"), calendar: .utc, all: nil)
    #expect(range.lowerBound.text == (try at(start)).text)
    #expect(range.upperBound.text == (try at(end)).text)
  }

  @Test("local days of a zone with a change of the clock have their own length")
  func localDays() throws {
    let paris = try zone("Europe/Paris")
    let now = try at("2026-10-25T12:00:00Z")
    let today = Period.today.range(now: now, calendar: paris, all: nil)
    #expect(today.lowerBound.text == "2026-10-24T22:00:00.000Z")
    #expect(today.upperBound.text == "2026-10-25T23:00:00.000Z")
    let day = try Period(parsing: "1d").range(now: now, calendar: paris, all: nil)
    #expect(day.upperBound - day.lowerBound == .hours(25), "one local day back is 13:00 yesterday, 25 hours ago")
    let hours = try Period(parsing: "24h").range(now: now, calendar: paris, all: nil)
    #expect(hours.upperBound - hours.lowerBound == .hours(24))
  }

  @Test(
    "what cannot be read says what, where, and what would be right",
    arguments: [
      ("", #""": a period is missing; try"#),
      ("7x", #""7x" at character 2: "x" is not a unit; use s, m, h, d, w, M (months) or y"#),
      ("7", #""7" at character 2: a unit is missing; use s, m, h, d, w, M (months) or y"#),
      ("0m", #""0m": it is empty; use at least 1m"#),
      ("7m5", #""7m5" at character 3: "5" was not expected here; try"#),
      ("999999999999m", "the number is too large"),
      ("500y", "it is longer than 200 years; use all for everything"),
      ("now", #""now": an end is missing; write now..now, or a whole day as in now/d"#),
      ("now-1h", #""now-1h": an end is missing; write now-1h..now"#),
      ("now-1q", #""now-1q" at character 6: "q" is not a unit"#),
      ("now/", #""now/" at character 5: a unit is missing"#),
      ("now-h..now", #""now-h..now" at character 5: "h" is not a number"#),
      ("now-1h..", "at character 9: an end of the period is missing; write both, as in now-1h..now"),
      ("2026-02-30", "2026-02-30 is not a date; write a day that exists, as in 2026-11-01"),
      ("2026-11-01..2026-13-01", "at character 13: 2026-13-01 is not a date"),
      ("2026-11-07..2026-11-01", "at character 13: it ends before it begins; write the earlier end first"),
      ("now..now-1h", "at character 6: it ends before it begins"),
      ("2026-11-01T09:30:00..now", "is not an instant; write it with its zone"),
      ("1969-12-31", "is not a date"),
      ("yesterday", "yesterday is not a time; try 15m, 7d, now/d, now-1w/w, now-1h..now"),
      ("２h", "is not a time"),
    ])
  func problem(text: String, message: String) {
    let problem = #expect(throws: PeriodProblem.self) { try Period(parsing: text) }
    #expect(problem?.message.contains(message) == true, "\(problem?.message ?? "")")
  }

  @Test(
    "the text of a period reads back as the same period",
    arguments: [
      "15m", "now-1d/d", "now/d..now", "now-2h..now-1h", "2026-11-01..2026-11-07", "2026-11", "2026", "all",
      "2026-11-01T09:30:00Z..2026-11-01T11:00:00.250Z", "now/d", "now-2d/d..now-1d/d", "now..now+1d",
    ])
  func text(text: String) throws {
    #expect(try Period(parsing: text).text == text)
  }

  @Test("one period has one text")
  func canonical() throws {
    #expect(try Period(parsing: "now-15m..now") == .last(15, .minute))
    #expect(try Period(parsing: "2026-11-01..2026-11-01").text == "2026-11-01")
    #expect(try Period(parsing: "now/d..now/d") == .today)
    #expect(
      Period.shortPresets.map(\.text) == ["5m", "15m", "1h", "6h", "24h", "now/d", "7d", "30d", "90d", "1y", "all"])
    let named = Period.presets.filter { !Period.shortPresets.contains($0) }
    #expect(named.map(\.text) == ["now-1d/d", "now/w", "now-1w/w", "now/M", "now-1M/M", "now/y"])
    #expect(named.map(\.label) == ["Yesterday", "This week", "Last week", "This month", "Last month", "This year"])
  }

  @Test(
    "labels are for people",
    arguments: [
      ("1h", "Last 1h"), ("now/d", "Today"), ("now-1d/d", "Yesterday"), ("now/w", "This week"),
      ("now-1M/M", "Last month"), ("now/d..now", "Today so far"), ("all", "All"),
      ("2026-11-01..2026-11-07", "2026-11-01 – 2026-11-07"), ("2026-11", "2026-11"),
      ("2026-11-01T13:00:00Z..2026-11-01T14:00:00Z", "2026-11-01 13:00 – 14:00"),
      ("2026-11-01T13:00:30Z..2026-11-02T14:00:00Z", "2026-11-01 13:00:30 – 2026-11-02 14:00"),
      ("2026-11-01T00:00:00Z..2026-11-03T00:00:00Z", "2026-11-01 – 2026-11-02"),
    ])
  func label(text: String, label: String) throws {
    #expect(try Period(parsing: text).label == label)
  }

  @Test("instants are labelled as the local clock shows them")
  func localLabel() throws {
    let period = try Period(parsing: "2026-11-01T13:00:00Z..2026-11-01T14:00:00Z")
    #expect(period.label(calendar: try zone("Asia/Kolkata")) == "2026-11-01 18:30 – 19:30")
  }

  @Test("all of an empty store is the last hour, else what is stored")
  func all() throws {
    let now = try at("2026-11-21T14:32:07Z")
    #expect(Period.all.range(now: now, calendar: .utc, all: nil) == now - .hours(1)..<now)
    let stored = try at("2020-01-01T00:00:00Z")..<(try at("2020-02-01T00:00:00Z"))
    #expect(Period.all.range(now: now, calendar: .utc, all: stored) == stored)
  }

  @Test("live is what ends with now")
  func live() throws {
    for text in ["15m", "all", "now/d", "2026-11-01..now", "now-2h..now-1h"] {
      #expect(try Period(parsing: text).isLive, "\(text)")
    }
    for text in ["2026-11-01", "2026-11-01T00:00:00Z..2026-11-02T00:00:00Z", "now-1h..2030-01-01"] {
      #expect(try !Period(parsing: text).isLive, "\(text)")
    }
  }

  @Test("ends of which one moves may pass each other, and the range is still not empty")
  func passing() throws {
    let range = try Period(parsing: "2030-01-01..now").range(
      now: try at("2026-11-21T00:00:00Z"), calendar: .utc, all: nil)
    #expect(!range.isEmpty)
  }
}
