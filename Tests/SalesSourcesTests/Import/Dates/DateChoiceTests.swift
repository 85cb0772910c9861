import Foundation
import SalesPipeline
import Testing

@testable import SalesSources

@Suite struct DateChoiceTests {
  private static func told(_ cell: String, _ choice: String, zone: String = "UTC") throws -> String {
    let zone = try #require(TimeZone(identifier: zone))
    var reader = try DateProof().reader(zone: zone, choice: try DateChoice(choice))
    return reader.told(cell)
  }

  @Test(
    "a pattern reads what it describes",
    arguments: [
      ("yyyy-MM-dd", "2026-09-05", "2026-09-05T00:00:00Z, day"), ("d.M.yy", "5.9.26", "2026-09-05T00:00:00Z, day"),
      ("dd.MM.yyyy", "5.9.2026", "2026-09-05T00:00:00Z, day"), ("yyyyMMdd", "20260905", "2026-09-05T00:00:00Z, day"),
      ("ddMMyyyy", "05092026", "2026-09-05T00:00:00Z, day"), ("ddMMyy", "050926", "2026-09-05T00:00:00Z, day"),
      ("yyyyMMddHHmm", "202609051014", "2026-09-05T10:14:00Z, local"),
      ("yyyyMMddHHmmssSSS", "20260905101407250", "2026-09-05T10:14:07.250Z, local"),
      ("yyyy-MM-dd'T'HH:mm:ss.SSSXXX", "2026-09-05T10:14:07.250+02:00", "2026-09-05T08:14:07.250Z"),
      ("yyyy-MM-ddTHH:mm:ssZ", "2026-09-05T10:14:07+0200", "2026-09-05T08:14:07Z"),
      ("yyyy-MM-dd'T'HH:mm:ss'Z'", "2026-09-05T10:14:07Z", "2026-09-05T10:14:07Z"),
      ("yyyy-MM-dd HH:mm:ss 'UTC'", "2026-09-05 10:14:07 UTC", "2026-09-05T10:14:07Z"),
      ("yyyy-MM-dd HH:mm:ss' GMT'", "2026-09-05 10:14:07 GMT", "2026-09-05T10:14:07Z"),
      ("MM/dd/yyyy h:mm a", "09/05/2026 1:05 PM", "2026-09-05T13:05:00Z, local"),
      ("MM/dd/yyyy hh:mm:ss a z", "09/05/2026 01:05:07 pm PDT", "2026-09-05T20:05:07Z"),
      ("EEE, d MMM yyyy HH:mm:ss Z", "Sat, 5 Sep 2026 10:14:07 -0500", "2026-09-05T15:14:07Z"),
      ("d MMMM yyyy", "5 septembre 2026", "2026-09-05T00:00:00Z, day"),
      ("d-MMM-yy", "5-Sept.-26", "2026-09-05T00:00:00Z, day"),
      ("dd/mm/yyyy hh:mm", "05/09/2026 22:14", "2026-09-05T22:14:00Z, local"),
      ("mm/dd/yyyy h:mm a", "09/05/2026 1:05 AM", "2026-09-05T01:05:00Z, local"),
      ("yyyy-mm-dd hh:mm:ss", "2026-09-05 22:14:07", "2026-09-05T22:14:07Z, local"),
      ("hh:mm dd/mm/yyyy", "22:14 05/09/2026", "2026-09-05T22:14:00Z, local"),
      ("dd-mmm-yy", "05-Sep-26", "2026-09-05T00:00:00Z, day"),
      ("DD/MM/YYYY HH:mm", "05/09/2026 22:14", "2026-09-05T22:14:00Z, local"),
      ("HH'h'mm, dd.MM.yyyy", "10h14, 05.09.2026", "2026-09-05T10:14:00Z, local"),
      ("d MMM ''yy", "5 Sep '26", "2026-09-05T00:00:00Z, day"), ("yyyy年M月d日", "2026年9月5日", "2026-09-05T00:00:00Z, day"),
      ("dd.MM.yyyy HH.mm", "05.09.2026\u{A0}\u{A0}10.14", "2026-09-05T10:14:00Z, local"),
      ("yyyy-MM-dd", " 2026-09-05 ", "2026-09-05T00:00:00Z, day"),
    ])
  func pattern(pattern: String, cell: String, expected: String) throws {
    #expect(try Self.told(cell, pattern) == expected)
  }

  @Test(
    "a pattern reads nothing else",
    arguments: [
      ("yyyy-MM-dd", "2026-09-05T00:00:00Z"), ("yyyy-MM-dd", "2026-09-05 10:14"), ("yyyy-MM-dd", "26-09-05"),
      ("dd/MM/yy", "31/12/2025"), ("dd/MM/yyyy", "31/12/25"), ("dd/MM/yyyy", "12/31/2025"),
      ("dd/MM/yyyy", "31.12.2025"),
      ("yyyyMMdd", "2026095"), ("dd/MM/yyyy", "31/02/2026"), ("dd/MM/yyyy HH:mm", "31/12/2025 24:00"),
      ("MM/dd/yyyy h:mm a", "12/31/2025 13:05 PM"), ("MM/dd/yyyy h:mm a", "12/31/2025 13:05"),
      ("d MMM yyyy", "5 9 2026"),
      ("yyyy-MM-dd HH:mm Z", "2026-09-05 10:14"),
      ("yyyy-MM-dd HH:mm Z", "2026-09-05 10:14 +0500[Europe/Paris]"), ("yyyy-MM-dd HH:mm", "2026-09-05T10:14"),
      ("yyyy-MM-dd HH:mm", "2026-09-0510:14"),
    ])
  func misfit(pattern: String, cell: String) throws {
    #expect(try Self.told(cell, pattern) == "! bad_time")
  }

