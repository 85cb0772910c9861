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
