import Foundation
import TestSupport
import Testing

@Suite(.takingTurns, .needsMongoDB, .timeLimit(.minutes(60)))
struct MongoPageTests {
  private func block(_ language: String) throws -> String {
    let block = try Page("docs/kafka-and-mongodb.md").block(language, under: "## The collections")
    return try #require(block.isEmpty ? nil : block)
  }

  @Test("what docs/kafka-and-mongodb.md says to do with pymongo and mongosh adds up to what verify finds")
  func sums() async throws {
    let chain = try await Chain(Pair(log: .sqlite, store: .mongodb))
    let store = try #require(chain.salestop.environment["SALESTOP_STORE"])
    try await chain.salestop.must(
      "produce", "--source", "page", "--start", "2026-03-01T00:00:00Z", "--rate", "max", "--count", "1000")
    try await chain.salestop.must("consume", "--drain")
    let revenue = try await chain.salestop.verify().store.revenueMinor

    let script = try block("python").replacing("mongodb://localhost/sales", with: store)
    #expect(script.contains(store))
    let rows = try await TestPython.run(script).split(separator: "\n")
    #expect(rows.count > 5)
    #expect(rows.reduce(0) { $0 + (Int64($1.split(separator: " ").last ?? "") ?? 0) } == revenue)

    // No mongosh here: its pipeline is the same JSON once the keys are quoted.
    let pipeline = String(try block("js").drop { $0 != "[" }).replacing(")", with: "")
      .replacing(/([$\w]+):/) { "\"\($0.output.1)\":" }.replacing(/,\s*\]/) { _ in "]" }
    let total = try await TestPython.run(
      """
      import json, pymongo, sys
      db = pymongo.MongoClient(sys.argv[1]).get_default_database()
      print(sum(row["revenueMinor"] for row in db.rollups.aggregate(json.loads(sys.argv[2]))))
      """, store, String(pipeline))
    #expect(Int64(total.trimmingCharacters(in: .whitespacesAndNewlines)) == revenue)
  }
}
