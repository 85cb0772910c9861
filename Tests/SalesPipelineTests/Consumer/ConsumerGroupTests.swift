import SalesCore
import SalesPipeline
import Synchronization
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(10))) struct ConsumerGroupTests {
  @Test("a partition handed over in the middle of a catch-up goes on at the checkpoint; both drains end")
  func handOver() async throws {
    let fixture = ConsumerFixture(partitions: 2, records: 30)
    let (log, store) = (fixture.log, fixture.store)
    log.tell(0, .assigned([0, 1]))
    store.onApply { batch in
      if batch.partition == 1, batch.from == 6 { log.hand([1], from: 0, to: 1) }
    }
    async let first = fixture.consumer().run(drain: true)
    try await until { log[0].released == [1] }
    let second = try await fixture.consumer().run(drain: true)
    let done = try await first
    // A batch in hand is stored before its partition is released.
    #expect(log[1].started == [Position(partition: 1, offset: 9)])
    #expect(done.stored == 39 && second.stored == 21)
    #expect(log[0].isClosed && log[1].isClosed)
    try await fixture.expectWhole(60)
  }

  @Test("what is revoked is committed before it is released")
  func commitsBeforeRelease() async throws {
    let fixture = ConsumerFixture(partitions: 2, records: 9)
    let log = fixture.log
    log.tell(0, .assigned([0, 1]))
    fixture.store.onApply { batch in
      if batch.partition == 1, batch.from == 3 { log.tell(0, .revoked([1])) }
    }
    let run = Task { try await fixture.consumer().run() }
    try await until { !log[0].released.isEmpty }
    #expect(fixture.memory.committed(group: ConsumerOptions().group)[1] == 6)
    run.cancel()
    _ = try await run.value
  }

  @Test("what is lost is dropped without a commit")
  func lost() async throws {
    let fixture = ConsumerFixture(partitions: 2, records: 9)
    let log = fixture.log
    log.tell(0, .assigned([0, 1]))
    fixture.store.onApply { batch in
      if batch.partition == 1, batch.from == 3 { log.tell(0, .lost([1])) }
    }
    let run = Task { try await fixture.consumer().run() }
    try await until { !log[0].released.isEmpty }
    run.cancel()
    _ = try await run.value
    #expect(fixture.memory.committed(group: ConsumerOptions().group)[1] == 0)
    #expect(log[0].released == [1])
  }

  @Test("a zombie's partition is fenced, the others go on, and the group's word settles it")
  func zombie() async throws {
    let fixture = ConsumerFixture(partitions: 2, records: 30)
    let (log, store) = (fixture.log, fixture.store)
    log.tell(0, .assigned([0, 1]))
    store.onApply { batch in
      guard batch.partition == 0, batch.epoch == 1, batch.from == 6 else { return }
      log.tell(1, .assigned([0]))
      try await until { log[1].partitions == [0] }
    }
    // The fixture's clock runs ahead while the other one waits for a processor.
    async let first = fixture.consumer { $0.fencePatience = .days(1000) }.run(drain: true)
    let other = Task { try await fixture.consumer().run(drain: true) }
    let second = try await other.value
    log.tell(0, .lost([0]))
    let done = try await first
    #expect(done.stored + second.stored == 60)
    try await fixture.expectWhole(60)
  }

  @Test("a fence that the group does not explain ends the consumer, not before half a minute")
  func unexplainedFence() async throws {
    let fixture = ConsumerFixture(partitions: 2, records: 3)
    fixture.log.tell(0, .assigned([0, 1]))
    let run = Task { try await fixture.consumer().run() }
    try await until { try await fixture.totals.sales == 6 }
    _ = try await fixture.store.take(0, of: fixture.memory.identity)
    let before = fixture.clock.now
    // The one that goes on first: nothing ends it before it has what is its own.
    for partition: Int32 in [1, 0] { fixture.append(3, to: partition, from: 3) }
    await #expect(performing: { try await run.value }, throws: isKind(.fenced))
    #expect(fixture.clock.now >= before.advanced(by: .seconds(30)))
    #expect(try await fixture.checkpoint(0)?.next == 3)
    #expect(try await fixture.checkpoint(1)?.next == 6)
    #expect(fixture.log[0].isClosed)
  }

  @Test("a fenced partition that is given anew goes on")
  func givenAnew() async throws {
    let fixture = ConsumerFixture(partitions: 1, records: 9)
    let (log, store) = (fixture.log, fixture.store)
    log.tell(0, .assigned([0]))
    store.onApply { batch in
      guard batch.epoch == 1, batch.from == 3 else { return }
      log.tell(0, .assigned([0]))
      throw BackendError(.fenced, during: "apply", detail: "another consumer")
    }
    let done = try await fixture.consumer().run(drain: true)
    #expect(done.stored == 9)
    #expect(log[0].started.map(\.offset) == [0, 3])
    try await fixture.expectWhole(9)
  }

  @Test("a member without partitions drains once the others have stored all")
  func idleMember() async throws {
    let fixture = ConsumerFixture(partitions: 1, records: 9)
    let log = fixture.log
    log.tell(0, .assigned([]))
    async let idle = fixture.consumer().run(drain: true)
    try await until { log[0].isSettled }
    log.tell(1, .assigned([0]))
    let busy = try await fixture.consumer().run(drain: true)
    #expect(busy.stored == 9)
    #expect(try await idle.stored == 0)
  }

  @Test("a partition that ends with the mark of a transaction is drained, without lag, and the audit finds all of it")
  func transactionMarks() async throws {
    let fixture = ConsumerFixture(partitions: 2, records: 2)
    fixture.memory.mark(partition: 0)
    fixture.append(3, to: 0, from: 2)
    for _ in 0..<2 { fixture.memory.mark(partition: 0) }
    fixture.log.tell(0, .assigned([0, 1]))
    let done = try await fixture.consumer().run(drain: true)
    #expect(done.stored == 7 && done.lag == 0)
    #expect(try await fixture.checkpoint(0)?.next == 8)
    try await fixture.expectWhole(7)
    // Such a mark alone, after a restart.
    fixture.memory.mark(partition: 1)
    fixture.log.tell(1, .assigned([0, 1]))
    #expect(try await fixture.consumer().run(drain: true).stored == 0)
    try await fixture.expectWhole(7)
  }

  @Test("a drain waits for records that are still on their way")
  func lateRecords() async throws {
    let fixture = ConsumerFixture(partitions: 1, records: 7)
    let log = fixture.log
    log.tell(0, .assigned([0]))
    log.deliver(0, before: 2)
    fixture.clock.onSleep { _ in log.deliver(0, before: 7) }
    let done = try await fixture.consumer().run(drain: true)
    #expect(done.stored == 7)
  }

  @Test("catching up does not wait for batches to fill")
  func noGatheringBehind() async throws {
    let fixture = ConsumerFixture(partitions: 1, records: 10)
    let log = fixture.log
    log.tell(0, .assigned([0]))
    log.deliver(0, before: 1)
    let slept = Mutex<[Duration]>([])
    fixture.store.onApply { batch in
      log.deliver(0, before: batch.next + 1)
      // Not later: once it has caught up, it does wait.
      slept.withLock { $0 = fixture.clock.sleeps }
    }
    let run = Task { try await fixture.consumer().run() }
    try await until { try await fixture.totals.sales == 10 }
    run.cancel()
    _ = try await run.value
    #expect(!slept.withLock(\.self).contains(ConsumerOptions().commitInterval))
  }

  @Test("the heartbeat tells the end of every partition, the lag of one's own")
  func heartbeat() async throws {
    let fixture = ConsumerFixture(partitions: 2, records: 4)
    fixture.log.tell(0, .assigned([1]))
    let run = Task { try await fixture.consumer().run() }
    try await until { try await fixture.totals.sales == 4 }
    run.cancel()
    #expect(try await run.value.lag == 0)
    #expect(try await fixture.store.snapshot().state.heartbeat?.logEnd == [0: 4, 1: 4])
  }
}
