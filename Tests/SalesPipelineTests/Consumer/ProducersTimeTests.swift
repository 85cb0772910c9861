import SalesCore
import SalesPipeline
import TestSupport
import Testing

/// Records whose time is their producer's word (Kafka's CreateTime): it never makes a good sale a dead letter.
@Suite(.timeLimit(.minutes(10))) struct ProducersTimeTests {
  let start = Timestamp(rfc3339: "2026-11-21T10:00:00Z") ?? .epoch

  private func record(_ id: String, at time: Timestamp) -> String {
    #"{"id":"\#(id)","time":"\#(time.text)","amount":1.00,"product":"Desk","region":"EMEA"}"#
  }

  private func drain(
    _ log: MemoryLog, into store: MemoryStore, at now: Timestamp, batchSize: Int = 100
  ) async throws {
    var options = ConsumerOptions()
    options.batchSize = batchSize
    let consumer = Consumer(log: log, store: store, options: options, clock: ContinuousClock(), now: { now })
    try await consumer.run(drain: true)
  }

  private func verify(_ log: MemoryLog, _ store: MemoryStore) async throws -> AuditReport {
    try await Audit(log: log, store: store.snapshot()).run()
  }

  @Test(
    "whatever time a producer gives, its sale of this minute is stored, and verify agrees",
    arguments: [
      Timestamp(milliseconds: 1_577_836_800_000), Timestamp(milliseconds: 1_795_255_200), Timestamp(milliseconds: -1),
      .epoch, .distantPast, .distantFuture,
    ])
  func anyTime(stamp: Timestamp) async throws {
    let (log, store) = (MemoryLog(), MemoryStore())
    log.append(SaleLogContract.buffer([record("a", at: start), record("b", at: start)]), to: 0, stamped: stamp)
    try await drain(log, into: store, at: start, batchSize: 1)
    let report = try await verify(log, store)
    #expect(report.isOK && report.store.sales == 2 && report.deadLetters == 0, "\(report.differences)")
  }

  @Test("a sale further ahead than both clocks is a dead letter, which tells the later one")
  func farAhead() async throws {
    let (log, store) = (MemoryLog(), MemoryStore())
    let sales = [record("near", at: start + .minutes(5)), record("far", at: start + .milliseconds(300_001))]
    log.append(SaleLogContract.buffer(sales), to: 0, stamped: .epoch)
    log.append(SaleLogContract.buffer([record("by its own", at: start + .days(9))]), to: 0, stamped: start + .days(9))
    try await drain(log, into: store, at: start)
    let letters = try await store.deadLetters(after: nil, limit: 9)
    #expect(letters.map(\.position.offset) == [1] && letters.map(\.appended) == [start])
    let report = try await verify(log, store)
    #expect(report.isOK && report.store.sales == 2, "\(report.differences)")
  }

  @Test("what one consumer judged stands for verify, whatever later ones judge by")
  func later() async throws {
    let (log, store) = (MemoryLog(), MemoryStore())
    log.append(SaleLogContract.buffer([record("a", at: start + .hours(1))]), to: 0, stamped: .epoch)
    try await drain(log, into: store, at: start)
    log.append(SaleLogContract.buffer([record("b", at: start + .hours(1))]), to: 0, stamped: .epoch)
    try await drain(log, into: store, at: start + .days(365))
    // A machine whose clock is behind does not judge by it.
    log.append(SaleLogContract.buffer([record("c", at: start + .days(2))]), to: 0, stamped: .epoch)
    try await drain(log, into: store, at: start)
    let report = try await verify(log, store)
    #expect(report.isOK && report.store.sales == 2 && report.deadLetters == 1, "\(report.differences)")
    #expect(try await store.deadLetters(after: nil, limit: 9).map(\.position.offset) == [0])
  }

  @Test("a time by the log's own clock is believed")
  func logsClock() async throws {
    let (log, store) = (MemoryLog(now: { .epoch }), MemoryStore())
    log.append(SaleLogContract.buffer([record("a", at: start)]), to: 0)
    try await drain(log, into: store, at: start)
    #expect(try await store.deadLetters(after: nil, limit: 9).map(\.problem.reason) == [.timeRange])
    #expect(try await store.snapshot().state.checkpoints.map(\.clocks) == [[]])
    #expect(try await verify(log, store).isOK)
  }

  @Test("a dead letter that no clock accounts for is a difference, and so is a sale")
  func forged() async throws {
    let (log, store) = (MemoryLog(), MemoryStore())
    let texts = [record("a", at: start), record("b", at: start + .hours(1))]
    log.append(SaleLogContract.buffer(texts), to: 0, stamped: .epoch)
    let checkpoint = try await store.take(0, of: log.identity)
    var decoder = BatchDecoder(topic: log.topic, rules: SaleRules(), allowedLateness: .seconds(60))
    let records = try await log.read(from: Position(partition: 0, offset: 0), limit: 9)
    var early = decoder.decode(records, after: checkpoint, now: .epoch)
    let late = decoder.decode(records, after: checkpoint, now: start + .hours(2))
    early.deadLetters = [early.deadLetters[0]]
    early.deadLetters[0].appended = start
    early.entries = [late.entries[1]]
    _ = try await store.apply(early)
    let differences = try await verify(log, store).differences
    #expect(differences.contains("lost: the sale at sales/0/0 is not stored"), "\(differences)")
    #expect(differences.contains("dead letter: sales/0/1 is time_range, stored as nothing"), "\(differences)")
  }

  @Test("whoever repeats a batch judges its records by the noted clock, and those behind it by his own")
  func repeated() async throws {
    let log = MemoryLog()
    let texts = (0..<4).map { record("\($0)", at: start + .hours(1)) }
    log.append(SaleLogContract.buffer(texts), to: 0, stamped: .epoch)
    var decoder = BatchDecoder(topic: log.topic, rules: SaleRules(), allowedLateness: .seconds(60))
    let first = try await log.read(from: Position(partition: 0, offset: 0), limit: 2)
    var checkpoint = Checkpoint(partition: 0, epoch: 1, next: 0)
    let batch = decoder.decode(first, after: checkpoint, now: start)
    #expect(batch.clock == ClockNote(time: start, end: 2) && batch.deadLetters.count == 2)
    checkpoint.note(try #require(batch.clock))

    let (all, later) = (try await log.read(from: Position(partition: 0, offset: 0), limit: 9), start + .hours(3))
    let again = decoder.decode(all, after: checkpoint, now: later)
    #expect(again.deadLetters == batch.deadLetters && again.entries.map(\.offset) == [2, 3])
    #expect(again.clock == ClockNote(time: later, end: 4))
    checkpoint.note(try #require(again.clock))
    #expect(checkpoint.clocks == [ClockNote(time: start, end: 2), ClockNote(time: later, end: 4)])
    // Two clocks are noted now, and nothing is judged by a third.
    let third = decoder.decode(all, after: checkpoint, now: start + .hours(9))
    #expect(third.clock == nil && third.deadLetters == batch.deadLetters && third.entries.map(\.offset) == [2, 3])
  }

  @Test("of the clocks that the checkpoint has passed one is kept, the last")
  func passed() {
    var checkpoint = Checkpoint(partition: 0, epoch: 1, next: 0)
    #expect(checkpoint.latestClock == nil && checkpoint.clock(at: 5, now: start) == start)
    for end in [2, 4] as [Int64] { checkpoint.note(ClockNote(time: start + .seconds(end), end: end)) }
    #expect(checkpoint.clock(at: 1, now: .distantFuture) == start + .seconds(2))
    #expect(checkpoint.clock(at: 2, now: .distantFuture) == start + .seconds(4))
    #expect(checkpoint.clock(at: 4, now: .epoch) == start + .seconds(4))
    checkpoint.next = 4
    checkpoint.note(ClockNote(time: start + .seconds(9), end: 7))
    checkpoint.note(ClockNote(time: start + .seconds(9), end: 7))
    #expect(checkpoint.clocks == [ClockNote(time: start + .seconds(9), end: 7)])
  }
}
