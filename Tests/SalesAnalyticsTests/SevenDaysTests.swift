import SalesCore
import TestSupport
import Testing

@testable import SalesAnalytics

/// Seven days are days of the local calendar, whatever the clock does in them.
@Suite struct SevenDaysTests {
  /// Mondays at 10:00 after a Sunday on which the clock was changed.
  struct Change: Sendable, CustomTestStringConvertible {
    var zone: String
    /// Mondays at 10:00: the one after the change, and three more a week apart before it.
    var mondays: [String]

    var testDescription: String { "\(zone) \(mondays[0])" }
  }

  static let changes = [
    Change(
      zone: "Europe/Paris",
      mondays: ["2026-03-30T08:00:00Z", "2026-03-23T09:00:00Z", "2026-03-16T09:00:00Z", "2026-03-09T09:00:00Z"]),
    Change(
      zone: "Europe/Paris",
      mondays: ["2026-10-26T09:00:00Z", "2026-10-19T08:00:00Z", "2026-10-12T08:00:00Z", "2026-10-05T08:00:00Z"]),
    Change(
      zone: "America/New_York",
      mondays: ["2026-03-09T14:00:00Z", "2026-03-02T15:00:00Z", "2026-02-23T15:00:00Z", "2026-02-16T15:00:00Z"]),
    Change(
      zone: "America/New_York",
      mondays: ["2026-11-02T15:00:00Z", "2026-10-26T14:00:00Z", "2026-10-19T14:00:00Z", "2026-10-12T14:00:00Z"]),
  ]

  private func week(_ change: Change, _ back: Int) throws -> Range<Timestamp> {
    try at(change.mondays[back + 1])..<at(change.mondays[back])
  }

  @Test("7d begins at the same time of day, and each step back is a week of the calendar", arguments: changes)
  func steps(change: Change) throws {
    let (calendar, now) = (try zone(change.zone), try at(change.mondays[0]))
    var period = Period.last(7, .day)
    #expect(period.range(now: now, calendar: calendar, all: nil) == (try week(change, 0)))
    for back in 1...2 {
      period = period.shifted(by: -1, now: now, calendar: calendar, all: nil)
      #expect(period.range(now: now, calendar: calendar, all: nil) == (try week(change, back)), "\(period.text)")
    }
    let again = period.shifted(by: 2, now: now + .milliseconds(1), calendar: calendar, all: nil)
    #expect(again.range(now: now, calendar: calendar, all: nil) == (try week(change, 0)))
  }

  @Test(
    "the week before is compared by the same time of day, for the live period and for a fixed one", arguments: changes)
  func compared(change: Change) throws {
    let (calendar, range) = (try zone(change.zone), try week(change, 0))
    for comparison in [Comparison.previous, .week] {
      #expect(comparison.range(for: range, calendar: calendar) == (try week(change, 1)))
    }
    let day = try #require(Comparison.day.range(for: range, calendar: calendar))
    #expect(calendar.local(day.lowerBound) == calendar.local(range.lowerBound) - .days(1))
    #expect(calendar.local(day.upperBound) == calendar.local(range.upperBound) - .days(1))
  }

  /// A sale every quarter of an hour, worth one cent.
  private func reader(_ change: Change) throws -> (reader: MemoryReader, sales: [Sale]) {
    let calendar = try zone(change.zone)
    let reader = MemoryReader(settings: StoreSettings(timeZone: change.zone), calendar: calendar)
    let (start, end) = (try at(change.mondays[3]) - .days(2), try at(change.mondays[0]))
    let sales = stride(from: start.milliseconds, to: end.milliseconds, by: 900_000).map { time in
      Sale(
        id: "\(time)", time: Timestamp(milliseconds: time), amount: Money(minorUnits: 1), product: "Mug", region: "EMEA"
      )
    }
    reader.add(sales)
    return (reader, sales)
  }

  @Test(
    "the figures of seven days and of the comparison are those of the sales in these ranges",
    arguments: changes, ["7d", "fixed", "7d by day", "7d by hour"])
  func figures(change: Change, form: String) async throws {
    let (reader, sales) = try reader(change)
    let (now, range) = (try at(change.mondays[0]), try week(change, 0))
    func count(_ range: Range<Timestamp>) -> Int64 { Int64(sales.count { range.contains($0.time) }) }
    for (comparison, before) in [(Comparison.previous, try week(change, 1)), (.week, try week(change, 1))] {
      var query = FigureQuery(period: form == "fixed" ? .absolute(range) : .last(7, .day), comparison: comparison)
      query.bucket = form == "7d by day" ? .day : form == "7d by hour" ? .hour : nil
      query.parts = .heat
      // A live period ends with the running bucket.
      let isFixed = form == "fixed"
      let figures = try await QueryEngine(reader: reader).figures(for: query, now: isFixed ? now + .days(1) : now)
      #expect(figures.range.lowerBound == range.lowerBound && (figures.range == range || !isFixed))
      #expect(figures.total.sales == count(range) && figures.total.sales != 7 * 24 * 4)
      #expect(figures.previousTotal?.sales == count(before) && count(before) == 7 * 24 * 4)
      if isFixed { #expect(figures.previous?.reduce(0) { $0 + $1.sales } == count(before)) }
    }
  }

  @Test("each day beside the same day a week before holds the hours that it had then", arguments: changes)
  func days(change: Change) async throws {
    let (reader, _) = try reader(change)
    let (calendar, now) = (try zone(change.zone), try at(change.mondays[0]))
    var query = FigureQuery(period: .before(.week), bucket: .day, comparison: .week)
    let figures = try await QueryEngine(reader: reader).figures(for: query, now: now)
    #expect(figures.buckets.dropLast().map(\.sales) == Array(repeating: 96, count: 6))
    #expect([92, 100].contains(figures.buckets[6].sales))
    #expect(figures.previous?.map(\.sales) == Array(repeating: 96, count: 7))
    query.comparison = .day
    let daily = try await QueryEngine(reader: reader).figures(for: query, now: now)
    #expect(daily.previous?.map(\.sales) == Array(repeating: 96, count: 7))
    #expect(figures.edges.allSatisfy { calendar.civilDay(containing: $0).lowerBound == $0 })
  }

  @Test("the seven days of a short period's heat map hold each hour of the week once", arguments: changes)
  func heat(change: Change) async throws {
    let (reader, _) = try reader(change)
    // In the hour before 10:00, with which the seven days end.
    let now = try at(change.mondays[0]) - .seconds(1)
    for period in ["15m", "24h", "3d", "6d"] {
      var query = FigureQuery(period: try Period(parsing: period), comparison: .none)
      query.parts = .heat
      let heat = try #require(try await QueryEngine(reader: reader).figures(for: query, now: now).heat)
      #expect(heat.range == (try week(change, 0)), "\(period)")
      let hours = heat.totals.joined().map(\.sales)
      // The hour that the clock skips, or passes twice.
      #expect(hours.filter { $0 != 4 } == [hours.contains(0) ? 0 : 8])
    }
  }

  @Test("a week zooms out to more than a week, and in to less", arguments: changes)
  func zoom(change: Change) throws {
    let (calendar, now) = (try zone(change.zone), try at(change.mondays[0]) - .days(2))
    for period in [Period.last(7, .day), .this(.week)] {
      #expect(period.zoomed(.out, now: now, calendar: calendar, all: nil) == .last(14, .day))
      #expect(period.zoomed(.in, now: now, calendar: calendar, all: nil) == .last(2, .day))
    }
  }
}
