import SalesPipeline
import Synchronization
import Testing

@testable import SalesMongo

/// Answers that a server may give and nx-27017 never does.
@Suite(.timeLimit(.minutes(10))) struct RefusalTests {
  private func failure(_ code: Int32, _ name: String) -> BSON {
    BSON {
      $0.add("ok", 0.0)
      $0.add("code", code)
      $0.add("codeName", name)
      $0.add("errmsg", "\(name)\nby the server")
    }
  }

  @Test("credentials that the server refuses are a matter of permission, told at once and without the password")
  func wrongPassword() async throws {
    let server = try ScriptedServer { _ in failure(18, "AuthenticationFailed") }
    let address = try MongoAddress("mongodb://ada:s3cret@127.0.0.1:\(server.port)/shop")
    await #expect { try await MongoStoreReader.open(address) } throws: { error in
      let text = "\(error)"
      return (error as? BackendError)?.kind == .permission && text.contains("ada:***@127.0.0.1:\(server.port)/shop")
        && !text.contains("s3cret") && !text.contains("\n")
    }
  }

  @Test("a server that goes down while it is shown credentials has refused nothing", arguments: [nil, 11600, 91])
  func downMeanwhile(_ code: Int32?) async throws {
    let texts =
      [11600: "interrupted at shutdown", 91: "The server is in quiesce mode and will shut down"] as [Int32: String]
    let server = try ScriptedServer { _ in code.map { failure($0, texts[$0] ?? "") } }
    let address = try MongoAddress("mongodb://ada:s3cret@127.0.0.1:\(server.port)/shop")
    await #expect {
      try await MongoStoreReader.open(address)
    } throws: { ($0 as? BackendError)?.kind == .unavailable }
  }

  static let codes: [(code: Int32, kind: BackendError.Kind)] = [
    (13, .permission), (18, .permission), (8000, .permission), (10107, .unavailable), (91, .unavailable),
    (121, .corrupt), (2, .corrupt), (14031, .inputOutput),
  ]

  @Test("what a server refuses commands, reads and writes with is told apart", arguments: codes)
  func refused(_ said: (code: Int32, kind: BackendError.Kind)) async throws {
    let server = try ScriptedServer { _ in failure(said.code, "Refused") }
    let connection = MongoConnection(try MongoAddress("mongodb://127.0.0.1:\(server.port)/shop"))
    func isRight(_ error: any Error) -> Bool { (error as? BackendError)?.kind == said.kind }
    await #expect { try await connection.command(BSON { $0.add("ping", true) }, during: "ask") } throws: { isRight($0) }
    await #expect {
      try await connection.find(MongoQuery(.sales) { _ in }, into: 0, during: "read") { _, _ in true }
    } throws: { isRight($0) }
    await #expect {
      try await connection.write([.insert(BSON { $0.add("_id", "a") })], to: "sales", during: "write")
    } throws: { isRight($0) }
  }

  @Test("of writes in several messages, an id that was there does not hide that the rest was never confirmed")
  func brokenBetweenMessages() async throws {
    let seen = Mutex(0)
    let server = try ScriptedServer(batch: 1) { command in
      guard command == "insert",
        seen.withLock({
          $0 += 1
          return $0
        }) == 1
      else { return nil }
      return BSON {
        $0.add("ok", 1.0)
        $0.add("n", 0 as Int32)
        $0.add("writeErrors", eachOf: [11000]) { error, code in
          error.add("index", 0 as Int32)
          error.add("code", Int32(code))
          error.add("errmsg", "E11000 duplicate key")
        }
      }
    }
    let connection = MongoConnection(try MongoAddress("mongodb://127.0.0.1:\(server.port)/shop"))
    let writes = ["a", "b", "c"].map { id in MongoWrite.insert(BSON { $0.add("_id", id) }) }
    await #expect {
      try await connection.write(writes, to: "sales", during: "write")
    } throws: { ($0 as? BackendError)?.kind == .unavailable }
    #expect(seen.withLock { $0 } > 1)
  }
}
