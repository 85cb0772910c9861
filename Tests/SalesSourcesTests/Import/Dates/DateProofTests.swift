import Foundation
import SalesCore
import SalesPipeline
import Testing

@testable import SalesSources

@Suite struct DateProofTests {
  private static func proof(_ cells: [String], latest: Timestamp = .distantFuture) -> DateProof {
    var proof = DateProof(latest: latest)
    for (index, cell) in cells.enumerated() { cell.withCell { proof.add($0, line: index + 2) } }
    return proof
  }

  /// The days that the cells are read as; else the message.
  private static func told(
    _ cells: [String], choice: DateChoice? = nil, latest: Timestamp = .distantFuture
  ) -> String {
    do throws(ReadingProblem) {
      var reader = try proof(cells, latest: latest).reader(zone: .gmt, choice: choice)
      return cells.map { reader.told($0) }.map { $0.prefix { $0 != "T" } }.joined(separator: " ")
    } catch {
      #expect(error.flag == "--dates")
      return error.message
    }
  }

  @Test(
    "cells that fit one order decide for all",
    arguments: [
      (["03/04/2026", "31/12/2025"], "2026-04-03 2025-12-31"), (["03/04/2026", "12/31/2025"], "2026-03-04 2025-12-31"),
      (["03.04.2026", "31.12.2025"], "2026-04-03 2025-12-31"), (["11/1/2026", "11/13/2026"], "2026-11-01 2026-11-13"),
      (["12/1/10 8:26", "12/13/10 8:26"], "2010-12-01 2010-12-13"), (["3/9/26", "24/9/26"], "2026-09-03 2026-09-24"),
      (["03/04/2026", "2026-01-02", "31-12-2025"], "2026-04-03 2026-01-02 2025-12-31"),
      (["99-01-02", "05-06-07"], "1999-01-02 2005-06-07"), (["05-06-07", "05-31-07"], "2007-05-06 2007-05-31"),
      (["31/02/2026", "03/04/2026", "13/04/2026"], "! bad_time 2026-04-03 2026-04-13"),
    ])
  func decided(cells: [String], days: String) {
    #expect(Self.told(cells) == days)
  }

  @Test(
    "cells that are the same under all orders need none",
    arguments: [
      (["05/05/2026", "06/06/2026"], "2026-05-05 2026-06-06"), (["07-07-07"], "2007-07-07"),
      (["2026-01-02", "x", "31/31/2026"], "2026-01-02 ! bad_time ! bad_time"),
      (["05/05/2026", "31/12/2025"], "2026-05-05 2025-12-31"), ([], ""),
    ])
  func indifferent(cells: [String], days: String) {
    #expect(Self.told(cells) == days)
  }

  @Test(
    "where nothing decides, the first cell with two readings is told",
    arguments: [
      (["03/04/2026"], "line 2: 03/04/2026 can be 3 April or March 4; say --dates dmy or --dates mdy"),
      (
        ["05/05/2026", "x", "2026-01-02", "01.02.2026 10:14", "03.04.2026"],
        "line 5: 01.02.2026 10:14 can be 1 February or January 2; say --dates dmy or --dates mdy"
      ),
      (
        ["26-09-05", "26-09-17"],
        "line 2: 26-09-05 can be 26 September 2005 or 2026 September 5; say --dates dmy or --dates ymd"
      ),
      (
        ["24/09/26"],
        "line 2: 24/09/26 can be 24 September 2026 or 2024 September 26; say --dates dmy or --dates ymd"
      ),
      (
        ["05/09/26"],
        "line 2: 05/09/26 can be 5 September 2026 or May 9, 2026 or 2005 September 26; "
          + "say --dates dmy or --dates mdy or --dates ymd"
      ),
      (
        ["99-01-02", "3/4/2026"],
        "line 2: 99-01-02 can only be year/month/day, line 3: 3/4/2026 only day/month/year or month/day/year; "
          + "say --dates dmy or --dates mdy or --dates ymd"
      ),
    ])
  func contradicting(cells: [String], message: String) {
    #expect(Self.told(cells) == message)
  }

  @Test("a choice decides without a proof, and evident dates stay readable")
  func chosen() throws {
    let cells = ["03/04/2026", "26-09-05", "12/31/2025", "2026-01-02", "Sep 5, 2026"]
    #expect(
      Self.told(cells, choice: try DateChoice("dmy")) == "2026-04-03 2005-09-26 ! bad_time 2026-01-02 2026-09-05")
    #expect(
      Self.told(cells, choice: try DateChoice("mdy")) == "2026-03-04 ! bad_time 2025-12-31 2026-01-02 2026-09-05")
    #expect(
      Self.told(cells, choice: try DateChoice("ymd")) == "! bad_time 2026-09-05 ! bad_time 2026-01-02 2026-09-05")
  }

  @Test(
    "a date that is later than now or decades old proves nothing",
    arguments: [
      (
        ["03.04.26", "31.06.26"],
        "line 2: 03.04.26 can be 3 April 2026 or March 4, 2026 or 2003 April 26; "
          + "say --dates dmy or --dates mdy or --dates ymd"
      ),
      (["03.04.2026", "31.12.1955"], "line 2: 03.04.2026 can be 3 April or March 4; say --dates dmy or --dates mdy"),
      (["03.04.2026", "12.31.2027"], "line 2: 03.04.2026 can be 3 April or March 4; say --dates dmy or --dates mdy"),
      // Two days later: one is the most that a zone can be ahead.
      (["03.04.2026", "13.12.2026"], "line 2: 03.04.2026 can be 3 April or March 4; say --dates dmy or --dates mdy"),
      (["03.04.2026", "12.12.2026", "30.11.2026"], "2026-04-03 2026-12-12 2026-11-30"),
      // One reading is later and the other is not: it is not passed over for that.
      (
        ["12.01.2026", "11.12.2026", "2026-01-02"],
        "line 2: 12.01.2026 can be 12 January or December 1; say --dates dmy or --dates mdy"
      ),
      // Told as a contradiction by the reader, not for the whole file.
      (["03.04.26", "13.04.2026", "31.12.99", "31.06.26"], "2026-04-03 2026-04-13 1999-12-31 ! bad_time"),
      (["99-01-02", "31/12/2027"], "1999-01-02 ! bad_time"),
    ])
  func unlikely(cells: [String], told: String) throws {
    let latest = try #require(Timestamp(rfc3339: "2026-12-11T20:00:00Z"))
    #expect(Self.told(cells, latest: latest) == told)
  }

  @Test("cells with a day only and cells without a zone are counted")
  func counts() {
    let proof = Self.proof([
      "2026-09-05", "2026-09-05 10:14", "2026-09-05T10:14:00Z", "03/04/2026", "x", "", "1764500000", "45992.5",
    ])
    #expect(proof.dayOnly == 2)
    #expect(proof.zoneless == 3)
  }
}
