import Foundation
import Testing

@testable import SalesSources

@Suite struct DateZoneTests {
  @Test(
    "hours that the clock repeats are the first, and those that it skips count on from before",
    arguments: [
      ("25/10/2026 01:59", "Europe/Paris", "2026-10-24T23:59:00Z, local"),
      ("25/10/2026 02:00", "Europe/Paris", "2026-10-25T00:00:00Z, local"),
      ("25/10/2026 02:59:59", "Europe/Paris", "2026-10-25T00:59:59Z, local"),
      ("25/10/2026 03:00", "Europe/Paris", "2026-10-25T02:00:00Z, local"),
      ("25/10/2026 02:30 CET", "Europe/Paris", "2026-10-25T01:30:00Z"),
      ("25 octobre 2026", "Europe/Paris", "2026-10-24T22:00:00Z, day"),
      ("26.10.2026", "Europe/Paris", "2026-10-25T23:00:00Z, day"),
      ("29/03/2026 01:59", "Europe/Paris", "2026-03-29T00:59:00Z, local"),
      ("29/03/2026 02:30", "Europe/Paris", "2026-03-29T01:30:00Z, local"),
      ("29/03/2026 03:00", "Europe/Paris", "2026-03-29T01:00:00Z, local"),
      ("11/01/2026 12:59 AM", "America/New_York", "2026-11-01T04:59:00Z, local"),
      ("11/01/2026 1:30 AM", "America/New_York", "2026-11-01T05:30:00Z, local"),
      ("11/01/2026 2:00 AM", "America/New_York", "2026-11-01T07:00:00Z, local"),
      ("11/01/2026 1:30 AM EST", "America/New_York", "2026-11-01T06:30:00Z"),
      ("Nov 1, 2026", "America/New_York", "2026-11-01T04:00:00Z, day"),
      ("2026/11/02", "America/New_York", "2026-11-02T05:00:00Z, day"),
      ("03/08/2026 1:59 AM", "America/New_York", "2026-03-08T06:59:00Z, local"),
      ("03/08/2026 2:30 AM", "America/New_York", "2026-03-08T07:30:00Z, local"),
      ("03/08/2026 3:00 AM", "America/New_York", "2026-03-08T07:00:00Z, local"),
    ])
  func changes(cell: String, zone: String, instant: String) throws {
    let zone = try #require(TimeZone(identifier: zone))
    let order = zone.identifier.hasPrefix("A") ? "mdy" : "dmy"
    var reader = try DateProof().reader(zone: zone, choice: try DateChoice(order))
    for _ in 0..<2 { #expect(reader.told(cell) == instant) }
  }

  @Test(
    "a time of day that the clock shows twice or skips is uncertain, and no other",
    arguments: [
      ("25/10/2026 01:59:59", "Europe/Berlin", false), ("25/10/2026 02:00", "Europe/Berlin", true),
      ("25/10/2026 02:30", "Europe/Berlin", true), ("25/10/2026 02:59:59", "Europe/Berlin", true),
      ("25/10/2026 03:00", "Europe/Berlin", false), ("25/10/2026 02:30 CET", "Europe/Berlin", false),
      ("29/03/2026 01:59:59", "Europe/Berlin", false), ("29/03/2026 02:00", "Europe/Berlin", true),
      ("29/03/2026 02:30", "Europe/Berlin", true), ("29/03/2026 03:00", "Europe/Berlin", false),
      ("05/04/2026 01:15", "Australia/Lord_Howe", false), ("05/04/2026 01:45", "Australia/Lord_Howe", true),
      ("25/10/2026 02:30", "UTC", false), ("25/10/2026 02:30", "Asia/Tokyo", false),
      ("05/09/2026 10:14", "Europe/Berlin", false), ("2026-10-25T02:30:00Z", "Europe/Berlin", false),
      // Midnight is skipped there and here it is repeated; the day begins once.
      ("24/04/2026", "Africa/Cairo", false), ("24/04/2026 00:30", "Africa/Cairo", true),
      ("01/11/2026", "America/Havana", false), ("01/11/2026 00:00", "America/Havana", true),
    ])
  func uncertain(cell: String, zone: String, isUncertain: Bool) throws {
    let zone = try #require(TimeZone(identifier: zone))
    var reader = try DateProof().reader(zone: zone, choice: try DateChoice("dmy"))
    // Twice, so that what is remembered is held to the same.
    for _ in 0..<2 {
      #expect(try cell.withCell { bytes in Result { try reader.time(bytes) } }.get().isUncertain == isUncertain)
    }
  }

  @Test("a time with a zone is the same in every zone")
  func zoned() throws {
    for identifier in ["UTC", "Asia/Kathmandu", "America/St_Johns", "Pacific/Apia"] {
      let zone = try #require(TimeZone(identifier: identifier))
      var reader = try DateProof().reader(zone: zone, choice: nil)
      #expect(reader.told("Sep 4, 2026 1:05:07 AM PDT") == "2026-09-04T08:05:07Z")
      #expect(reader.told("1764500000") == "2025-11-30T10:53:20Z")
    }
  }
}
