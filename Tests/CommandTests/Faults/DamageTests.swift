import Foundation
import Testing

/// A damaged file is named as that: never silently empty, never written to.
@Suite(.takingTurns, .timeLimit(.minutes(60)))
struct DamageTests {
  enum Damage: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case cut, overwritten, headless, scribbled

    var testDescription: String { rawValue }

    func strike(_ path: String) throws {
      let handle = try FileHandle(forUpdating: URL(fileURLWithPath: path))
      defer { try? handle.close() }
      let end = try handle.seekToEnd()
      switch self {
      case .cut: try handle.truncate(atOffset: 40_000)
      case .overwritten:
        try handle.seek(toOffset: 0)
        try handle.write(contentsOf: Data(repeating: 0x5A, count: Int(end)))
      case .headless:
        try handle.seek(toOffset: 0)
        try handle.write(contentsOf: Data(repeating: 0, count: 100))
      case .scribbled:
        // The header and the schema stay whole; every page after them does not.
        for offset in stride(from: 16_384, to: end, by: 4096) {
          try handle.seek(toOffset: offset)
          try handle.write(contentsOf: Data(repeating: 0xDE, count: 64))
        }
      }
    }
  }

  @Test("a damaged store is corrupt to everybody who reads it", arguments: Damage.allCases)
  func store(_ damage: Damage) async throws {
    let salestop = try await Fixtures.january.value.copy()
    try damage.strike(salestop.store)
    let period = "2026-01-01..2026-02-01"
    for arguments in [
      ["verify"], ["query", "--by", "region"], ["export", "--period", period, "-o", "-"],
      ["consume", "--drain"], ["dash", "--once", "--period", period],
    ] {
      let outcome = try await salestop.run(arguments)
      #expect(outcome.code == 65, "\(arguments): \(outcome)")
      #expect(outcome.error.contains("store.sqlite: "), "\(outcome)")
      #expect(outcome.data.isEmpty)
    }
  }

  @Test("a damaged log is corrupt to everybody who reads it", arguments: Damage.allCases)
  func log(_ damage: Damage) async throws {
    let salestop = try await Fixtures.january.value.copy()
    try damage.strike(salestop.log)
    // Who starts at the end of the log need not see a page in its middle.
    let commands =
      damage == .scribbled
      ? [["verify"]] : [["verify"], ["consume", "--drain"], ["status"], ["produce", "--count", "1"]]
    for arguments in commands {
      let outcome = try await salestop.run(arguments)
      #expect(outcome.code == 65, "\(arguments): \(outcome)")
      #expect(outcome.error.contains("log.sqlite: "), "\(outcome)")
    }
    // The stored sales can be looked at all the same.
    let query = try await salestop.must("query", "--format", "csv")
    #expect(query.output.contains("\r\n11819,"))
  }

  @Test("a log set back to an older copy is refused, and verify says so")
  func setBack() async throws {
    let salestop = try Salestop()
    try await salestop.must("produce", "--source", "back", "--rate", "max", "--count", "100")
    let older = try salestop.copy()
    try await salestop.must("produce", "--source", "back", "--rate", "max", "--count", "100")
    try await salestop.must("consume", "--drain")
    let outcome = try await salestop.run("consume", "--drain", "--log", older.log)
    #expect(outcome.code == 65, "\(outcome)")
    #expect(outcome.error.contains("100"))
    let verify = try await salestop.run("verify", "--log", older.log)
    #expect(verify.code == 65, "\(verify)")
    #expect(verify.output.contains("before the checkpoint 200"))
  }
}
