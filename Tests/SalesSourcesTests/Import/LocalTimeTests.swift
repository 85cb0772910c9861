import Foundation
import SalesCore
import SalesPipeline
import Testing

@testable import SalesSources

@Suite struct LocalTimeTests {
  static func read(_ text: String, zone: String) throws -> String? {
    var local = LocalTime(zone: try #require(TimeZone(identifier: zone)))
    let wall = Array(text.utf8).withUnsafeBytes { LocalTime.wallClock($0) }
    // Twice, so that what is remembered is held to the same.
    let first = wall.map { local.instant($0) }
    #expect(first == wall.map { local.instant($0) })
    return first?.text
  }

  @Test(
    "a wall clock's time is read in its zone",
    arguments: [
      ("2026-01-15", "Europe/Paris", "2026-01-14T23:00:00.000Z"),
      ("2026-07-15 08:30", "Europe/Paris", "2026-07-15T06:30:00.000Z"),
      ("2026-07-15T08:30:15", "Asia/Kolkata", "2026-07-15T03:00:15.000Z"),
      ("2026-07-15 08:30:15.250", "UTC", "2026-07-15T08:30:15.250Z"),
      // The clocks go back: the first of the two.
      ("2026-10-25 02:30", "Europe/Paris", "2026-10-25T00:30:00.000Z"),
      ("2026-10-25 03:30", "Europe/Paris", "2026-10-25T02:30:00.000Z"),
      // The clocks leap: as far behind the leap as was asked.
      ("2026-03-29 02:30", "Europe/Paris", "2026-03-29T01:30:00.000Z"),
      ("2026-03-29 03:30", "Europe/Paris", "2026-03-29T01:30:00.000Z"),
      ("2026-04-05 01:45", "Australia/Lord_Howe", "2026-04-04T14:45:00.000Z"),
      ("2026-04-05 02:15", "Australia/Lord_Howe", "2026-04-04T15:45:00.000Z"),
    ])
  func reads(text: String, zone: String, instant: String) throws {
    #expect(try Self.read(text, zone: zone) == instant)
  }

  @Test(
    "what is no date and time is not guessed at",
    arguments: [
      "", "15/01/2026", "2026-1-5", "2026-02-30", "2026-01-15 8:30", "2026-01-15 24:00", "2026-01-15T10", "now",
    ])
  func refuses(text: String) throws {
    #expect(try Self.read(text, zone: "UTC") == nil)
  }
}
