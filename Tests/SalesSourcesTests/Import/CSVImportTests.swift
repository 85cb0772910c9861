import Foundation
import SalesCore
import SalesPipeline
import Synchronization
import TestSupport
import Testing

@testable import SalesSources

@Suite struct CSVImportTests {
  static let header = "id,time,amount,product,region\n"

  static func record(
    id: String, time: String = "2026-01-15T10:00:00.000Z", amount: String, product: String = "Lamp",
    region: String = "UK", sequence: Int? = nil
  ) -> String {
    let tail = sequence.map { #","src":"shop","seq":\#($0)"# } ?? ""
    return
      #"{"id":"\#(id)","time":"\#(time)","amount":\#(amount),"product":"\#(product)","region":"\#(region)"\#(tail)}"#
  }

  @Test("rows with ids become records with these ids", arguments: [1, 5, 1 << 20])
  func withIDs(chunk: Int) async throws {
    var fixture = try ImportFixture()
    fixture.chunk = chunk
    let result = try await fixture.run(
      Self.header + "a-1,2026-01-15T10:00:00Z,19.9,Lamp,UK\r\na-2,2026-01-15T11:00:00+01:00,-5,\" Lamp \",\"UK\"")
    #expect(
      fixture.log.lines == [Self.record(id: "a-1", amount: "19.90"), Self.record(id: "a-2", amount: "-5.00")])
    #expect(result.summary.read == 2)
    #expect(result.summary.sequences == nil)
  }

