import Foundation
import TestSupport
import Testing

/// Records that bear the id of another one: what they say, and who hears of it.
@Suite(.takingTurns, .timeLimit(.minutes(60)))
struct ConflictTests {
  private static let leftOut = "2 records bear an id that is stored with other content and were left out"

  /// Two of the later records have another content than the first of their id, and one has the same.
  private static let records = [
    DeadLetterTests.sale("x"), DeadLetterTests.sale("y"), DeadLetterTests.sale("x"),
    DeadLetterTests.sale("x", amount: "99"), DeadLetterTests.sale("y", product: "Lamp\\u001b[31m", region: "UK"),
  ]

  private func consumed(_ store: Pair.Store = .sqlite) async throws -> (chain: Chain, outcome: Outcome) {
    let chain = try await Chain(Pair(log: .sqlite, store: store))
    try await DeadLetterTests.append(Self.records.map { Array($0.utf8) }, to: chain.salestop.log)
    return (chain, try await chain.salestop.must("consume", "--drain"))
  }

  private func expectTold(_ chain: Chain, _ consumed: Outcome) async throws {
    let salestop = chain.salestop
    let lines = consumed.error.split(separator: "\n")
    let told = Self.leftOut + "; `salestop verify` shows them"
    #expect(lines.contains { $0 == "salestop: warning: \(told)" }, "\(consumed)")
    #expect(lines.last?.hasSuffix(told) == true, "\(consumed)")
    let status = try await salestop.must("status")
    #expect(status.output.contains("\nproblem       \(told)\n"), "\(status)")
    #expect(try await salestop.status().problems == [told])
    let report = try await salestop.verify()
    #expect(!report.ok && report.agrees && report.conflicts == 2 && report.duplicates == 3)
    #expect(report.store == .init(sales: 2, revenueMinor: 300) && report.differences.isEmpty)
    #expect(report.conflictExamples.map(\.record.offset) == [3, 4])
    #expect(report.conflictExamples.map(\.stored.offset) == [0, 1])
    #expect(report.conflictExamples.first?.differences == [.init(field: "amount", record: "99.00", stored: "1.50")])
    let text = try await salestop.run("verify")
    #expect(text.code == 65, "\(text)")
    #expect(
      text.output.hasPrefix(
        "conflicts: \(Self.leftOut):\n  x: 0/3 has amount 99.00; stored from 0/0: amount 1.50\n"
          + "  y: 0/4 has product Lamp"),
      "\(text)")
    #expect(text.output.hasSuffix("\n2 conflicts; apart from that the store agrees with its log\n"), "\(text)")
    #expect(!text.output.contains("\u{1B}"))
  }

  @Test("consume, status and verify name them, and the first of each id stays")
  func inFiles() async throws {
    let (chain, outcome) = try await consumed()
    try await expectTold(chain, outcome)
    // The next run has met none.
    #expect(try await !chain.salestop.must("consume", "--drain").error.contains("bear an id"))
    let frame = try await chain.salestop.must("dash", "--once", "--view", "pipeline").output
    #expect(frame.contains("2 conflicts  left out: an id that is stored with other content"), "\(frame)")
  }

  @Test("a store on MongoDB tells the same", .needsMongoDB)
  func onMongoDB() async throws {
    let (chain, outcome) = try await consumed(.mongodb)
    try await expectTold(chain, outcome)
  }
}
