import Foundation
import TestSupport
import Testing
import TextUI

/// The dashboard while nothing happens, and while something hangs.
@Suite(.takingTurns, .needs(.tmux), .timeLimit(.minutes(60)))
struct DashRestTests {
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
      let before = terminal.sent.count
      // A key has its frame, so that it is known what is counted.
      try await terminal.press("?")
      try await terminal.see("the same key closes it")
      try await terminal.press("?")
      try await terminal.see("○ QUIET", without: ["the same key closes it"])
      var more = ""
      repeat {
        try await terminal.see("○ QUIET")
        let drawn = try await settled("the last frame has come", for: .seconds(3)) { terminal.sent.count }
        #expect(drawn > before)
        for _ in 0..<2 {
          let last = try await salestop.status().heartbeat
          try await eventually("another heartbeat") { try await salestop.status().heartbeat != last }
        }
        more = String(decoding: terminal.sent.dropFirst(drawn), as: UTF8.self)
        // Where the machine held the consumer up for half a minute, that was to be told, and another stretch counts.
      } while more.contains("STALE")
      #expect(more.isEmpty, "\(more.debugDescription)")
    }
    consumer.signal(SIGTERM)
    #expect(try await consumer.outcome().code == 0)
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
