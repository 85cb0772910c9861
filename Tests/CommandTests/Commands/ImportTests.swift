import Foundation
import TestSupport
import Testing

@Suite(.takingTurns, .timeLimit(.minutes(60)))
struct ImportTests {
  /// Line and reason of each bad line, as the sample data's README lists them.
  private func documented() throws -> [String] {
    let text = try String(contentsOf: SampleFiles.url("README.md"), encoding: .utf8)
    return text.split(separator: "\n").compactMap { line in
      let cells = line.split(separator: "|", omittingEmptySubsequences: false).map {
        $0.trimmingCharacters(in: .whitespaces)
      }
      guard cells.count == 5, let number = Int(cells[1]), !cells[2].isEmpty else { return nil }
      return "\(number): \(cells[2].replacing("`", with: ""))"
    }
  }

  /// The same out of the warnings of an import.
  private func rejected(_ outcome: Outcome) -> [String] {
    outcome.error.split(separator: "\n").compactMap { line in
      guard let found = line.firstMatch(of: /(?:bad-sales\.ndjson|standard input):(\d+): ([a-z_0-9]+): \S/) else {
        return nil
      }
      return "\(found.1): \(found.2)"
    }
  }

  @Test("each bad line is reported with its number and the documented reason, and the rest goes in")
  func badLines() async throws {
    let salestop = try Salestop()
    let outcome = try await salestop.must("produce", "--from", SampleFiles.url("bad-sales.ndjson").path)
    let expected = try documented()
    #expect(expected.count == 43)
    #expect(rejected(outcome) == expected)
    #expect(outcome.error.contains("4 of 47 rows appended, 43 rejected"))
    try await salestop.must("consume", "--drain")
    let report = try await salestop.verify()
    #expect(report.ok)
    #expect(report.store.sales == 4)
    #expect(report.deadLetters == 0)
  }

  @Test("the same comes through standard input")
  func standardInput() async throws {
    let salestop = try Salestop()
    let outcome = try await salestop.run(["produce", "--from", "-"], input: SampleFiles.url("bad-sales.ndjson").path)
    #expect(outcome.code == 0)
    #expect(rejected(outcome) == (try documented()))
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
      2026-05-01 10:06,Pot,Lyon,"1,5"\r
      2026-05-01 10:07,Pot,Lyon,8\r
      """)
    let outcome = try await salestop.must(
      "produce", "--from", path, "--map", "time=When,product=Item,region=Where,amount=Total", "--time-zone",
      "Europe/Paris")
    #expect(outcome.error.contains("shop.csv:4: "), "\(outcome)")
    #expect(outcome.error.contains("3 of 4 rows appended, 1 rejected"))
    try await salestop.must("consume", "--drain")
    let rows = try await salestop.must("query", "--by", "product", "--bucket", "hour", "--format", "csv").output
    #expect(
      rows.split(separator: "\r\n") == [
        "bucket_start,product,sales,refunds,revenue", "2026-05-01T08:00:00Z,\"Mug, large\",1,0,12.50",
        "2026-05-01T08:00:00Z,Pot,2,1,4.50",
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
