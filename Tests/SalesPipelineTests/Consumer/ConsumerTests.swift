import SalesCore
import SalesPipeline
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(10))) struct ConsumerTests {
  let start = Timestamp(rfc3339: "2026-11-21T10:00:00Z") ?? .epoch
  let clock = ManualClock(origin: Timestamp(rfc3339: "2026-11-21T10:00:00Z") ?? .epoch)

  func record(_ id: String, _ cents: Int64, at time: Timestamp? = nil) -> String {
    #"{"id":"\#(id)","time":"\#((time ?? start).text)","amount":\#(Money(minorUnits: cents).text(.usDollar)),"#
      + #""product":"Desk","region":"EMEA"}"#
  }

  func consumer(_ log: MemoryLog, _ store: MemoryStore, batchSize: Int = 5000) -> Consumer<ManualClock> {
    var options = ConsumerOptions()
    options.batchSize = batchSize
    return Consumer(log: log, store: store, options: options, clock: clock, now: { [clock] in clock.wall })
  }

  func log(_ records: [String], partitions: Int = 1) async throws -> MemoryLog {
    let log = MemoryLog(partitions: partitions, now: { [clock] in clock.wall })
    for record in records { _ = try await log.append(SaleLogContract.buffer([record]), progress: nil) }
    return log
  }

  @Test("a drain stores what the log held and ends", arguments: [1, 2, 3, 100])
  func drain(batchSize: Int) async throws {
    let log = try await log((0..<7).map { record("s\($0)", 100) } + ["broken", record("s0", 100)])
    let store = MemoryStore()
    let done = try await consumer(log, store, batchSize: batchSize).run(drain: true)
    #expect(done.stored == 7 && done.deadLetters == 1 && done.duplicates == 1 && done.lag == 0)
    let report = try await Audit(log: log, store: store.snapshot()).run()
    #expect(report.isOK && report.log == .init(sales: 7, revenueMinor: 700), "\(report.differences)")
  }

  @Test("the last heartbeat of a consumer that ends says so, whether it was drained or stopped, and no other does")
  func lastHeartbeat() async throws {
    let log = try await log([record("a", 1)])
    let store = MemoryStore()
    try await consumer(log, store).run(drain: true)
    #expect(store.beats.map(\.isLast) == store.beats.indices.map { $0 == store.beats.count - 1 })
    let drained = store.beats.count
    let run = Task { try await consumer(log, store).run() }
    try await until { store.beats.count > drained }
    #expect(store.beats.last?.isLast == false)
    run.cancel()
    _ = try await run.value
    #expect(store.beats.last?.isLast == true)
    #expect(store.beats.count { $0.isLast } == 2)
  }

  @Test("a consumer that ends with an error says no farewell")
  func noFarewell() async throws {
    let log = try await log([record("a", 1)])
    let store = MemoryStore()
    store.onApply { _ in throw BackendError(.inputOutput, during: "test", detail: "full") }
    await #expect(throws: BackendError.self) { try await consumer(log, store).run(drain: true) }
    #expect(!store.beats.isEmpty && store.beats.allSatisfy { !$0.isLast })
  }

  @Test("draining an empty log ends at once")
  func drainNothing() async throws {
    let done = try await consumer(try await log([]), MemoryStore()).run(drain: true)
    #expect(done.records == 0)
  }

  @Test("the same id in two partitions counts once, whichever comes first")
  func crossPartitionDuplicates() async throws {
    let log = try await log([record("a", 5), record("a", 5), record("b", 7), record("a", 6)], partitions: 2)
    let store = MemoryStore()
    let done = try await consumer(log, store).run(drain: true)
    #expect(done.duplicates == 2 && done.conflicts == 1)
    let report = try await Audit(log: log, store: store.snapshot()).run()
    #expect(report.agrees, "\(report.differences)")
    #expect(report.store.sales == 2 && report.duplicates == 2 && report.conflicts == 1)
  }

  @Test("a later run goes on where the earlier one stopped")
  func resume() async throws {
    let log = try await log([record("a", 1)])
    let store = MemoryStore()
    try await consumer(log, store).run(drain: true)
    _ = try await log.append(SaleLogContract.buffer([record("b", 2)]), progress: nil)
    let second = try await consumer(log, store).run(drain: true)
    #expect(second.records == 1 && second.stored == 1)
  }

  @Test("the log knows of a consumer before its first batch, so that retention spares it")
  func knownFromTheStart() async throws {
    let log = try await log(["broken"])
    let store = MemoryStore()
    store.onApply { _ in throw BackendError(.inputOutput, during: "test", detail: "full") }
    _ = try? await consumer(log, store).run(drain: true)
    #expect(log.committed(group: ConsumerOptions().group) == [0: 0])
  }

  @Test("a sale behind the watermark counts as late, and is stored all the same")
  func late() async throws {
    let log = try await log([
      record("new", 1), record("in time", 1, at: start - .seconds(59)), record("late", 1, at: start - .minutes(5)),
    ])
    let store = MemoryStore()
    try await consumer(log, store).run(drain: true)
    let totals = try await store.snapshot().state.totals
    #expect(totals.late == 1 && totals.sales == 3)
  }

  @Test("a consumer that lost its partition stops as fenced")
  func fenced() async throws {
    let log = try await log([record("a", 1)])
    let store = MemoryStore()
    let run = Task { try await consumer(log, store).run() }
    while try await store.snapshot().state.totals.sales == 0 { await Task.yield() }
    _ = try await store.take(0, of: log.identity)
    _ = try await log.append(SaleLogContract.buffer([record("b", 1)]), progress: nil)
    await #expect { try await run.value } throws: { ($0 as? BackendError)?.kind == .fenced }
  }

  @Test("a log that retention has cut before the checkpoint is refused, and so is one that ends before it")
  func gapAndTruncation() async throws {
    let store = MemoryStore()
    try await consumer(try await log([record("a", 1), record("b", 1)]), store).run(drain: true)
    await #expect { try await consumer(try await log([record("a", 1)]), store).run(drain: true) } throws: {
      ($0 as? BackendError)?.kind == .foreign
    }
  }

  @Test("a heartbeat that says sales are stored is followed within a second, until one says that none are")
  func beats() async throws {
    let fixture = ConsumerFixture(records: 5)
    fixture.log.tell(0, .assigned([0]))
    let run = Task { try await fixture.consumer { $0.heartbeatIdle = .seconds(10) }.run() }
    try await until { fixture.store.beats.count { $0.storedPerSecond == 0 } >= 4 }
    run.cancel()
    _ = try await run.value
    let beats = fixture.store.beats
    let working = zip(beats, beats.dropFirst()).filter { $0.0.storedPerSecond > 0 }.map { $1.time - $0.time }
    let resting = zip(beats, beats.dropFirst().dropLast()).filter { $0.0.storedPerSecond == 0 }.map {
      $1.time - $0.time
    }
    #expect(working.count >= 9 && working.allSatisfy { $0 <= .seconds(1) })
    #expect(resting.contains(.seconds(10)))
    // The sales are of this second, so their appends are told, in one heartbeat or two.
    let told = beats.filter { !$0.samples.isEmpty }
    #expect((1...2).contains(told.count) && told.allSatisfy { $0.samples.count == 5 })
  }
}
