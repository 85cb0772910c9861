import Foundation
import Testing

@Suite(.takingTurns, .timeLimit(.minutes(60)))
struct ExportTests {
  @Test("the sums of all rows are those of verify, to the cent", .needs(.python3), arguments: ["1h", "1d", "1M"])
  func sums(_ bucket: String) async throws {
    let salestop = try await Fixtures.january.value
    let path = salestop.work + "/sums-\(bucket).csv"
    let outcome = try await salestop.must("export", "--period", "all", "--bucket", bucket, "-o", path)
    #expect(outcome.output == path + "\n")
    let report = try await salestop.verify()
    let sums = try await Python.run(
      """
      import csv, decimal, sys
      rows = list(csv.DictReader(open(sys.argv[1], newline='', encoding='utf-8')))
      assert list(rows[0]) == ['bucket_start', 'region', 'product', 'sales', 'refunds', 'revenue'], rows[0]
      print(sum(int(row['sales']) for row in rows), sum(decimal.Decimal(row['revenue']) for row in rows) * 100)
      """, path)
    #expect(sums == "\(report.store.sales) \(report.store.revenueMinor).00\n")
  }

  @Test("it is RFC 4180, and what a spreadsheet would run is defused; --raw leaves it")
  func defused() async throws {
    let salestop = try Salestop()
    let names = ["=1+1", "+2", "-3", "@sum", #"say \"hi\", you"#, "line\\nbreak", "plain", "＝full"]
    let records = names.enumerated().map { DeadLetterTests.sale("n\($0.offset)", product: $0.element, region: "R,1") }
    try await DeadLetterTests.append(records.map { Array($0.utf8) }, to: salestop.log)
    try await salestop.must("consume", "--drain")
    let arguments = ["export", "--period", "all", "--bucket", "1d", "-o", "-"]
    let outcome = try await salestop.run(arguments)
    #expect(outcome.code == 0, "\(outcome)")
    #expect(outcome.output.hasPrefix("bucket_start,region,product,sales,refunds,revenue\r\n"))
    #expect(outcome.output.hasSuffix("\r\n"))
    let cells = [
      "'=1+1", "'+2", "'-3", "'@sum", #""say ""hi"", you""#, "\"line\nbreak\"", "plain", "'＝full",
    ]
    for cell in cells {
      #expect(
        outcome.output.contains("\r\n2026-05-01T00:00:00Z,\"R,1\",\(cell),1,0,1.50\r\n"), "\(cell): \(outcome.output)")
    }
    // Every line end but the one inside a name is CRLF.
    #expect(outcome.output.replacing("\r\n", with: "").unicodeScalars.filter { $0 == "\n" || $0 == "\r" }.count == 1)
    let raw = try await salestop.run(arguments + ["--raw"]).output
    #expect(raw.contains(",=1+1,1,0,1.50\r\n"))
    #expect(!raw.contains("'"))
  }

  @Test("days are written on the store's clock, a day without sales as a row of zeros if asked for, and for Excel")
  func spreadsheet() async throws {
    let salestop = try Salestop()
    let path = try salestop.file(
      "tokyo.csv",
      """
      id,time,amount,product,region
      a,2026-11-20T01:00:00Z,1.50,Mug,São Paulo
      b,2026-11-22T01:00:00Z,1234.50,"Mug; large",Tokyo

      """)
    try await salestop.must("produce", "--from", path)
    try await salestop.must("consume", "--drain", "--time-zone", "Asia/Tokyo")
    let arguments = ["export", "--period", "2026-11-20..2026-11-22", "--bucket", "1d", "-o", "-"]
    func export(_ more: String...) async throws -> String { try await salestop.run(arguments + more).output }
    let head = "bucket_start,region,product,sales,refunds,revenue\r\n"
    let first = "2026-11-20T00:00:00+09:00,São Paulo,Mug,1,0,1.50\r\n"
    let last = "2026-11-22T00:00:00+09:00,Tokyo,Mug; large,1,0,1234.50\r\n"
    #expect(try await export() == head + first + last)
    #expect(try await export("--fill") == head + first + "2026-11-21T00:00:00+09:00,,,0,0,0.00\r\n" + last)
    #expect(try await export("--excel") == "\u{FEFF}" + head + first + last)
    let comma =
      "bucket_start;region;product;sales;refunds;revenue\r\n2026-11-20T00:00:00+09:00;São Paulo;Mug;1;0;1,50\r\n"
      + "2026-11-22T00:00:00+09:00;Tokyo;\"Mug; large\";1;0;1234,50\r\n"
    #expect(try await export("--decimal", "comma") == comma)
    #expect(try await export("--decimal", "comma", "--excel") == "\u{FEFF}" + comma)
    let query = try await salestop.must("query", "--bucket", "day", "--format", "csv", "--decimal", "comma")
    #expect(query.output.contains("\r\n2026-11-22T00:00:00+09:00;1;0;1234,50\r\n"))
    #expect(try await salestop.must("query", "--bucket", "day").output.contains("2026-11-22T00:00:00+09:00"))
    let json = try await salestop.must("query", "--bucket", "day", "--format", "json").output
    #expect(json.contains("\"bucket_start\":\"2026-11-21T15:00:00Z\""))
    #expect(try await salestop.run(arguments + ["--decimal", "dot"]).code == 64)
  }

