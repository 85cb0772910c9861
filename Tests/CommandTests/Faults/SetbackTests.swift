import Foundation
import Testing

/// A store whose newest part is gone looks whole to SQLite. The note of its consumer beside the log knows better.
@Suite(.takingTurns, .timeLimit(.minutes(60)))
struct SetbackTests {
  enum Damage: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case flippedBit, cutShort, emptied, removed, olderCopy

    var testDescription: String { rawValue }

    func strike(_ store: String, older: String) throws {
      let log = URL(fileURLWithPath: store + "-wal")
      switch self {
      case .flippedBit:
        var bytes = try Data(contentsOf: log)
        bytes[200] ^= 1
        try bytes.write(to: log)
      case .cutShort: try Data(contentsOf: log).prefix(3000).write(to: log)
      case .emptied: try Data().write(to: log)
      case .removed: try FileManager.default.removeItem(at: log)
      case .olderCopy:
        for ending in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: store + ending) }
        try FileManager.default.copyItem(atPath: older, toPath: store)
      }
    }
  }

  /// A consumer that is killed leaves its newest batches in the store's write-ahead log. Returns the program and a copy
  /// of its store before them.
  private func killed() async throws -> (Salestop, older: String) {
    let salestop = try Salestop()
    try await salestop.must("produce", "--source", "back", "--rate", "max", "--count", "2000")
    try await salestop.must("consume", "--drain")
    let older = salestop.work + "/older.sqlite"
    try FileManager.default.copyItem(atPath: salestop.store, toPath: older)
    let consumer = try salestop.start("consume")
    try await salestop.must("produce", "--source", "back", "--rate", "max", "--count", "300")
    try await eventually("all is noted", last: consumer.errorText) { try notes(of: salestop).contains("0 2300") }
    consumer.signal(SIGKILL)
    _ = try await consumer.outcome()
    return (salestop, older)
  }

  private func notes(of salestop: Salestop) throws -> String {
    let folder = salestop.log + ".consumers"
    guard FileManager.default.fileExists(atPath: folder) else { return "" }
    return try FileManager.default.contentsOfDirectory(atPath: folder).filter { !$0.hasPrefix(".") }
      .map { (try? String(contentsOfFile: folder + "/" + $0, encoding: .utf8)) ?? "" }.joined()
  }

  @Test(
    "a store that went back is told by everybody who reads it, and the next consumer heals it",
    arguments: Damage.allCases)
  func setBack(_ damage: Damage) async throws {
    let (salestop, older) = try await killed()
    #expect(try await salestop.status().sales == 2300)
    try damage.strike(salestop.store, older: older)
    for arguments in [
      ["status"], ["verify"], ["query"], ["export", "--period", "all", "-o", "-"], ["dash", "--once"], ["dead-letters"],
    ] {
      let outcome = try await salestop.run(arguments)
      #expect(outcome.code == 65, "\(arguments): \(outcome)")
      let told = outcome.output + outcome.error
      #expect(told.contains("the store went back: partition 0 is at "), "\(arguments): \(outcome)")
      #expect(told.contains("up to 2300") && told.contains("`salestop consume`"), "\(outcome)")
    }
    try await salestop.must("consume", "--drain")
    #expect(try await salestop.status().sales == 2300)
    #expect(try await salestop.verify().ok)
    try await salestop.must("query")
  }

  @Test("a consumer that was killed at any moment leaves no store that seems to have gone back")
  func killedIsWhole() async throws {
    let salestop = try Salestop()
    let producer = try salestop.start("produce", "--source", "on", "--rate", "2000")
    try await eventually("there is a log", last: producer.errorText) { try await salestop.logEnd() > 0 }
    for round in 0..<10 {
      let consumer = try salestop.start("consume")
      try await Task.sleep(for: .milliseconds(200 + 90 * round))
      consumer.signal(SIGKILL)
      _ = try await consumer.outcome()
      guard FileManager.default.fileExists(atPath: salestop.store) else { continue }
      let outcome = try await salestop.run("query")
      #expect(outcome.code == 0 || outcome.error.contains("still"), "\(outcome)")
    }
    producer.signal(SIGTERM)
    _ = try await producer.outcome()
    try await salestop.must("consume", "--drain")
    #expect(try await salestop.verify().ok)
  }

  @Test("a store that was deleted and is begun anew is no damage; who begins it is told of the one before")
  func begunAnew() async throws {
    let salestop = try Salestop()
    try await salestop.must("produce", "--source", "anew", "--rate", "max", "--count", "100")
    try await salestop.must("consume", "--drain")
    for ending in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: salestop.store + ending) }
    let gone = try await salestop.run("status")
    #expect(gone.code == 69, "\(gone)")
    let anew = try await salestop.must("consume", "--drain")
    #expect(anew.error.contains("this store is new") && anew.error.contains("store-"), "\(anew)")
    for arguments in [["status"], ["verify"], ["query"]] {
      let outcome = try await salestop.run(arguments)
      #expect(outcome.code == 0, "\(outcome)")
      #expect(!(outcome.output + outcome.error).contains("went back"), "\(outcome)")
    }
    #expect(try await !salestop.must("consume", "--drain").error.contains("this store is new"))
  }
}
