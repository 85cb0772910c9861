import Foundation
import TestSupport
import Testing

@Suite(.takingTurns, .timeLimit(.minutes(60)))
struct ImportTests {
  private let options = ["--decimal", "point", "--currency", "USD"]

  @Test("bad lines are told by reason, the first of each with its line, and the rest goes in")
  func badLines() async throws {
    let salestop = try Salestop()
    let outcome = try await salestop.run(["produce", "--from", SampleFiles.url("bad-sales.ndjson").path] + options)
    #expect(outcome.code == 0, "\(outcome)")
    #expect(outcome.error.contains("line 3: not_a_sale: is no JSON object"), "\(outcome)")
    #expect(outcome.error.contains("not_a_sale: 15 rows in all, the first on line 3"), "\(outcome)")
    #expect(outcome.error.contains("line 45: currency: "), "\(outcome)")
    #expect(outcome.error.contains("51 rows: 14 sales, 37 rejected   279.86 USD; 14 appended"), "\(outcome)")
    try await salestop.must("consume", "--drain")
    let report = try await salestop.verify()
    #expect(report.ok)
    #expect(report.store.sales == 14)
    #expect(report.deadLetters == 0)
  }

  @Test("the same comes through standard input, and its rejected rows can be put right and imported")
  func standardInput() async throws {
    let salestop = try Salestop()
    let rejected = salestop.work + "/rejected.csv"
    let path = try salestop.file(
      "shop.csv",
      """
      Day;Sum;What;Where
      2026-01-15 10:00;4.711,98;Organ;DACH
      2026-01-15 11:00;twelve;"Harp; large";DACH
      """)
    let produce = ["produce", "--from", "-", "--map", "time=Day,amount=Sum,product=What,region=Where"]
    let outcome = try await salestop.run(produce + ["--rejected", rejected], input: path)
    #expect(outcome.code == 0, "\(outcome)")
    let text = try String(contentsOfFile: rejected, encoding: .utf8)
    #expect(text.hasPrefix("reason;Day;Sum;What;Where\n"))
    #expect(text.hasSuffix(";2026-01-15 11:00;twelve;\"Harp; large\";DACH\n"))
    let mended = try salestop.file("mended.csv", text.replacing("twelve", with: "12.000,00"))
    try await salestop.must("produce", "--from", mended, "--map", "time=Day,amount=Sum,product=What,region=Where")
    try await salestop.must("consume", "--drain")
    #expect(try await salestop.verify().store.revenueMinor == 1_671_198)
  }

  @Test("an import again adds nothing: rows that have ids are duplicates")
  func again() async throws {
    let salestop = try await Fixtures.january.value.copy()
    let before = try await salestop.verify()
    try await salestop.must("produce", "--from", SampleFiles.url("sales.csv").path)
    try await salestop.must("consume", "--drain")
    let after = try await salestop.verify()
    #expect(after.ok)
    #expect(after.store == before.store)
    #expect(after.duplicates == before.store.sales)
    #expect(after.conflicts == 0)
  }

