import Foundation
import Glibc
import Testing

@Suite(.takingTurns, .timeLimit(.minutes(60)))
struct ConsumeTests {
  @Test("a drain stores what the log holds and ends; the next one has nothing to do")
  func drain() async throws {
    let salestop = try Salestop()
    try await salestop.must("produce", "--source", "drain", "--rate", "max", "--count", "3000")
    let first = try await salestop.must("consume", "--drain")
    #expect(first.error.contains("3000 sales stored"))
    let second = try await salestop.must("consume", "--drain")
    #expect(second.error.contains(" 0 sales stored"))
    let report = try await salestop.verify()
    #expect(report.ok)
    #expect(report.store.sales == 3000)
    #expect(try await salestop.status().partitions.first?.lag == 0)
  }

  @Test("a drain of an empty log ends too")
  func drainEmpty() async throws {
    let salestop = try Salestop()
    let bad = try salestop.file("bad.ndjson", #"{"time":"soon","amount":1,"product":"Tea","region":"UK"}"# + "\n")
    #expect(try await salestop.run("produce", "--from", bad).code == 65)
    try await salestop.must("consume", "--drain")
    let report = try await salestop.verify()
    #expect(report.ok)
    #expect(report.store.sales == 0)
  }

  @Test("status knows how far the store is behind the log, and whether anybody is at work", .needs(.python3))
  func status() async throws {
    let salestop = try Salestop()
    try await salestop.must("produce", "--source", "lag", "--rate", "max", "--count", "300")
    try await salestop.must("consume", "--drain")
    try await healthy(salestop, "ok")
    try await salestop.must("produce", "--source", "lag", "--rate", "max", "--count", "2000")
    let behind = try await salestop.status()
    #expect(behind.lag == 2000)
    try await healthy(salestop, "lagging by 2000 records")
    #expect(behind.sales == 300)
    let text = try await salestop.must("status").output
    #expect(text.contains("300 of 2300"))
    #expect(try await salestop.run("status", "--json", "--log", "nowhere.sqlite").code == 0)
  }

  /// The drain's sign of life grows old while processes start, so each look has a new one.
  private func healthy(_ salestop: Salestop, _ health: String) async throws {
    var last = ""
    try await eventually("its health is \(health)", last: last) {
      let now = Int64(Date().timeIntervalSince1970 * 1000)
      try await Python.sql(salestop.store, "UPDATE heartbeat SET time = \(now)")
      last = try await salestop.status().health
      return last == health
    }
  }

  @Test("a second producer is refused with 75 and the first one's process number")
  func secondProducer() async throws {
    let salestop = try Salestop()
    let first = try salestop.start("produce", "--source", "one", "--rate", "50")
    try await eventually("the first one produces", last: first.errorText) { try await salestop.logEnd() > 0 }
    let second = try await salestop.run("produce", "--source", "two", "--count", "1")
    #expect(second.code == 75, "\(second)")
    #expect(second.error.contains("process \(first.processID) "))
    #expect(second.error.contains("--log"))
    #expect(first.isRunning)
    first.signal(SIGTERM)
    #expect(try await first.outcome().code == 0)
    try await salestop.must("produce", "--source", "two", "--rate", "max", "--count", "1")
  }

  @Test("a second consumer is refused with 75 and the first one's process number, and takes over when that one is gone")
  func secondConsumer() async throws {
    let salestop = try await Fixtures.january.value.copy()
    let first = try salestop.start("consume")
    try await eventually("the first one consumes", last: first.errorText) {
      try await salestop.status().partitions.first?.epoch == 2
    }
    let second = try await salestop.run("consume", "--drain")
    #expect(second.code == 75, "\(second)")
    #expect(second.error.contains("process \(first.processID) "))
    first.signal(SIGSTOP)
    #expect(try await salestop.run("consume", "--drain").code == 75)
    first.signal(SIGKILL)
    #expect(try await first.outcome().ending == .signal(SIGKILL))
    try await salestop.must("consume", "--drain")
    #expect(try await salestop.verify().ok)
  }

  @Test(
    "SIGTERM and SIGINT end both daemons with 0, and what was acknowledged is stored", arguments: [SIGTERM, SIGINT])
  func terminates(_ signal: Int32) async throws {
    let salestop = try Salestop()
    let producer = try salestop.start("produce", "--source", "live", "--rate", "500")
    try await eventually("the producer produces", last: producer.errorText) { try await salestop.logEnd() > 100 }
    let consumer = try salestop.start("consume")
    try await eventually("the consumer stores", last: consumer.errorText) { try await salestop.storeNext() > 100 }
    producer.signal(signal)
    let produced = try await producer.outcome()
    #expect(produced.code == 0, "\(produced)")
    #expect(produced.error.contains("stopped before its end"))
    let end = try await salestop.logEnd()
    try await eventually("the consumer has caught up") { try await salestop.storeNext() == end }
    consumer.signal(signal)
    let consumed = try await consumer.outcome()
    #expect(consumed.code == 0, "\(consumed)")
    #expect(consumed.error.contains("\(end) sales stored"))
    let report = try await salestop.verify()
    #expect(report.ok)
    #expect(report.store.sales == end)
  }

  @Test("records that are gone stop a consumer with 65, until they are accepted as lost by name", .needs(.python3))
  func gap() async throws {
    let salestop = try Salestop()
    try await salestop.must("produce", "--source", "gap", "--rate", "max", "--count", "100")
    try await Python.sql(salestop.log, #"DELETE FROM records WHERE "offset" < 40"#)
    for arguments in [["consume", "--drain"], ["consume"]] {
      let stopped = try await salestop.run(arguments)
      #expect(stopped.code == 65, "\(stopped)")
      #expect(
        stopped.error.contains("0..<40") && stopped.error.contains("`salestop consume --accept-gap`"), "\(stopped)")
    }
    let accepted = try await salestop.must("consume", "--drain", "--accept-gap")
    #expect(accepted.error.contains("warning: ") && accepted.error.contains("0..<40"), "\(accepted)")
    #expect(accepted.error.contains("60 sales stored"), "\(accepted)")
    let again = try await salestop.must("consume", "--drain")
    #expect(!again.error.contains("0..<40"), "\(again)")
    let report = try await salestop.verify()
    #expect(!report.ok)
    #expect(report.differences.contains { $0.contains("0..<40") || $0.contains("0/0..<40") }, "\(report.differences)")
  }
}
