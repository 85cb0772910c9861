import Foundation
import Glibc
import Testing

/// Another user's files, in a folder that takes none of ours.
@Suite(.takingTurns, .needs(.setpriv), .timeLimit(.minutes(60)))
struct ClosedFolderTests {
  private static let nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
  private static let readings = [
    ["status"], ["verify"], ["query"], ["export", "--period", "all", "-o", "-"], ["dash", "--once"], ["dead-letters"],
  ]

  /// A log and its store in a folder that anybody may read.
  private func filled() async throws -> Salestop {
    let salestop = try Salestop()
    try await salestop.must("produce", "--source", "owner", "--rate", "max", "--count", "50")
    try await salestop.must("consume", "--drain")
    return salestop
  }

  private func run(_ arguments: [String], of salestop: Salestop) async throws -> Outcome {
    try open(salestop)
    return try await salestop.run(arguments, under: Self.nobody)
  }

  private func open(_ salestop: Salestop) throws {
    for path in [salestop.scratch.path, salestop.work, salestop.scratch.file("state"), salestop.state] {
      chmod(path, 0o755)
    }
    for file in try FileManager.default.contentsOfDirectory(atPath: salestop.state) {
      var status = stat()
      stat(salestop.state + "/" + file, &status)
      chmod(salestop.state + "/" + file, status.st_mode & S_IFMT == S_IFDIR ? 0o755 : 0o644)
    }
  }

  @Test(
    "files at rest are read, with and without what SQLite left beside them", .enabled(if: getuid() == 0),
    arguments: [false, true], readings)
  func atRest(isBare: Bool, arguments: [String]) async throws {
    let salestop = try await filled()
    if isBare {
      for name in ["log", "store"] {
        for ending in ["-wal", "-shm"] {
          try? FileManager.default.removeItem(atPath: "\(salestop.state)/\(name).sqlite\(ending)")
        }
      }
    }
    let before = try salestop.stateFiles()
    let outcome = try await run(arguments, of: salestop)
    #expect(outcome.code == 0, "\(arguments): \(outcome)")
    #expect(try salestop.stateFiles() == before)
  }

  @Test("beside a consumer the newest sales are shown", .enabled(if: getuid() == 0))
  func live() async throws {
    let salestop = try await filled()
    let consumer = try salestop.start("consume")
    try await salestop.must("produce", "--source", "owner", "--rate", "max", "--count", "25")
    try await eventually("all is stored", last: consumer.errorText) { try await salestop.storeNext() == 75 }
    let outcome = try await run(["status"], of: salestop)
    #expect(outcome.code == 0 && outcome.output.contains("75"), "\(outcome)")
    consumer.signal(SIGTERM)
    _ = try await consumer.outcome()
  }

  @Test("what would be an older state is refused with what to do", .enabled(if: getuid() == 0))
  func afterCrash() async throws {
    let salestop = try await filled()
    let consumer = try salestop.start("consume")
    try await salestop.must("produce", "--source", "owner", "--rate", "max", "--count", "25")
    try await eventually("all is stored", last: consumer.errorText) { try await salestop.storeNext() == 75 }
    consumer.signal(SIGKILL)
    _ = try await consumer.outcome()
    try FileManager.default.removeItem(atPath: salestop.store + "-shm")
    let outcome = try await run(["query"], of: salestop)
    #expect(outcome.code == 77, "\(outcome)")
    #expect(outcome.error.contains("store.sqlite-wal") && outcome.error.contains("salestop status"), "\(outcome)")
    // Whoever may write there reads it all, and after that everybody does.
    try await salestop.must("consume", "--drain")
    #expect(try await run(["status"], of: salestop).output.contains("75"))
  }
}
