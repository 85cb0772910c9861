import Foundation
import SalesCore
import Testing

/// Times and calendars for tests, written as people write them.
func at(_ text: String) throws -> Timestamp {
  try #require(Timestamp(rfc3339: text))
}

func zone(_ name: String) throws -> ReportingCalendar {
  ReportingCalendar(timeZone: try #require(TimeZone(identifier: name)))
}
