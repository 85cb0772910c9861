import Foundation
import Glibc
import SalesCore
import TestSupport
import Testing

/// The same commands on every log and store.
@Suite(.takingTurns, .needsMongoDB, .timeLimit(.minutes(60)))
struct PairTests {
  private let produce = [
    "produce", "--source", "pair", "--seed", "5", "--start", "2026-03-01T00:00:00Z", "--rate", "max", "--count", "3000",
    "--inject", "late=0.02,duplicate=0.03,malformed=0.01",
  ]

  /// The sum of a CSV's last column, in minor units of two decimals.
  private func revenue(_ csv: String) -> Int64 {
    csv.split(whereSeparator: \.isNewline).dropFirst().reduce(0) { sum, line in
      let amount = line.split(separator: ",").last ?? ""
      return sum + (Int64(amount.filter { $0 != "." }) ?? 0)
    }
  }

  @Test("what is produced is stored, and every command tells the same sum to the cent", arguments: Pair.all)
  func agree(_ pair: Pair) async throws {
    let chain = try await Chain(pair)
    let salestop = chain.salestop
    let produced = try await salestop.run(produce)
    #expect(produced.code == 0, "\(produced)")
    let drained = try await salestop.must("consume", "--drain")
    #expect(drained.error.contains("3000 sales stored"), "\(drained)")

    let report = try await salestop.verify()
    #expect(report.ok, "\(report.differences)")
    #expect(report.store.sales == 3000)
    #expect(report.log == report.store && report.store == report.rollups)
    let whole = pair.log == .kafka ? "12 partitions: " : "partition 0: "
    let told = try await salestop.must("verify").output.split(separator: "\n").filter { $0.contains("compared") }
    #expect(told.count == 1 && told[0].hasPrefix(whole), "\(told)")
    let minor = report.store.revenueMinor
    let text = Money(minorUnits: minor).text(try #require(Currency(code: "USD")))
    #expect(produced.error.contains("revenue \(text) USD"), "\(produced)")

    let status = try await salestop.status()
    #expect(status.revenueMinor == minor && status.sales == 3000 && status.lag == 0)
    #expect(status.duplicates == report.duplicates && status.deadLetters == report.deadLetters)
    #expect(status.partitions.count == (pair.log == .kafka ? 12 : 1))
    #expect(revenue(try await salestop.must("query", "--by", "region", "--format", "csv").output) == minor)
    #expect(revenue(try await salestop.must("export", "--period", "2026", "-o", "-").output) == minor)
    let letters = try await salestop.must("dead-letters", "--json").output.split(separator: "\n")
    #expect(letters.count == Int(report.deadLetters))
    let frame = try await salestop.must("dash", "--once", "--period", "2026").output
    let shown = text.filter { $0 != "." }
    #expect(frame.filter { $0.isNumber || $0.isNewline }.contains(shown), "\(text): \(frame)")

    let again = try await salestop.must("consume", "--drain")
    #expect(again.error.contains(" 0 sales stored"), "\(again)")
  }

  @Test("a consumer that is stopped on its way goes on where it was", arguments: Pair.all)
  func stopped(_ pair: Pair) async throws {
    let chain = try await Chain(pair)
    let salestop = chain.salestop
    try await salestop.must("produce", "--source", "stop", "--rate", "max", "--count", "8000")
    let consumer = try salestop.start("consume", "--batch-size", "100")
    try await eventually("some is stored", last: consumer.errorText) {
      (try? await salestop.status().sales) ?? 0 > 0
    }
    consumer.signal(SIGTERM)
    let outcome = try await consumer.outcome()
    #expect(outcome.code == 0, "\(outcome)")
    try await salestop.must("consume", "--drain")
    let report = try await salestop.verify()
    #expect(report.ok, "\(report.differences)")
    #expect(report.store.sales == 8000)
    #expect(report.duplicates == 0)
  }

  @Test("two consumers share a topic and a database, and one goes on alone")
  func shared() async throws {
    let chain = try await Chain(Pair(log: .kafka, store: .mongodb))
    let salestop = chain.salestop
    try await salestop.must("produce", "--source", "shared", "--rate", "max", "--count", "3000")
    let consumers = try [salestop.start("consume"), salestop.start("consume")]
    func stored(_ count: Int64) async throws {
      let told = { consumers.map(\.errorText).joined() }
      try await eventually("\(count) sales are stored", last: told()) {
        (try? await salestop.status().sales) ?? 0 == count
      }
    }
    try await stored(3000)
    consumers[0].signal(SIGTERM)
    #expect(try await consumers[0].outcome().code == 0)
    try await salestop.must("produce", "--source", "shared", "--rate", "max", "--count", "2000")
    try await stored(5000)
    consumers[1].signal(SIGTERM)
    #expect(try await consumers[1].outcome().code == 0)
    let report = try await salestop.verify()
    #expect(report.ok, "\(report.differences)")
    #expect(report.store.sales == 5000 && report.duplicates == 0)
  }

  @Test("verify --repair makes the sums anew from the sales", arguments: Pair.Store.allCases)
  func repair(_ store: Pair.Store) async throws {
    let chain = try await Chain(Pair(log: .sqlite, store: store))
    let salestop = chain.salestop
    try await salestop.must("produce", "--source", "repair", "--rate", "max", "--count", "500")
    try await salestop.must("consume", "--drain")
    switch store {
    case .sqlite: try await Python.sql(salestop.store, "DELETE FROM rollups WHERE level = 3")
    case .mongodb:
      _ = try await TestPython.run(
        """
        import pymongo, sys
        db = pymongo.MongoClient(sys.argv[1]).get_default_database()
        print(db.rollups.delete_many({"level": "day"}).deleted_count)
        """, salestop.environment["SALESTOP_STORE"] ?? "")
    }
    #expect(try await salestop.run("verify").code == 65)
    let repaired = try await salestop.run("verify", "--repair")
    #expect(repaired.code == 0, "\(repaired)")
    #expect(repaired.error.contains("sums counted anew") && repaired.error.contains(" added"), "\(repaired)")
    #expect(try await salestop.verify().ok)
  }
}