  @Test(
    "an answer without sales says so, and where the newest are",
    arguments: [
      (["export", "-o", "-"], "Last 1h has no sales: the newest are in --period 2026-01-3"),
      (["export", "--period", "2027-05", "-o", "-"], "2027-05 has no sales: the newest are in --period 2026-01-31"),
      (
        ["export", "--period", "1d", "--fill", "-o", "-"], "Last 1d has no sales: the newest are in --period 2026-01-3"
      ),
      (["export", "--period", "2026-01", "--region", "Mars", "-o", "-"], "2026-01 has no sales that pass the filter"),
      (["query", "--period", "now/d"], "Today has no sales: the newest are in --period 2026-01-31"),
      (["query", "--region", "Mars"], "no sales pass the filter"),
    ])
  func empty(arguments: [String], words: String) async throws {
    let salestop = try await Fixtures.january.value
    let outcome = try await salestop.run(arguments)
    #expect(outcome.code == 0, "\(outcome)")
    #expect(outcome.error.hasPrefix("salestop: warning: \(words)"), "\(outcome)")
    #expect(outcome.error.split(separator: "\n").count == 1, "\(outcome)")
    // The period that it names has some.
    guard let period = outcome.error.split(separator: "--period ").dropFirst().first else { return }
    let text = period.trimmingCharacters(in: .newlines)
    let next = try await salestop.must("export", "--period", text, "-o", "-")
    #expect(next.output.split(separator: "\r\n").count > 1 && next.error.isEmpty, "\(next)")
  }

  @Test("names that the program chooses never replace a file, however many exports there are at once")
  func neverReplaces() async throws {
    let salestop = try await Fixtures.january.value.copy()
    let regions = ["UK", "DACH", "Japan", "France", "Nordics"]
    let paths = try await withThrowingTaskGroup(of: String.self) { group in
      for region in regions {
        group.addTask { try await salestop.must("export", "--period", "2026-01", "--region", region).output }
      }
      return try await group.reduce(into: []) { $0.append($1.trimmingCharacters(in: .newlines)) }
    }
    #expect(Set(paths).count == regions.count)
    let files = try FileManager.default.contentsOfDirectory(atPath: salestop.work).filter { $0.hasSuffix(".csv") }
    #expect(Set(files.map { "\(salestop.work)/\($0)" }) == Set(paths))
    // A name that a person gave is theirs to replace.
    for region in ["UK", "DACH"] {
      try await salestop.must("export", "--period", "2026-01", "--region", region, "-o", "mine.csv")
    }
    let mine = try String(contentsOfFile: salestop.work + "/mine.csv", encoding: .utf8)
    #expect(mine.contains("DACH") && !mine.contains("UK"))
  }

  @Test("an export to a place where nothing can be written ends with 74 and leaves nothing")
  func unwritable() async throws {
    let salestop = try await Fixtures.january.value
    let path = salestop.work + "/no/such/folder/x.csv"
    let outcome = try await salestop.run("export", "--period", "all", "-o", path)
    #expect(outcome.code == 74, "\(outcome)")
    #expect(outcome.error.contains(path))
  }

  @Test("without a name it makes one in the working folder and shows its path")
  func named() async throws {
    let salestop = try await Fixtures.january.value.copy()
    let outcome = try await salestop.must("export", "--period", "2026-01-05..2026-01-06")
    let path = outcome.output.trimmingCharacters(in: .newlines)
    #expect(path.hasPrefix(salestop.work + "/salestop-"))
    #expect(path.hasSuffix(".csv"))
    let query = try await salestop.must("query", "--period", "2026-01-05..2026-01-06", "--format", "csv").output
    let rows = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\r\n").dropFirst()
    let sales = rows.compactMap { Int($0.split(separator: ",")[3]) }.reduce(0, +)
    #expect(query.contains("\r\n\(sales),"), "\(sales) in \(query)")
  }
}
