import Foundation
import SalesAnalytics
import SalesCore
import Testing

@Suite struct ReportingCalendarTextTests {
  @Test(
    "an instant is written on the local clock with its offset, and reads back as the same instant",
    arguments: [
      ("UTC", "2026-11-19T15:00:00.000Z", "2026-11-19T15:00:00Z"),
      ("Asia/Tokyo", "2026-11-19T15:00:00.000Z", "2026-11-20T00:00:00+09:00"),
      ("Europe/Paris", "2026-10-25T00:30:00.000Z", "2026-10-25T02:30:00+02:00"),
      ("Europe/Paris", "2026-10-25T01:30:00.000Z", "2026-10-25T02:30:00+01:00"),
      ("America/New_York", "2026-03-08T06:59:59.250Z", "2026-03-08T01:59:59.250-05:00"),
      ("America/New_York", "2026-03-08T07:00:00.000Z", "2026-03-08T03:00:00-04:00"),
      ("Asia/Kathmandu", "2026-11-20T00:00:00.000Z", "2026-11-20T05:45:00+05:45"),
      ("America/St_Johns", "2026-11-20T00:00:00.000Z", "2026-11-19T20:30:00-03:30"),
      ("Europe/London", "2026-11-20T00:00:00.000Z", "2026-11-20T00:00:00Z"),
      ("Europe/London", "2026-06-20T00:00:00.000Z", "2026-06-20T01:00:00+01:00"),
      // An offset of 44 minutes and 30 seconds.
      ("Africa/Monrovia", "1971-06-01T12:00:00.000Z", "1971-06-01T12:00:00Z"),
    ])
  func text(zone: String, instant: String, expected: String) throws {
    let calendar = ReportingCalendar(timeZone: try #require(TimeZone(identifier: zone)))
    let time = try #require(Timestamp(rfc3339: instant))
    #expect(calendar.text(of: time) == expected)
    #expect(Timestamp(rfc3339: expected) == time)
  }

  @Test("a store's calendar is that of its zone, and UTC where the machine does not know it")
  func ofSettings() {
    #expect(ReportingCalendar(of: StoreSettings(timeZone: "Asia/Tokyo")).timeZone.identifier == "Asia/Tokyo")
    #expect(ReportingCalendar(of: StoreSettings(timeZone: "Mars/Olympus")).timeZone == .gmt)
  }
}