  @Test(
    "a pattern that makes no sense is refused with what is wrong in it",
    arguments: [
      ("yyyy-MM-ddQ", "Q means nothing in a date"), ("", "has no year"), ("MM-dd", "has no year; it is written yyyy"),
      ("yyyy-dd", "has no month; it is written MM"), ("yyyy-MM", "has no day; it is written dd"),
      ("yyyy-MM-dd 'at", "a quote that does not close"),
      ("dd/MM/yyyy HH:MM", "has the month twice; minutes are written mm"),
      ("yyyy-MM-dd mm", "has the minute without the hour"), ("yyyy-MM-dd HH:mm a", "has a, which needs"),
      ("yyyy-MM-dd a", "has a, which needs"), ("yyy-MM-dd", "yyy means nothing in a date"),
      ("d/M/yyyyy", "yyyyy means nothing"),
      ("dd/MM/yyyy HH:ss", "has the second without the minute"), ("%d/%m/%Y", "letters without %, such as"),
      ("iso", "i means nothing in a date"),
      ("MM", "has no year"), ("epoch-days", "means nothing in a date"), ("dd/MM/yyyy dd", "has the day twice"),
      ("ddd/MM/yyyy", "ddd means"),
    ])
  func broken(pattern: String, why: String) {
    do throws(SettingProblem) {
      _ = try DateChoice(pattern)
      Issue.record("\(pattern) was taken")
    } catch {
      #expect(error.setting == "dates")
      #expect(error.message.contains(why), "\(error.message)")
    }
  }

  @Test(
    "a spreadsheet's serials are days and their fractions",
    arguments: [
      ("25569", "1970-01-01T00:00:00Z, day"), ("36526", "2000-01-01T00:00:00Z, day"),
      ("45658", "2025-01-01T00:00:00Z, day"),
      ("45992.5", "2025-12-01T12:00:00Z, local"), ("45992,5", "2025-12-01T12:00:00Z, local"),
      ("45992.75", "2025-12-01T18:00:00Z, local"), ("40513.3513888889", "2010-12-01T08:26:00Z, local"),
      ("44197.999988425925", "2021-01-01T23:59:59Z, local"), ("44197.9999999999999", "2021-01-02T00:00:00Z, local"),
      ("45992.0", "2025-12-01T00:00:00Z, local"), ("2958465", "9999-12-31T00:00:00Z, day"), ("2958466", "! bad_time"),
      ("25568", "! time_range"), ("60", "! time_range"), ("1.5", "! time_range"), ("-5", "! bad_time"),
      ("45992.", "! bad_time"), ("45992.5x", "! bad_time"), ("2025-12-01", "! bad_time"), ("45992.5.5", "! bad_time"),
    ])
  func excel(cell: String, expected: String) throws {
    #expect(try Self.told(cell, "excel") == expected)
  }

  @Test("serials from 1904 are 1462 days later, and serials are the clock of the zone")
  func otherSerials() throws {
    #expect(try Self.told("44530.5", "excel-1904") == "2025-12-01T12:00:00Z, local")
    #expect(try Self.told("24107", "excel-1904") == "1970-01-01T00:00:00Z, day")
    #expect(try Self.told("45992.5", "excel", zone: "America/New_York") == "2025-12-01T17:00:00Z, local")
  }

  @Test(
    "a count since 1970 is read in its unit, however many digits it has",
    arguments: [
      ("epoch", "0", "1970-01-01T00:00:00Z"), ("epoch", "1764500000", "2025-11-30T10:53:20Z"),
      ("epoch", "1764500000.999", "2025-11-30T10:53:20.999Z"), ("epoch", "2025010203", "2034-03-03T14:50:03Z"),
      ("epoch-ms", "1764500000123", "2025-11-30T10:53:20.123Z"),
      ("epoch-ms", "202501020304", "1976-06-01T18:17:00.304Z"),
      ("epoch-us", "1764500000123456", "2025-11-30T10:53:20.123Z"),
      ("epoch-ns", "1764500000123456789", "2025-11-30T10:53:20.123Z"),
      ("epoch", "-1", "! bad_time"), ("epoch", "x", "! bad_time"), ("epoch", "1764500000 UTC", "! bad_time"),
      ("epoch", "9999999999999999999", "! bad_time"), ("epoch", "18446744073709551616", "! bad_time"),
      ("epoch-ms", "1764500000123.5", "! bad_time"), ("epoch", "2025-11-30", "! bad_time"),
      ("epoch", "1.7645E9", "! bad_time"),
    ])
  func epoch(choice: String, cell: String, expected: String) throws {
    #expect(try Self.told(cell, choice) == expected)
  }

  @Test("an order may be written in capitals")
  func capitals() throws {
    #expect(try Self.told("03/04/2026", "DMY") == "2026-04-03T00:00:00Z, day")
  }

  @Test("a refusal names the choice")
  func message() throws {
    var reader = try DateProof().reader(zone: .gmt, choice: try DateChoice("dd/MM/yyyy"))
    #expect(reader.message("2026-09-05") == "time \"2026-09-05\" is not written as --dates dd/MM/yyyy says")
  }
}
