import Foundation
import Testing

@Suite(.takingTurns, .needs(.python3), .timeLimit(.minutes(60)))
struct ProduceTests {
  /// A hash over every record of the log, in order.
  private func fingerprint(_ log: String) async throws -> String {
    try await Python.run(
      """
      import hashlib, sqlite3, sys
      hash, count = hashlib.sha256(), 0
      for (payload,) in sqlite3.connect(sys.argv[1]).execute('select payload from records order by "offset"'):
          hash.update(len(payload).to_bytes(8, 'big') + payload)
          count += 1
      print(count, hash.hexdigest())
      """, log)
  }

  @Test(
    "the same source, seed, start, rate and count give the same bytes",
    arguments: [
      ["--rate", "max"], ["--rate", "20000", "--curve"],
      ["--rate", "max", "--inject", "late=0.05,duplicate=0.05,malformed=0.05"],
    ])
  func deterministic(_ more: [String]) async throws {
    let arguments = ["produce", "--seed", "7", "--start", "2026-03-01T00:00:00Z", "--count", "2000"] + more
    var prints: [String] = []
    for source in ["one", "one", "two"] {
      let salestop = try Salestop()
      let outcome = try await salestop.run(arguments + ["--source", source])
      #expect(outcome.code == 0, "\(outcome)")
      prints.append(try await fingerprint(salestop.log))
    }
    #expect(prints[0] == prints[1])
    #expect(prints[0] != prints[2])
    #expect((Int(prints[0].prefix { $0 != " " }) ?? 0) >= 2000)
  }

  @Test("a run in two parts leaves the same log as a run in one")
  func goesOn() async throws {
    let arguments = ["produce", "--seed", "7", "--source", "one", "--start", "2026-03-01T00:00:00Z", "--rate", "20000"]
    let whole = try Salestop()
    let parts = try Salestop()
    _ = try await whole.run(arguments + ["--count", "900"])
    _ = try await parts.run(arguments + ["--count", "400"])
    _ = try await parts.run(arguments + ["--count", "500"])
    let prints = try await [fingerprint(whole.log), fingerprint(parts.log)]
    #expect(prints[0].hasPrefix("900 "))
    #expect(prints[0] == prints[1])
  }

  @Test("200 sales a second are 5 ms apart, each one")
  func even() async throws {
    let salestop = try Salestop()
    try await salestop.must(
      "produce", "--source", "even", "--start", "2026-03-01T00:00:00Z", "--rate", "200", "--count", "600")
    let gaps = try await Python.run(
      """
      import collections, datetime, json, sqlite3, sys
      rows = sqlite3.connect(sys.argv[1]).execute('select payload from records order by "offset"')
      times = [datetime.datetime.fromisoformat(json.loads(row[0])['time'].replace('Z', '+00:00')) for row in rows]
      print(len(times), times[0].isoformat())
      print({(b - a).total_seconds() for a, b in zip(times, times[1:])})
      """, salestop.log)
    #expect(gaps == "600 2026-03-01T00:00:00+00:00\n{0.005}\n")
  }

  @Test("every injected fault is in the ledger, and the store counts the same")
  func ledger() async throws {
    let salestop = try Salestop()
    let produced = try await salestop.must(
      "produce", "--source", "faulty", "--seed", "3", "--start", "2026-03-01T00:00:00Z", "--rate", "max", "--count",
      "5000", "--inject", "late=0.02,duplicate=0.03,malformed=0.01")
    try await salestop.must("consume", "--drain")
    let report = try await salestop.verify()
    let status = try await salestop.status()
    #expect(report.ok)
    #expect(report.store.sales == 5000)
    #expect(report.conflicts == 0)
    let words = produced.error.split(separator: " ").map { $0.trimmingCharacters(in: .punctuationCharacters) }
    func number(before word: String) -> Int64? {
      words.firstIndex(of: word).flatMap { $0 > 0 ? Int64(words[$0 - 1]) : nil }
    }
    #expect((100...200).contains(report.duplicates))
    #expect((25...80).contains(report.deadLetters))
    #expect(number(before: "duplicates") == report.duplicates, "\(produced)")
    #expect(number(before: "malformed") == report.deadLetters, "\(produced)")
    #expect(number(before: "late") ?? 0 > 50, "\(produced)")
    #expect(status.deadLetters == report.deadLetters)
    let reasons = try await deadLetterReasons(salestop)
    let told = produced.error.drop { $0 != "(" }.dropFirst().prefix { $0 != ")" }
    #expect(reasons.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ") == told)
  }

  private func deadLetterReasons(_ salestop: Salestop) async throws -> [String: Int] {
    let lines = try await salestop.must("dead-letters", "--json").output.split(separator: "\n")
    return try lines.reduce(into: [:]) { sums, line in
      let letter = try JSONDecoder().decode(StoredLetter.self, from: Data(line.utf8))
      sums[letter.reason, default: 0] += 1
    }
  }

  @Test("a name made at first use is kept, so that no id is made twice")
  func keepsItsName() async throws {
    let salestop = try Salestop()
    for _ in 0..<2 { try await salestop.must("produce", "--rate", "max", "--count", "50") }
    try await salestop.must("consume", "--drain")
    let report = try await salestop.verify()
    #expect(report.store.sales == 100)
    #expect(report.duplicates == 0)
  }
}
