import Foundation
import Testing

@Suite(.takingTurns, .needs(.python3), .timeLimit(.minutes(60)))
struct VerifyTests {
  @Test("its JSON has every documented key, and the three sums are one")
  func keys() async throws {
    let salestop = try await Fixtures.january.value
    let outcome = try await salestop.must("verify", "--json")
    let object = try JSONSerialization.jsonObject(with: outcome.data) as? [String: Any] ?? [:]
    let keys: Set = [
      "ok", "agrees", "log", "store", "rollups", "duplicates", "conflicts", "conflictExamples", "deadLetters",
      "coverage", "differences",
    ]
    #expect(Set(object.keys) == keys)
    for part in ["log", "store", "rollups"] {
      #expect(Set((object[part] as? [String: Any] ?? [:]).keys) == ["sales", "revenueMinor"])
    }
    let report = try outcome.json(VerifyReport.self)
    #expect(report.ok)
    #expect(report.log == report.store)
    #expect(report.store == report.rollups)
    #expect(report.coverage == [.init(partition: 0, first: 0, next: 11_819, end: 11_819, whole: true)])
    #expect(report.differences.isEmpty)
  }

  @Test("the text ends with ok, and the reports agree")
  func text() async throws {
    let salestop = try await Fixtures.january.value
    let outcome = try await salestop.must("verify")
    let report = try await salestop.verify()
    #expect(outcome.output.hasSuffix("\nok\n"))
    let revenue = "\(report.store.revenueMinor / 100).\(String(report.store.revenueMinor % 100 + 100).dropFirst())"
    #expect(outcome.output.components(separatedBy: revenue).count == 4)
  }

  struct Tampering: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var sql: [String]
    var names: String
  }

  static let tamperings = [
    Tampering(
      testDescription: "an amount is changed",
      sql: ["UPDATE sales SET amount = amount + 1 WHERE id = 'sample-000000000007'"], names: "sales/0/7"),
    Tampering(
      testDescription: "a sale is removed", sql: ["DELETE FROM sales WHERE id = 'sample-000000000007'"],
      names: "lost: the sale at sales/0/7"),
    Tampering(
      testDescription: "a sale is added",
      sql: ["INSERT INTO sales SELECT 'ghost', time, amount, region, product, 0, 11818 FROM sales LIMIT 1"],
      names: "store: 11820 sales"),
    Tampering(
      testDescription: "a product is another one",
      sql: ["UPDATE sales SET product = (product + 1) % 20 WHERE id = 'sample-000000000007'"],
      names: "sales/0/7"),
    Tampering(
      testDescription: "a day's cells are another day's",
      sql: [
        """
        UPDATE rollups SET cells = (SELECT cells FROM rollups r WHERE r.level = rollups.level AND r.bucket > rollups.bucket
          ORDER BY r.bucket LIMIT 1)
        WHERE (level, bucket) IN (SELECT max(level), min(bucket) FROM rollups
          WHERE level = (SELECT max(level) FROM rollups))
        """
      ], names: "2026-01-01"),
    Tampering(
      testDescription: "a bucket's bytes are damaged",
      sql: [
        "UPDATE rollups SET cells = x'FFFFFFFFFFFFFFFFFFFFFFFFFF' WHERE bucket = (SELECT max(bucket) FROM rollups)"
      ],
      names: "2026-01-31"),
    Tampering(
      testDescription: "a bucket is gone",
      sql: ["DELETE FROM rollups WHERE bucket = (SELECT max(bucket) FROM rollups WHERE level = 3) AND level = 3"],
      names: "2026-01-31"),
    Tampering(
      testDescription: "the checkpoint is set back", sql: ["UPDATE checkpoints SET next = next - 100"],
      names: "partition 0"),
    Tampering(
      testDescription: "the checkpoint is beyond the log", sql: ["UPDATE checkpoints SET next = next + 100"],
      names: "partition 0"),
    Tampering(
      testDescription: "the running totals are wrong", sql: ["UPDATE checkpoints SET revenue = revenue + 1"],
      names: "partition 0"),
    Tampering(
      testDescription: "a duplicate too many is counted", sql: ["UPDATE checkpoints SET duplicates = duplicates + 1"],
      names: "duplicates"),
    Tampering(
      testDescription: "a dead letter is forged",
      sql: ["INSERT INTO dead_letters VALUES (0, 5, 0, 'not_a_sale', 'x', x'00')"], names: "dead letters"),
  ]

  @Test("it ends with 65 and names the difference where", arguments: tamperings)
  func tampered(_ tampering: Tampering) async throws {
    let salestop = try await Fixtures.january.value.copy()
    for statement in tampering.sql { try await Python.sql(salestop.store, statement) }
    let outcome = try await salestop.run("verify", "--json")
    #expect(outcome.code == 65, "\(outcome)")
    guard !outcome.data.isEmpty else {
      // A damaged bucket cannot be read at all; that is told as an error.
      #expect(outcome.error.contains(tampering.names) || outcome.error.contains("store.sqlite"), "\(outcome)")
      return
    }
    let report = try outcome.json(VerifyReport.self)
    #expect(!report.ok)
    #expect(report.differences.contains { $0.contains(tampering.names) }, "\(report.differences)")
    let text = try await salestop.run("verify")
    #expect(text.code == 65)
    #expect(!text.output.hasSuffix("\nok\n"))
  }

  @Test("another log than the store's is named as that")
  func otherLog() async throws {
    let salestop = try await Fixtures.january.value.copy()
    try await salestop.must("produce", "--log", "other.sqlite", "--source", "x", "--rate", "max", "--count", "5")
    let outcome = try await salestop.run("verify", "--log", "other.sqlite")
    #expect(outcome.code == 65, "\(outcome)")
    #expect(outcome.output.contains("another log"))
  }

  @Test("beside a live consumer it finds nothing wrong")
  func beside() async throws {
    let salestop = try Salestop()
    let producer = try salestop.start("produce", "--source", "live", "--rate", "2000")
    try await eventually("there is a log", last: producer.errorText) { try await salestop.logEnd() > 0 }
    let consumer = try salestop.start("consume")
    try await eventually("sales are stored", last: consumer.errorText) { try await salestop.storeNext() > 0 }
    var seen: [Int64] = []
    for _ in 0..<4 {
      let report = try await salestop.verify()
      #expect(report.ok, "\(report.differences)")
      seen.append(report.store.sales)
      let last = report.store.sales
      try await eventually("more is stored") { try await salestop.storeNext() > last }
    }
    #expect(seen == seen.sorted() && Set(seen).count == 4)
  }
}
