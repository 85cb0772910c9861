import Foundation
import TestSupport
import Testing

/// What the dashboard does while nothing happens, and while something hangs.
@Suite(.takingTurns, .needs(.tmux), .timeLimit(.minutes(60)))
struct DashRestTests {
  /// All bytes that come to the terminal from now on, counted by the file they are written to.
  private func record(_ terminal: Terminal, _ salestop: Salestop) async throws -> () -> Int {
    let file = salestop.work + "/bytes"
    try await terminal.tmux("pipe-pane", "-O", "cat > '\(file)'")
    try await eventually("bytes are recorded") { FileManager.default.fileExists(atPath: file) }
    return { (try? FileManager.default.attributesOfItem(atPath: file)[.size] as? Int) ?? 0 }
  }

  @Test("beside a consumer at rest it sends not one byte, heartbeats or not", arguments: ["1", "6"])
  func rests(view: String) async throws {
    let salestop = try await Fixtures.january.value.copy()
    let consumer = try salestop.start("consume")
    let before = try await salestop.status().heartbeat
    try await eventually("the consumer gives a sign of life", last: consumer.errorText) {
      try await salestop.status().heartbeat != before
    }
    try await Terminal.with(salestop, columns: 120, rows: 40) { terminal in
      try await terminal.dash(DashKeysTests.month)
      try await terminal.see("○ QUIET", "qQuit")
      try await terminal.press(view)
      try await terminal.see("○ QUIET", "qQuit", without: ["loading"])
      let bytes = try await record(terminal, salestop)
      // A key has its frame, so that it is known what is counted.
      try await terminal.press("?")
      try await terminal.see("the same key closes it")
      try await terminal.press("?")
      try await terminal.see("○ QUIET", without: ["the same key closes it"])
      let drawn = try await settled(bytes)
      #expect(drawn > 0)
      for _ in 0..<2 {
        let last = try await salestop.status().heartbeat
        try await eventually("another heartbeat") { try await salestop.status().heartbeat != last }
      }
      #expect(bytes() == drawn)
    }
    consumer.signal(SIGTERM)
    #expect(try await consumer.outcome().code == 0)
  }

  /// The count once two looks in a row agree.
  private func settled(_ bytes: () -> Int) async throws -> Int {
    var last = -1
    return try await eventually("the last frame has come", every: .milliseconds(250)) {
      defer { last = bytes() }
      return bytes() == last && last > 0 ? last : nil
    }
  }
}

/// A store on a server that takes questions and gives no answers.
@Suite(.takingTurns, .needs(.tmux), .needsMongoServer, .timeLimit(.minutes(60)))
struct DashHangingTests {
  @Test("while its store hangs every key has its frame, and q ends it")
  func hangs() async throws {
    let server = try await MongoServer()
    var salestop = try Salestop()
    salestop.environment["SALESTOP_STORE"] = server.uri("sales")
    try await salestop.must("produce", "--source", "once", "--count", "200", "--rate", "max")
    try await salestop.must("consume", "--drain")
    try await Terminal.with(salestop) { terminal in
      try await terminal.dash()
      let before = try await terminal.see("Espresso", "SALES 200")
      server.freeze()
      defer { server.thaw() }
      try await terminal.press("c")
      try await terminal.see("vs day before", "loading")
      try await terminal.press("c")
      let waiting = try await terminal.see("vs week before", "loading")
      #expect(waiting.count("SALES") == before.count("SALES") && waiting.text.contains("Espresso"))
      try await terminal.press("?")
      try await terminal.see("the same key closes it")
      try await terminal.press("?")
      try await terminal.press("p")
      try await terminal.see("All products", "EnterApply")
      try await terminal.press("Escape")
      try await terminal.see("qQuit", without: ["All products"])
      try await terminal.press("q")
      try await terminal.see("ended with 0")
    }
  }
}
