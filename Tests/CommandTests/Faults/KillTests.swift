import Glibc
import TestSupport
import Testing

/// A process may die at any moment; what the log acknowledged is in the store exactly once.
@Suite(.takingTurns, .timeLimit(.minutes(60)))
struct KillTests {
  @Test("sales with duplicates, the consumer killed at ten random moments and more: each is stored once")
  func consumerKilled() async throws {
    let salestop = try Salestop()
    var chance = SeededGenerator(seed: 42)
    var injected: Int64 = 0
    var (rounds, atWork) = (0, 0)
    // A busy machine may be late with every kill.
    while rounds < 10 || (atWork == 0 && rounds < 40) {
      rounds += 1
      let before = try await salestop.logEnd()
      let produced = try await salestop.must(
        "produce", "--source", "kill", "--seed", "5", "--start", "2026-03-01T00:00:00Z", "--rate", "max", "--count",
        "6000", "--inject", "duplicate=0.01")
      let end = try await salestop.logEnd()
      injected += end - before - 6000
      #expect(produced.error.contains("\(end - before - 6000) duplicates"), "\(produced)")
      let next = try await salestop.storeNext()
      let goal = Int64.random(in: next + 1...end - 1000, using: &chance)
      let consumer = try salestop.start("consume", "--batch-size", "100")
      try await eventually("the store is past \(goal)", last: consumer.errorText) {
        try await salestop.storeNext() >= goal
      }
      consumer.signal(SIGKILL)
      #expect(try await consumer.outcome().ending == .signal(SIGKILL))
      if try await salestop.storeNext() < end { atWork += 1 }
    }
    #expect(atWork > 0, "it was never killed at work")
    try await salestop.must("consume", "--drain")
    let report = try await salestop.verify()
    #expect(report.ok, "\(report.differences)")
    #expect(report.store.sales == Int64(rounds) * 6000)
    #expect(injected > 0 && report.duplicates == injected)
    #expect(report.conflicts == 0)
    #expect(try await salestop.status().partitions.first?.epoch == Int64(rounds) + 1)
  }

  @Test("the producer killed at ten random moments: the numbers have no gap and none is there twice", .needs(.python3))
  func producerKilled() async throws {
    let salestop = try Salestop()
    var chance = SeededGenerator(seed: 43)
    for _ in 0..<10 {
      let before = try await salestop.logEnd()
      let goal = before + Int64.random(in: 1...4000, using: &chance)
      let producer = try salestop.start("produce", "--source", "kill", "--rate", "20000")
      try await eventually("the log is past \(goal)", last: producer.errorText) {
        try await salestop.logEnd() >= goal
      }
      producer.signal(SIGKILL)
      #expect(try await producer.outcome().ending == .signal(SIGKILL))
    }
    try await salestop.must("produce", "--source", "kill", "--rate", "max", "--count", "100")
    let end = try await salestop.logEnd()
    try await salestop.must("consume", "--drain")
    let report = try await salestop.verify()
    #expect(report.ok, "\(report.differences)")
    #expect(report.store.sales == end)
    #expect(report.duplicates == 0)
    let numbers = try await Python.run(
      """
      import json, sqlite3, sys
      rows = sqlite3.connect(sys.argv[1]).execute('select payload from records')
      numbers = sorted(json.loads(row[0])['seq'] for row in rows)
      print(numbers == list(range(len(numbers))), len(numbers))
      """, salestop.log)
    #expect(numbers == "True \(end)\n")
  }

  @Test("both killed again and again while they are live: the store has what the log has")
  func bothKilled() async throws {
    let salestop = try Salestop()
    var chance = SeededGenerator(seed: 44)
    for round in 0..<5 {
      let producer = try salestop.start("produce", "--source", "live", "--rate", "2000", "--inject", "duplicate=0.02")
      try await eventually("there is a log", last: producer.errorText) { try await salestop.logEnd() > 0 }
      let consumer = try salestop.start("consume")
      let goal = try await salestop.storeNext() + Int64.random(in: 1...600, using: &chance)
      try await eventually("the store is past \(goal)", last: producer.errorText + consumer.errorText) {
        try await salestop.storeNext() >= goal
      }
      for process in round.isMultiple(of: 2) ? [producer, consumer] : [consumer, producer] {
        process.signal(SIGKILL)
        _ = try await process.outcome()
      }
    }
    try await salestop.must("consume", "--drain")
    let report = try await salestop.verify()
    let end = try await salestop.logEnd()
    #expect(report.ok, "\(report.differences)")
    #expect(report.store.sales + report.duplicates == end)
    #expect(report.store.sales > 1000)
  }

  @Test("a second SIGTERM ends a daemon at once, and nothing is lost by it")
  func impatient() async throws {
    let salestop = try Salestop()
    try await salestop.must("produce", "--source", "twice", "--rate", "max", "--count", "20000")
    let consumer = try salestop.start("consume")
    try await eventually("it stores", last: consumer.errorText) { try await salestop.storeNext() > 0 }
    consumer.signal(SIGTERM)
    consumer.signal(SIGTERM)
    let outcome = try await consumer.outcome()
    #expect(outcome.code == 0 || outcome.code == 128 + SIGTERM, "\(outcome)")
    try await salestop.must("consume", "--drain")
    let report = try await salestop.verify()
    #expect(report.ok)
    #expect(report.store.sales == 20_000)
  }
}
