import Foundation
import Glibc
import TestSupport
import Testing
import TextUI

@Suite(.takingTurns, .needs(.tmux), .timeLimit(.minutes(60)))
struct DashLiveTests {
  @Test("sales of a running producer and consumer come to the screen; once they have ended it does not say LIVE")
  func live() async throws {
    let salestop = try Salestop()
    let producer = try salestop.start("produce", "--source", "live", "--rate", "40")
    try await eventually("there is a log", last: producer.errorText) { try await salestop.logEnd() > 0 }
    let consumer = try salestop.start("consume")
    try await eventually("there is a store", last: consumer.errorText) { try await salestop.storeNext() > 0 }
    try await Terminal.with(salestop) { terminal in
      try await terminal.dash()
      let first = try await terminal.see("● LIVE", "Espresso") { ($0.count("SALES") ?? 0) > 0 }
      let sales = first.count("SALES") ?? 0
      try await terminal.see("more sales than \(sales)") { ($0.count("SALES") ?? 0) > sales + 100 }
      try await terminal.press("Space")
      let held = try await terminal.see("PAUSED")
      let unseen = try await terminal.see("unseen sales are counted") { $0.text.contains(/PAUSED \+[1-9]/) }
      #expect(unseen.count("SALES") == held.count("SALES"))
      try await terminal.press("Space")
      try await terminal.see("● LIVE") { ($0.count("SALES") ?? 0) > (held.count("SALES") ?? 0) }
      producer.signal(SIGTERM)
      #expect(try await producer.outcome().code == 0)
      let end = try await salestop.logEnd()
      try await eventually("all is stored") { try await salestop.storeNext() == end }
      consumer.signal(SIGTERM)
      #expect(try await consumer.outcome().code == 0)
      let last = try await terminal.see("all sales, at rest") { screen in
        screen.text.contains("○ AT REST") && screen.count("SALES") == Int(end)
      }
      #expect(last.openBorders.isEmpty)
    }
    #expect(try await salestop.verify().ok)
  }

  @Test("a consumer that was killed leaves a screen that says STALE, with its figures", .needs(.python3))
  func stale() async throws {
    let salestop = try await Fixtures.january.value.copy()
    // Thirty seconds of silence, without waiting for them.
    try await Python.sql(salestop.store, "UPDATE heartbeat SET time = time - 600000")
    try await Terminal.with(salestop) { terminal in
      try await terminal.dash(DashKeysTests.month)
      try await terminal.see("▲ STALE", "SALES 11,819", "Espresso Pro")
    }
  }

  @Test("a log far ahead of its store is LAGGING", .needs(.python3))
  func lagging() async throws {
    let salestop = try await Fixtures.january.value.copy()
    // A sign of life that does not grow old while the test takes its time.
    let soon = Int64(Date().timeIntervalSince1970 * 1000) + 3_600_000
    try await Python.sql(salestop.store, "UPDATE heartbeat SET time = \(soon)", "UPDATE log_ends SET end = end + 4200")
    try await Terminal.with(salestop) { terminal in
      try await terminal.dash(DashKeysTests.month)
      try await terminal.see("▲ LAGGING 4.2k", "SALES 11,819")
    }
  }
}

/// A store of many machines, whose server comes and goes.
@Suite(.takingTurns, .needs(.tmux), .needsMongoServer, .timeLimit(.minutes(60)))
struct DashServerTests {
  @Test("with its server away the screen is STALE with its last figures, and has the new ones once it is back")
  func comesAndGoes() async throws {
    let server = try await MongoServer()
    var salestop = try Salestop()
    salestop.environment["SALESTOP_STORE"] = server.uri("sales")
    // A stream at rest: of a consumer that stores, five silent seconds are STALE as well; a picture may take longer.
    try await salestop.must("produce", "--source", "one", "--rate", "max", "--count", "200")
    let consumer = try salestop.start("consume")
    try await eventually("all is stored", last: consumer.errorText) { (try? await salestop.status().sales) == 200 }
    try await Terminal.with(salestop) { terminal in
      try await terminal.dash()
      try await terminal.see("○ QUIET", "Espresso", "SALES 200")
      server.kill()
      let away = try await terminal.see("▲ STALE", "Espresso", "SALES 200")
      #expect(away.openBorders.isEmpty)
      try await salestop.must("produce", "--source", "two", "--rate", "max", "--count", "100")
      try await eventually("the consumer waits", last: consumer.errorText) {
        consumer.errorText.contains("trying again")
      }
      try await server.start()
      try await terminal.see("SALES 300", without: ["STALE"])
      try await terminal.press("q")
      try await terminal.see("ended with 0")
    }
    try await eventually("it says that it goes on", last: consumer.errorText) {
      consumer.errorText.contains("salestop: going on after ")
    }
    consumer.signal(SIGTERM)
    #expect(try await consumer.outcome().code == 0)
    #expect(try await salestop.verify().ok)
  }
}
