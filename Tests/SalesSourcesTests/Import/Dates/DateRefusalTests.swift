import Foundation
import SalesCore
import SalesPipeline
import Testing

@testable import SalesSources

@Suite struct DateRefusalTests {
  @Test(
    "what is no date is refused with its reason",
    arguments: [
      ("", "missing_field"), (" \u{A0} ", "missing_field"), ("now", "bad_time"), ("2026", "bad_time"),
      ("2026-09", "bad_time"), ("2026-W36-5", "bad_time"), ("09/2026", "bad_time"), ("10:14", "bad_time"),
      ("2026-02-30", "bad_time"), ("31/02/2026", "bad_time"), ("31/31/2026", "bad_time"), ("2026-13-01", "bad_time"),
      ("29 Feb 2026", "bad_time"), ("0/1/2026", "bad_time"), ("20260230", "bad_time"), ("2026年2月30日", "bad_time"),
      ("2026-09-05T10", "bad_time"), ("2026-09-05 24:00", "bad_time"), ("2026-09-05 10:60", "bad_time"),
      ("2026-09-05 10:14:61", "bad_time"), ("2026-09-05 13:05 PM", "bad_time"), ("2026-09-05 0:05 AM", "bad_time"),
      ("2026-09-05 10:1", "bad_time"), ("2026-09-05 10:14 XYZ", "bad_time"), ("2026-09-05 10:14 +2", "bad_time"),
      ("2026-09-05 10:14 +25:00", "bad_time"), ("2026-09-05 10:14 +02:60", "bad_time"), ("2026-09-05 BST", "bad_time"),
      ("2026-09-05 10:14 BST", "bad_time"), ("2026-09-05 10:14:00 +0200 PST", "bad_time"), ("5 jui 2026", "bad_time"),
      ("5 Foo 2026", "bad_time"), ("5-Sep-3", "bad_time"), ("31-Sep-00", "bad_time"), ("99-Sep-31", "bad_time"),
      ("2026-09-03T10:14:00+05:00[Europe/Berlin]", "bad_time"), ("2026-09-03T10:14:00Z (PST)", "bad_time"),
      ("Sep 2026", "bad_time"), ("Sep 5", "bad_time"), ("31/12-2025", "bad_time"),
      ("1/2/3", "bad_time"), ("1/2/026", "bad_time"), ("123/2/2026", "bad_time"), ("45992.5", "bad_time"),
      ("45992", "bad_time"), ("1234567", "bad_time"), ("12345678901", "bad_time"), ("99999999999999999999", "bad_time"),
      ("9999999999", "bad_time"), ("202501020304", "bad_time"), ("2025010203", "bad_time"), ("250102", "bad_time"),
      ("2026-09-05 10:14 PM AM", "bad_time"), ("2026-09-05 x", "bad_time"),
      ("Sep 26, 10:14:30", "bad_time"), ("4 Sep 10:14:30", "bad_time"),
      ("10/11/12:13:14", "bad_time"), ("2026-09-05 10:14-11:29", "bad_time"), ("٢٠٢٦-٠٩-٠٥", "bad_time"),
      ("1969-12-31T23:59:59Z", "time_range"), ("12/31/1969", "time_range"), ("1 Jan 1066", "time_range"),
      ("0001-01-01", "time_range"), ("-1764500000", "bad_time"), ("1.7645E9", "bad_time"),
    ])
  func refused(cell: String, reason: String) throws {
    #expect(try DateFormsTests.told(cell) == "! \(reason)")
  }

  @Test("a cell of any length is refused in the same time", arguments: [101, 5000])
  func long(count: Int) throws {
    #expect(try DateFormsTests.told("Mon" + String(repeating: " ", count: count) + "5 Sep 2026") == "! bad_time")
  }

  @Test(
    "a refusal says what is wrong and which option helps, and quotes at most 40 bytes",
    arguments: [
      ("", "time is empty"),
      ("soon", "time \"soon\" is not a date that is known; say how it is written with --dates"),
      (
        "45992.5",
        "time \"45992.5\" is not a date that is known; if it is a spreadsheet's count of days, say --dates excel"
      ),
      ("31/02/2026", "time \"31/02/2026\" names a day that does not exist"),
      ("2026-09-05 25:00", "time \"2026-09-05 25:00\" names a time of day that does not exist"),
      ("2026-09-05 10:14 BST", "time \"2026-09-05 10:14 BST\" names a zone that is not known"),
      (
        "2026-09-03T10:14:00+05:00[Europe/Berlin]",
        "time \"2026-09-03T10:14:00+05:00[Europe/Berlin]\" names two zones"
      ),
      ("2026-01-03 10:14 +02:00[Europe/Berlin]", "time \"2026-01-03 10:14 +02:00[Europe/Berlin]\" names two zones"),
      ("2026-09-03 10:14 PST (Europe/Paris)", "time \"2026-09-03 10:14 PST (Europe/Paris)\" names two zones"),
      ("2026-09-03T10:14:00Z (Europe/Paris)", "time \"2026-09-03T10:14:00Z (Europe/Paris)\" names two zones"),
      ("2026-09-03T10:14:00Z (PST)", "time \"2026-09-03T10:14:00Z (PST)\" names two zones"),
      ("2026-09-03T10:14:00Z[PST]", "time \"2026-09-03T10:14:00Z[PST]\" names two zones"),
      ("2026-09-03 10:14 CET (CEST)", "time \"2026-09-03 10:14 CET (CEST)\" names two zones"),
      ("2026-09-03 10:14 +0200 (UTC+3)", "time \"2026-09-03 10:14 +0200 (UTC+3)\" names two zones"),
      ("2026-09-03 10:14 +0200 PST", "time \"2026-09-03 10:14 +0200 PST\" names two zones"),
      ("1969-12-31", "time \"1969-12-31\" is before 1970"),
      (
        "202501020304",
        "time \"202501020304\" can be a count since 1970 or a date; say --dates epoch-ms or --dates yyyyMMddHHmm"
      ),
      (
        String(repeating: "x", count: 41),
        "time \"\(String(repeating: "x", count: 40))…\" is not a date that is known; say how it is written with --dates"
      ),
    ])
  func messages(cell: String, message: String) throws {
    var reader = try DateProof().reader(zone: .gmt, choice: nil)
    #expect(reader.message(cell) == message)
  }

  @Test("a row that came after the proof and has another order, or is open, is refused by name")
  func grown() throws {
    var proof = DateProof()
    "31/12/2025".withCell { proof.add($0, line: 2) }
    var reader = try proof.reader(zone: .gmt, choice: nil)
    #expect(
      reader.message("12/31/2025")
        == "time \"12/31/2025\" can only be month/day/year, but the dates are day/month/year")
    var open = try DateProof().reader(zone: .gmt, choice: nil)
    #expect(
      open.message("03/04/2026") == "time \"03/04/2026\" can be 3 April or March 4; say --dates dmy or --dates mdy")
    #expect(open.told("05/05/2026") == "2026-05-05T00:00:00Z, day")
    #expect(open.told("31/12/2025") == "2025-12-31T00:00:00Z, day")
  }
}
