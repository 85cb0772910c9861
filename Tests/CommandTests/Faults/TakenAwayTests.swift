import Foundation
import Testing

/// A file that is taken from under a running producer or consumer.
@Suite(.takingTurns, .timeLimit(.minutes(60)))
struct TakenAwayTests {
  @Test(
    "a log file taken from under a producer and its consumer ends them, and nothing acknowledged is lost",
    arguments: ["log.sqlite-wal", "log.sqlite-shm", "store.sqlite-wal", "store.sqlite-shm"])
  func taken(_ name: String) async throws {
    let salestop = try Salestop()
    let producer = try salestop.start("produce", "--source", "Z", "--rate", "500")
    try await eventually("there is a log", last: producer.errorText) { try await salestop.logEnd() > 0 }
    let consumer = try salestop.start("consume")
    try await eventually("sales are stored", last: consumer.errorText) { try await salestop.storeNext() > 500 }
    let before = try await salestop.storeNext()
    try FileManager.default.removeItem(atPath: salestop.state + "/" + name)
    _ = try await salestop.run("status")
    let struck = name.hasPrefix("log") ? producer : consumer
    let outcome = try await struck.outcome()
    #expect(outcome.code != 0, "\(outcome)")
    #expect(outcome.error.contains("\(name) was removed or replaced"), "\(outcome)")
    producer.signal(SIGTERM)
    consumer.signal(SIGTERM)
    _ = try await (producer.outcome(), consumer.outcome())
    try await salestop.must("produce", "--source", "Z", "--rate", "max", "--count", "100")
    try await salestop.must("consume", "--drain")
    #expect(try await salestop.storeNext() >= before + 100)
    #expect(try await salestop.verify().ok)
  }
}
