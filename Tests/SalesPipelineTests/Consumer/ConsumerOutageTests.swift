import SalesCore
import SalesPipeline
import Synchronization
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(10))) struct ConsumerOutageTests {
  let away = BackendError(.unavailable, during: "test", detail: "away")

  @Test(
    "a store that is away for a while gets the same batch again, and everything in the end", arguments: [true, false])
  func storeAway(drain: Bool) async throws {
    let fixture = ConsumerFixture(partitions: 2, records: 9)
    let store = fixture.store
    fixture.log.tell(0, .assigned([0, 1]))
    let batches = Mutex<[Range<Int64>]>([])
    store.onApply { batch in
      if batch.partition == 0 { batches.withLock { $0.append(batch.from..<batch.next) } }
      if batch.partition == 0, batch.from == 3 { store.fail(with: away) }
    }
    let heard = Mutex<[Duration]>([])
    let run = Task {
      try await fixture.consumer().run(drain: drain) { _ in
      } onRetry: { error, wait in
        let count = heard.withLock {
          $0.append(wait)
          return $0.count
        }
        if count == 6 {
          store.onApply(nil)
          store.fail(with: nil)
        }
      }
    }
    try await until { try await fixture.totals.sales == 18 }
    if !drain { run.cancel() }
    #expect(try await run.value.stored == 18)
    #expect(batches.withLock { $0 } == [0..<3] + Array(repeating: 3..<6, count: 6))
    let waits = heard.withLock { $0 }
    #expect(waits.count == 6 && waits.allSatisfy { $0 >= .milliseconds(25) } && waits[5] > waits[0])
    #expect(fixture.log[0].started.count == 2)
    try await fixture.expectWhole(18)
  }

  @Test("a drain gives up after its attempts")
  func drainGivesUp() async throws {
    let fixture = ConsumerFixture(records: 3)
    fixture.log.tell(0, .assigned([0]))
    fixture.store.fail(with: away)
    let heard = Mutex(0)
    await #expect(throws: away) {
      try await fixture.consumer { $0.retry.attempts = 4 }
        .run(drain: true) { _ in
        } onRetry: { _, _ in
          heard.withLock { $0 += 1 }
        }
    }
    #expect(heard.withLock { $0 } == 3 && fixture.log[0].isClosed)
  }

  @Test("a daemon that waits for its store can be stopped")
  func stoppedWhileWaiting() async throws {
    let fixture = ConsumerFixture(records: 3)
    fixture.log.tell(0, .assigned([0]))
    fixture.store.fail(with: away)
    let heard = Mutex(0)
    let run = Task {
      try await fixture.consumer().run { _ in
      } onRetry: { _, _ in
        heard.withLock { $0 += 1 }
      }
    }
    try await until { heard.withLock { $0 > 20 } }
    run.cancel()
    #expect(try await run.value.stored == 0)
    #expect(fixture.log[0].isClosed)
  }

  @Test("a daemon that waits for its store and its log can be stopped, and tells what it has stored")
  func stoppedWhileBothAway() async throws {
    let fixture = ConsumerFixture(records: 9)
    let (log, store, clock) = (fixture.log, fixture.store, fixture.clock)
    log.tell(0, .assigned([0]))
    store.onApply { batch in
      guard batch.from == 3 else { return }
      log.fail(with: away)
      store.fail(with: away)
    }
    let heard = Mutex(0)
    let run = Task {
      try await fixture.consumer().run { _ in
      } onRetry: { _, _ in
        // A heartbeat is due after every wait, and asks the log.
        clock.advance(by: .seconds(60))
        heard.withLock { $0 += 1 }
      }
    }
    try await until { heard.withLock { $0 > 20 } }
    run.cancel()
    #expect(try await run.value.stored == 3)
    #expect(log[0].isClosed)
  }

  @Test("a partition is handed over though the store is away")
  func handOverWhileAway() async throws {
    let fixture = ConsumerFixture(records: 9)
    let (log, store) = (fixture.log, fixture.store)
    log.tell(0, .assigned([0]))
    store.onApply { batch in
      guard batch.from == 3, log[0].isSettled else { return }
      store.fail(with: away)
      log.hand([0], from: 0, to: 1)
    }
    async let first = fixture.consumer().run(drain: true)
    try await until { log[0].released == [0] }
    store.onApply(nil)
    store.fail(with: nil)
    let second = try await fixture.consumer().run(drain: true)
    #expect(try await first.stored == 3)
    #expect(second.stored == 6)
    try await fixture.expectWhole(9)
  }

  @Test("a log that is away for a while is waited for, at the start and later", arguments: [true, false])
  func logAway(atStart: Bool) async throws {
    let fixture = ConsumerFixture(records: 9)
    let log = fixture.log
    log.tell(0, .assigned([0]))
    if atStart { log.fail(with: away) } else { fixture.store.onApply { if $0.from == 3 { log.fail(with: away) } } }
    let heard = Mutex(0)
    let done = try await fixture.consumer().run(drain: true) { _ in
    } onRetry: { _, _ in
      let count = heard.withLock {
        $0 += 1
        return $0
      }
      if count == 3 { log.fail(with: nil) }
    }
    #expect(done.stored == 9 && heard.withLock { $0 } == 3)
    try await fixture.expectWhole(9)
  }

  @Test("a heartbeat, a log end or a commit that fails does not stop the work")
  func sideWorkFails() async throws {
    let fixture = ConsumerFixture(records: 9)
    let (log, store, clock) = (fixture.log, fixture.store, fixture.clock)
    log.tell(0, .assigned([0]))
    store.onApply { batch in
      // All is read by then.
      if batch.from == 6 { log.fail(with: away) }
      clock.advance(by: .seconds(100))
    }
    let run = Task { try await fixture.consumer().run() }
    try await until { try await fixture.totals.sales == 9 }
    log.fail(with: nil)
    run.cancel()
    #expect(try await run.value.stored == 9)
  }
}
