import Foundation
import Testing

@testable import SalesCore

@Suite struct ReportingCalendarTests {
  @Test(
    "hours and days of every level tile the time around changes of offset",
    arguments: [
      ("Europe/Paris", "2026-03-28T20:00:00Z"), ("Europe/Paris", "2026-10-24T20:00:00Z"),
      ("Asia/Kolkata", "2026-11-20T12:00:00Z"),
      ("Australia/Lord_Howe", "2026-04-04T06:00:00Z"), ("Australia/Lord_Howe", "2026-10-03T06:00:00Z"),
      ("America/Santiago", "2026-09-05T12:00:00Z"),
    ])
  func tiling(zone: String, from text: String) throws {
    let calendar = ReportingCalendar(timeZone: try #require(TimeZone(identifier: zone)))
    let start = try #require(Timestamp(rfc3339: text))
    for level in [RollupLevel.hour, .day] {
      var bucket = calendar.bucket(level, containing: start)
      for _ in 0..<48 {
        let next = calendar.bucket(level, containing: bucket.upperBound)
        #expect(next.lowerBound == bucket.upperBound)
        #expect(bucket.lowerBound < bucket.upperBound)
        #expect(calendar.bucket(level, containing: bucket.upperBound - .milliseconds(1)) == bucket)
        bucket = next
      }
    }
  }

  @Test(
    "a day has 23 to 25 hours, and Lord Howe's 23 and a half",
    arguments: [
      ("Europe/Paris", "2026-03-29T12:00:00Z", 23.0), ("Europe/Paris", "2026-10-25T12:00:00Z", 25.0),
      ("Australia/Lord_Howe", "2026-10-04T02:00:00Z", 23.5), ("Asia/Kolkata", "2026-11-21T00:00:00Z", 24.0),
    ])
  func days(zone: String, at text: String, hours: Double) throws {
    let calendar = ReportingCalendar(timeZone: try #require(TimeZone(identifier: zone)))
    let day = calendar.bucket(.day, containing: try #require(Timestamp(rfc3339: text)))
    #expect(Double(day.upperBound.milliseconds - day.lowerBound.milliseconds) == hours * 3_600_000)
  }
}
