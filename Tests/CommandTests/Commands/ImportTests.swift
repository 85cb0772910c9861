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
}
