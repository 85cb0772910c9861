import Foundation
import Glibc
import TestSupport
import Testing

/// Nobody listens on port 1 of this machine.
@Suite(.takingTurns, .timeLimit(.minutes(60)))
struct UnreachableTests {
  static let kafka = "kafka://127.0.0.1:1/sales"
  static let store = "mongodb://till:hush@127.0.0.1:1/sales"

  private func expectRefusal(_ outcome: Outcome, of place: String, since start: ContinuousClock.Instant) {
    #expect(outcome.code == 69, "\(outcome)")
    #expect(outcome.error.split(separator: "\n").count == 1, "\(outcome)")
    #expect(outcome.error.contains(place), "\(outcome)")
    #expect(!outcome.error.contains("hush"), "\(outcome)")
    // Ten seconds are ours, the rest is a busy machine's.
    #expect(ContinuousClock.now - start < .seconds(60))
  }

  @Test(
    "a store out of reach ends a command with 69 and one line, soon",
    arguments: [
      ["consume", "--drain"], ["verify"], ["verify", "--repair"], ["status"], ["query"], ["export", "-o", "-"],
      ["dead-letters"], ["dash", "--once"],
    ])
  func store(_ arguments: [String]) async throws {
    var salestop = try await Fixtures.january.value.copy()
    salestop.environment["SALESTOP_STORE"] = Self.store
    let start = ContinuousClock.now
    expectRefusal(try await salestop.run(arguments), of: "mongodb://till:***@127.0.0.1:1/sales", since: start)
  }

  @Test(
    "a log out of reach ends a command with 69 and one line, soon",
    arguments: [["consume", "--drain"], ["verify"], ["produce", "--from", "sales.ndjson"]])
  func log(_ arguments: [String]) async throws {
    let salestop = try await Fixtures.january.value.copy()
    _ = try salestop.file(
      "sales.ndjson", #"{"time":"2026-03-01T00:00:00Z","amount":1,"product":"Tea","region":"UK"}"# + "\n")
    let start = ContinuousClock.now
    expectRefusal(try await salestop.run(arguments + ["--log", Self.kafka]), of: Self.kafka, since: start)
  }

  @Test("status tells of a log out of reach and goes on with what the store knows")
  func status() async throws {
    let salestop = try await Fixtures.january.value.copy()
    let outcome = try await salestop.must("status", "--log", Self.kafka)
    #expect(outcome.output.contains("log unreachable  "), "\(outcome)")
    #expect(outcome.output.contains("11819 of 11819"), "\(outcome)")
    let json = try await salestop.must("status", "--json", "--log", Self.kafka)
    #expect(json.output.contains("\"logUnreachable\" : "), "\(json)")
  }

  @Test(
    "a daemon tells of what is out of reach, tries again, and stops when it is told to",
    arguments: [["produce", "--rate", "10"], ["consume"]])
  func daemons(_ arguments: [String]) async throws {
    let salestop = try Salestop()
    let process = try salestop.start(arguments + ["--log", Self.kafka])
    try await eventually("it waits", last: process.errorText) { process.errorText.contains("trying again") }
    #expect(process.isRunning)
    process.signal(SIGTERM)
    let outcome = try await process.outcome()
    #expect(outcome.code == 0, "\(outcome)")
    #expect(outcome.error.contains(Self.kafka))
  }

  @Test("credentials that a server does not take end with 77 and say what to look at", .needsMongoServer)
  func wrongPassword() async throws {
    let server = try await MongoServer()
    var salestop = try Salestop()
    // nx-27017 knows no credentials, and answers with nothing that they could be held against.
    salestop.environment["SALESTOP_STORE"] = "mongodb://till:hush@127.0.0.1:\(server.port)/sales"
    for command in [["status"], ["verify", "--repair"]] {
      let outcome = try await salestop.run(command)
      #expect(outcome.code == 77, "\(outcome)")
      #expect(outcome.error.hasSuffix("check the user, the password and what they may do\n"), "\(outcome)")
      #expect(outcome.error.split(separator: "\n").count == 1 && !outcome.error.contains("hush"), "\(outcome)")
    }
  }

  @Test("an option of a MongoDB address that nobody knows is told, once")
  func unknownOption() async throws {
    var salestop = try Salestop()
    salestop.environment["SALESTOP_STORE"] = "mongodb://127.0.0.1:1/sales?tlss=true"
    let outcome = try await salestop.run("status")
    let lines = outcome.error.split(separator: "\n")
    #expect(outcome.code == 69 && lines.count == 2, "\(outcome)")
    #expect(lines.first == "salestop: warning: MongoDB: Unsupported URI option \"tlss\"", "\(outcome)")
  }

  @Test("a consumer waits for its store's server, which comes and goes", .needsMongoServer)
  func comesAndGoes() async throws {
    let server = try await MongoServer()
    var salestop = try Salestop()
    salestop.environment["SALESTOP_STORE"] = server.uri("sales")
    try await salestop.must("produce", "--source", "one", "--rate", "max", "--count", "100")
    server.kill()
    let consumer = try salestop.start("consume")
    func stored(_ count: Int64) async throws {
      try await eventually("\(count) are stored", last: consumer.errorText) {
        (try? await salestop.status().sales) == count
      }
    }
    try await eventually("it waits", last: consumer.errorText) { consumer.errorText.contains("trying again") }
    try await server.start()
    try await stored(100)
    server.kill()
    try await salestop.must("produce", "--source", "two", "--rate", "max", "--count", "100")
    try await server.start()
    try await stored(200)
    consumer.signal(SIGTERM)
    #expect(try await consumer.outcome().code == 0)
    #expect(try await salestop.verify().ok)
  }
}