  @Test("rows without ids get them from source and number, going on where the log is")
  func minted() async throws {
    let fixture = try ImportFixture()
    let text = "time,amount,product,region\n2026-01-15T10:00:00Z,1,Lamp,UK\n2026-01-15T10:00:00Z,2,Lamp,UK\n"
    let first = try await fixture.run(text)
    let second = try await fixture.run(text)
    #expect([first.summary.sequences, second.summary.sequences] == [0..<2, 2..<4])
    #expect(
      fixture.log.lines
        == (0..<4).map { n in
          Self.record(id: "shop-00000000000\(n)", amount: n % 2 == 0 ? "1.00" : "2.00", sequence: n)
        })
  }

  @Test(
    "columns are found by name, in any order, case and separator, with a mark before them", arguments: [";", "\t", ","])
  func columns(separator: String) async throws {
    var fixture = try ImportFixture()
    fixture.chunk = 3
    fixture.settings.columns = try ColumnMap("amount=Total,product=Item")
    let rows = [
      ["\u{FEFF}REGION ", "item", "note", "Total", "ID", "Time"],
      ["UK", "Lamp", "x", "1", "a", "2026-01-15T10:00:00Z"],
    ]
    _ = try await fixture.run(rows.map { $0.joined(separator: separator) }.joined(separator: "\n"))
    #expect(fixture.log.lines == [Self.record(id: "a", amount: "1.00")])
  }

  @Test("times without a zone are read in the one that is given")
  func timeZone() async throws {
    var fixture = try ImportFixture()
    fixture.settings.timeZone = TimeZone(identifier: "Europe/Paris")
    _ = try await fixture.run(Self.header + "a,2026-01-15 11:00,1,Lamp,UK\nb,2026-01-15T10:00:00Z,1,Lamp,UK\n")
    #expect(fixture.log.lines == ["a", "b"].map { Self.record(id: $0, amount: "1.00") })
  }

  @Test("the apostrophe that export puts before a formula is taken away")
  func formulas() async throws {
    let fixture = try ImportFixture()
    _ = try await fixture.run(
      Self.header
        + ["'=A1", "'+1", "'-1", "'@x", "'＝A1", "'＠x", "'tis", "''=x", "'"].enumerated().map { index, name in
          "a\(index),2026-01-15T10:00:00Z,'-1,\(name),UK\n"
        }.joined())
    #expect(
      fixture.log.lines
        == ["=A1", "+1", "-1", "@x", "＝A1", "＠x", "'tis", "'=x", "'"].enumerated().map { index, name in
          Self.record(id: "a\(index)", amount: "-1.00", product: name)
        })
  }

  @Test(
    "a bad row is reported with line and reason, and its neighbours are imported",
    arguments: [
      ("x,2026-01-15T10:00:00Z,1,Lamp", .badName, "region is empty"),
      ("x,2026-01-15T10:00:00Z", .notASale, "has 2 fields where the header has 5"),
      ("x,2026-01-15T10:00:00Z,1,Lamp,UK,x", .notASale, "has 6 fields where the header has 5"),
      ("x,2026-01-15T10:00:00Z,1,\"Lamp\"s,UK", .notASale, "text follows a closing quote"),
      (",2026-01-15T10:00:00Z,1,Lamp,UK", .badID, "id is empty"),
      (String(repeating: "x", count: 129) + ",2026-01-15T10:00:00Z,1,Lamp,UK", .badID, "id is longer than 128 bytes"),
      ("x,,1,Lamp,UK", .missingField, "time is empty"),
      ("x,2026-01-15T10:00:00Z,,Lamp,UK", .missingField, "amount is empty"),
      (
        "x,2026-01-15 10:00,1,Lamp,UK", .badTime,
        "time \"2026-01-15 10:00\" has no zone; say which with --time-zone"
      ),
      (
        "x,15/01/2026,1,Lamp,UK", .badTime,
        "time \"15/01/2026\" is not like 2026-11-21T06:20:48Z or 2026-11-21 06:20"
      ),
      ("x,1969-12-31T23:59:59Z,1,Lamp,UK", .timeRange, "time \"1969-12-31T23:59:59Z\" is before 1970"),
      (
        "x,2026-01-15T10:00:00Z,\"12,50\",Lamp,UK", .wrongType,
        "amount \"12,50\" is not a number; decimals are written with a point, without grouping"
      ),
      ("x,2026-01-15T10:00:00Z,$5,Lamp,UK", .wrongType, "amount \"$5\" is not a number"),
      ("x,2026-01-15T10:00:00Z,1.234,Lamp,UK", .amountPrecision, "amount \"1.234\" has more than 2 decimals"),
      ("x,2026-01-15T10:00:00Z,1e400,Lamp,UK", .amountRange, "amount \"1e400\" is too large"),
      ("x,2026-01-15T10:00:00Z,1,  ,UK", .badName, "product is empty"),
      ("x,2026-01-15T10:00:00Z,1,\u{A0},UK", .badName, "product is empty"),
      (
        "x,2026-01-15T10:00:00Z,1,Lamp," + String(repeating: "é", count: 129), .badName,
        "region is longer than 128 characters"
      ),
      ("x,2026-01-15T10:00:00Z,1,La\0mp,UK", .badEncoding, "product is not valid UTF-8 text"),
    ] as [(String, SaleProblem.Reason, String)])
  func badRows(row: String, reason: SaleProblem.Reason, message: String) async throws {
    let fixture = try ImportFixture()
    let good = "2026-01-15T10:00:00Z,1,Lamp,UK\n"
    let result = try await fixture.run(Self.header + "a," + good + row + "\nb," + good)
    #expect(
      result.rejected == [RejectedRow(file: "sales.csv", line: 3, problem: SaleProblem(reason, message))])
    #expect(fixture.log.lines == ["a", "b"].map { Self.record(id: $0, amount: "1.00") })
  }

  @Test("invalid UTF-8, a quote that never closes and another currency cost their own row only")
  func moreBadRows() async throws {
    let fixture = try ImportFixture()
    let header = "id,time,amount,product,region,currency\n"
    let invalid = Array("x,2026-01-15T10:00:00Z,1,La".utf8) + [0xFF] + Array("mp,UK,USD\n".utf8)
    let text = "y,2026-01-15T10:00:00Z,1,Lamp,UK,EUR\nz,2026-01-15T10:00:00Z,1,\"Lamp,UK,USD\n"
    let result = try await fixture.run(
      Array(header.utf8) + invalid + Array((text + "a,2026-01-15T10:00:00Z,1,Lamp,UK,USD\n").utf8))
    #expect(result.rejected.map(\.line) == [2, 3, 4])
    #expect(result.rejected.map(\.problem.reason) == [.badEncoding, .currency, .notASale])
    #expect(fixture.log.lines == [Self.record(id: "a", amount: "1.00")])
  }

  @Test("names come out in NFC, trimmed, with what JSON must escape")
  func names() async throws {
    let fixture = try ImportFixture()
    let decomposed = "e\u{301}\u{A0}"
    _ = try await fixture.run(Self.header + "a,2026-01-15T10:00:00Z,1,\(decomposed),\"U\"\"K\\\n2\"\n")
    let line = try #require(fixture.log.lines.first)
    #expect(
      Array(line.utf8) == Array(Self.record(id: "a", amount: "1.00", product: "\u{E9}", region: #"U\"K\\\n2"#).utf8))
  }

  @Test(
    "a header that makes no sense ends the import with the way to mend it",
    arguments: [
      ("", "is empty: a header such as id,time,amount,product,region is needed"),
      ("\n\n", "is empty: a header such as id,time,amount,product,region is needed"),
      (
        "id,time,total,product,region\n",
        "no column \"amount\" for amount; there are \"id\", \"time\", \"total\", \"product\", \"region\". "
          + "Name the right one with --map amount=COLUMN"
      ),
      ("time,amount,product,region,Amount\n", "the header names the column \"amount\" 2 times"),
      ("\"id\"x\n", "line 1: the header text follows a closing quote"),
      ("\u{FEFF}", "is empty: a header such as id,time,amount,product,region is needed"),
    ])
  func badHeaders(text: String, message: String) async throws {
    let fixture = try ImportFixture()
    await #expect { try await fixture.run(text) } throws: { ($0 as? ImportProblem)?.message == message }
    #expect(fixture.log.appendSizes.isEmpty)
  }

  @Test("UTF-16 is named as what it is")
  func utf16() async throws {
    let fixture = try ImportFixture()
    await #expect(throws: ImportProblem("is UTF-16; save it as UTF-8")) {
      try await fixture.run([0xFF, 0xFE, 0x69, 0x00])
    }
  }

  @Test("a header alone imports nothing", arguments: [header, String(header.dropLast())])
  func headerAlone(text: String) async throws {
    let result = try await ImportFixture().run(text)
    #expect(result.summary.read == 0)
  }

  @Test(
    "a map of columns that makes no sense is refused",
    arguments: ["", "amount", "amount=", "total=amount", "amount=a,amount=b"])
  func badMaps(text: String) {
    #expect { try ColumnMap(text) } throws: { ($0 as? SettingProblem)?.setting == "map" }
  }
}
