import Foundation
import Glibc
import Testing

@Suite(.takingTurns, .timeLimit(.minutes(60)))
struct NotifyTests {
  @Test("daemons tell a service manager when they run, how it goes and that they stop", arguments: [false, true])
  func daemons(isAbstract: Bool) async throws {
    var salestop = try Salestop()
    let name = isAbstract ? "@salestop-\(UUID().uuidString)" : salestop.scratch.file("notify")
    let socket = try NotifySocket(name)
    salestop.environment["NOTIFY_SOCKET"] = name
    let consumer = try salestop.start("consume")
    try await eventually("it waits for a log", last: "\(socket.messages)") {
      socket.messages.contains { $0.hasPrefix("STATUS=waiting: ") && $0.contains("log.sqlite") }
    }
    #expect(!socket.messages.contains("READY=1"))
    let producer = try salestop.start("produce", "--rate", "100")
    try await eventually("both run", last: "\(socket.messages)") {
      socket.messages.count { $0 == "READY=1" } == 2
    }
    try await eventually("both tell how it goes", last: "\(socket.messages)") {
      let states = socket.messages.filter { $0.hasPrefix("STATUS=") }
      return states.contains { $0.contains("sales stored") } && states.contains { $0.contains("/s") }
    }
    #expect(!socket.messages.contains("STOPPING=1"))
    for process in [producer, consumer] {
      process.signal(SIGTERM)
      let outcome = try await process.outcome()
      #expect(outcome.code == 0, "\(outcome)")
    }
    try await eventually("both have told that they stop", last: "\(socket.messages)") {
      socket.messages.count { $0 == "STOPPING=1" } == 2
    }
  }

  @Test("a manager that does not listen is no reason to fail", arguments: ["/nowhere/notify", "@nobody", "", "odd"])
  func deaf(_ name: String) async throws {
    var salestop = try Salestop()
    salestop.environment["NOTIFY_SOCKET"] = name
    try await salestop.must("produce", "--rate", "max", "--count", "10")
    try await salestop.must("consume", "--drain")
  }
}
