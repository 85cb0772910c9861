import Foundation
import Glibc
import SalesKafka
import SalesPipeline
import TestSupport
import Testing

/// Kills and stops of the processes of a group, and of the producer of a topic.
@Suite(.takingTurns, .timeLimit(.minutes(60)))
struct KafkaKillTests {
  private static let kafkaToMongo = Pair(log: .kafka, store: .mongodb)

  /// A group that notices within seconds who is gone.
  private func quick(_ salestop: Salestop) throws -> [String] {
    let path = try salestop.file("kafka.properties", "session.timeout.ms=15000\nheartbeat.interval.ms=500\n")
    return ["consume", "--batch-size", "100", "--kafka-config", path]
  }

  private func stored(_ salestop: Salestop) async -> Int64 { (try? await salestop.status().sales) ?? 0 }

  @Test(
    "a consumer that was stopped, replaced and goes on: fenced, it stores nothing twice and joins again", .needsMongoDB)
  func zombie() async throws {
    let chain = try await Chain(Self.kafkaToMongo)
    let salestop = chain.salestop
    let consume = try quick(salestop)
    try await salestop.must("produce", "--source", "zombie", "--rate", "max", "--count", "10000")
    let zombie = try salestop.start(consume)
    try await eventually("it stores", last: zombie.errorText) { await stored(salestop) > 0 }
    zombie.signal(SIGSTOP)
    try await salestop.must("produce", "--source", "zombie", "--rate", "max", "--count", "20000")
    let successor = try salestop.start(consume)
    try await eventually("the other one has stored the rest", last: successor.errorText) {
      await stored(salestop) == 30_000
    }
    zombie.signal(SIGCONT)
    // Both have work, and what the zombie had in hand is another's.
    try await salestop.must("produce", "--source", "zombie", "--rate", "max", "--count", "5000")
    try await eventually("all is stored", last: zombie.errorText + successor.errorText) {
      await stored(salestop) == 35_000
    }
    // It has a part again: alone it stores what comes.
    successor.signal(SIGTERM)
    let ended = try await successor.outcome()
    #expect(ended.code == 0, "\(ended)")
    try await salestop.must("produce", "--source", "zombie", "--rate", "max", "--count", "1000")
    try await eventually("the first one stores alone", last: zombie.errorText) {
      await stored(salestop) == 36_000
    }
    zombie.signal(SIGTERM)
    let outcome = try await zombie.outcome()
    #expect(outcome.code == 0, "\(outcome)")
    let report = try await salestop.verify()
    #expect(report.ok, "\(report.differences)")
    #expect(report.store.sales == 36_000 && report.duplicates == 0)
  }

  @Test(
    "the producer killed at random moments: no number is there twice, and each kill costs numbers of one append at most"
  )
  func producerKilled() async throws {
    let chain = try await Chain(Pair(log: .kafka, store: .sqlite))
    let salestop = chain.salestop
    let address = try KafkaAddress(try #require(salestop.environment["SALESTOP_LOG"]))
    let log = try await KafkaSaleLog.open(
      address, mode: .read, options: KafkaOptions(stateDirectory: salestop.state) { _, _ in })
    func end() async throws -> Int64 { try await log.partitions().reduce(0) { $0 + $1.end } }
    var chance = SeededGenerator(seed: 45)
    for _ in 0..<6 {
      let goal = try await end() + Int64.random(in: 1...4000, using: &chance)
      let producer = try salestop.start("produce", "--source", "kill", "--rate", "20000")
      try await eventually("the log is past \(goal)", last: producer.errorText) { try await end() >= goal }
      producer.signal(SIGKILL)
      #expect(try await producer.outcome().ending == .signal(SIGKILL))
    }
    try await salestop.must("produce", "--source", "kill", "--rate", "max", "--count", "100")
    try await salestop.must("consume", "--drain")
    let report = try await salestop.verify()
    #expect(report.ok, "\(report.differences)")
    #expect(report.duplicates == 0)
    #expect(report.store.sales == (try await end()))
    let numbers = try await Python.sql(salestop.store, "SELECT id FROM sales ORDER BY id")
      .compactMap { Int64($0.split(separator: "-").last ?? "") }
    #expect(numbers.count == Int(report.store.sales))
    // Of an append that a kill cut short some partitions have their part, and others not.
    let missing = zip(numbers, numbers.dropFirst()).flatMap { ($0 + 1)..<$1 }
    var cutShort: [Int64] = []
    for number in missing where number >= (cutShort.last ?? .min / 2) + 5000 { cutShort.append(number) }
    #expect(cutShort.count <= 6, "\(cutShort)")
  }

  @Test("two stores on one topic are two groups: each gets every sale")
  func twoStores() async throws {
    let chain = try await Chain(Pair(log: .kafka, store: .sqlite))
    let salestop = chain.salestop
    let other = salestop.state + "/other.sqlite"
    let consumers = try [salestop.start("consume"), salestop.start("consume", "--store", other)]
    try await salestop.must("produce", "--source", "two", "--rate", "max", "--count", "2000")
    for (consumer, store) in zip(consumers, [salestop.store, other]) {
      try await eventually("\(store) has all", last: consumer.errorText) {
        let status = try? await salestop.run("status", "--json", "--store", store).json(StatusReport.self)
        return status?.sales == 2000
      }
      consumer.signal(SIGTERM)
      #expect(try await consumer.outcome().code == 0)
    }
    #expect(try await salestop.verify().ok)
    #expect(try await salestop.run("verify", "--store", other).code == 0)
  }
}