  @Test("a CSV with its own column names, local times and no ids is read as told")
  func mapped() async throws {
    let salestop = try Salestop()
    let path = try salestop.file(
      "shop.csv",
      """
      When,Item,Where,Total\r
      2026-05-01 10:00,"Mug, large",Lyon,12.50\r
      2026-05-01 10:05,Pot,Lyon,-3.5\r
      2026-05-01 10:06,Pot,Lyon,one\r
      2026-05-01 10:07,Pot,Lyon,8\r
      """)
    let outcome = try await salestop.must(
      "produce", "--from", path, "--map", "time=When,product=Item,region=Where,amount=Total", "--time-zone",
      "Europe/Paris")
    #expect(outcome.error.contains("line 4: wrong_type: "), "\(outcome)")
    #expect(outcome.error.contains("4 rows: 3 sales (1 refund), 1 rejected"), "\(outcome)")
    try await salestop.must("consume", "--drain")
    let rows = try await salestop.must("query", "--by", "product", "--bucket", "hour", "--format", "csv").output
    #expect(
      rows.split(separator: "\r\n") == [
        "bucket_start,product,sales,refunds,revenue", "2026-05-01T10:00:00+02:00,\"Mug, large\",1,0,12.50",
        "2026-05-01T10:00:00+02:00,Pot,2,1,4.50",
      ])
  }

  @Test(
    "a file that makes no sense as a whole ends with 65 and puts nothing on the log",
    arguments: ["", "just words\n", "id,time,amount,product\n1,2026-01-01T00:00:00Z,1,Mug\n", "a,a\n1,2\n"])
  func senseless(_ text: String) async throws {
    let salestop = try Salestop()
    let outcome = try await salestop.run("produce", "--from", try salestop.file("odd.csv", text))
    #expect(outcome.code == 65, "\(outcome)")
    #expect(outcome.error.contains("odd.csv"))
    #expect(try await salestop.logEnd() == 0)
  }

  @Test("rows that are put right and equal a stored sale count once, and both commands say so")
  func mended() async throws {
    let salestop = try Salestop()
    let rejected = salestop.work + "/rejected.csv"
    let rows = "time,amount,product,region\n2026-01-15,1.50,Tea,UK\n2026-01-15,oops,Tea,UK\n2026-01-16,x,Tea,UK\n"
    try await salestop.must("produce", "--from", try salestop.file("week.csv", rows), "--rejected", rejected)
    let first = try await salestop.must("consume", "--drain")
    #expect(!first.error.contains("there already"), "\(first)")
    let text = try String(contentsOfFile: rejected, encoding: .utf8)
    let mended = try salestop.file(
      "mended.csv", text.replacing(",oops,", with: ",1.50,").replacing(",x,", with: ",9.50,"))
    let produced = try await salestop.must("produce", "--from", mended)
    #expect(
      produced.error.contains("one that equals a stored sale is taken for that one and counts once"), "\(produced)")
    let outcome = try await salestop.must("consume", "--drain")
    #expect(outcome.error.contains("1 sales stored, 1 duplicates"), "\(outcome)")
    #expect(outcome.error.contains("; 1 of the sales was there already and counts once"), "\(outcome)")
  }

  @Test("a pipe's new header is told and read by; one that lacks a column ends with 65, and the rows before stay")
  func newHeader() async throws {
    let salestop = try Salestop()
    let rejected = salestop.work + "/rejected.csv"
    let good =
      "time,amount,product,region\n2026-01-15,1.50,Tea,UK\nregion,product,amount,time\nUK,Mug,2.50,2026-01-16\n"
    let path = try salestop.file(
      "live.csv", good + "UK,Mug,x,2026-01-16\ntime,total,product,region\n2026-01-17,3.50,Tea,UK\n")
    let outcome = try await salestop.run(
      ["produce", "--from", "-", "--follow", "--rejected", rejected], input: path)
    #expect(outcome.code == 65, "\(outcome)")
    #expect(
      outcome.error.contains("line 3: the columns change here, and what follows is read by the new header"),
      "\(outcome)")
    #expect(
      outcome.error.contains(
        "line 6: the columns change here, and what follows was not read: there is no \"amount\" any more; there are "
          + "\"time\", \"total\", \"product\", \"region\"; the rows before it were taken"), "\(outcome)")
    #expect(outcome.error.contains("2 sales, 2 rejected   4.00 USD; 2 appended"), "\(outcome)")
    let rows = try String(contentsOfFile: rejected, encoding: .utf8)
    #expect(rows.hasPrefix("reason,region,product,amount,time\n"), "\(rows)")
    #expect(rows.contains(",UK,Mug,x,2026-01-16\n"), "\(rows)")
  }

  @Test("a currency that a pipe names late is not taken for the store's")
  func lateCurrency() async throws {
    let salestop = try Salestop()
    let record = #"{"time":"2026-01-15T10:00:00Z","amount":2,"product":"Tea","region":"UK""#
    // More than is read at once.
    let first = (0..<20_000).map { #"\#(record),"id":"\#($0)"}"# + "\n" }.joined()
    let path = try salestop.file("live.ndjson", first + record + #","id":"x","currency":"EUR"}"# + "\n")
    let outcome = try await salestop.run(["produce", "--from", "-", "--follow"], input: path)
    #expect(outcome.code == 0, "\(outcome)")
    #expect(
      outcome.error.contains("line 20001: currency: currency EUR is not USD, which the store counts"), "\(outcome)")
    #expect(outcome.error.contains("20000 sales, 1 rejected   40000.00 USD"), "\(outcome)")
  }

  @Test("a list that the records lack is told with those that there are", arguments: ["produce", "open", "recipe"])
  func noList(command: String) async throws {
    let salestop = try Salestop()
    let path = try salestop.file(
      "o.ndjson", #"{"time":"2026-01-15T10:00:00Z","region":"UK","items":[{"price":1}]}"# + "\n")
    let words = command == "produce" ? ["produce", "--from"] : command == "recipe" ? ["recipe", "guess"] : ["open"]
    let outcome = try await salestop.run(words + [path, "--each", "lines"])
    #expect(outcome.code == 64, "\(outcome)")
    #expect(outcome.error.contains("--each: there is no list \"lines\"; there are items"), "\(outcome)")
  }
}
