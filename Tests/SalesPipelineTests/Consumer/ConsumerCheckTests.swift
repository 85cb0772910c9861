import SalesCore
import SalesPipeline
import TestSupport
import Testing

/// Checks that the log is the one that the store has consumed, and still holds the next records.
@Suite(.timeLimit(.minutes(10))) struct ConsumerCheckTests {
  @Test(
    "what retention took before the start is refused, or noted as lost when that is accepted", arguments: [false, true])
  func gapAtStart(accepts: Bool) async throws {
    let fixture = ConsumerFixture(records: 3)
    let consumer = fixture.consumer(fixture.memory) { $0.acceptGap = accepts }
    try await consumer.run(drain: true)
    fixture.append(7, to: 0, from: 3)
    fixture.memory.prune(before: 5)
    guard accepts else {
      await #expect(performing: { try await consumer.run(drain: true) }, throws: isKind(.gap))
      #expect(try await fixture.checkpoint(0)?.next == 3)
      return
    }
    #expect(try await consumer.run(drain: true).stored == 5)
    #expect(try await fixture.checkpoint(0)?.lost == [3..<5])
    #expect(try await fixture.totals.sales == 8)
    // It was noted once; the next run finds nothing wrong.
    #expect(try await consumer.run(drain: true).records == 0)
    #expect(try await fixture.checkpoint(0)?.lost == [3..<5])
  }

  @Test(
    "retention that overtakes a running consumer is loud, or noted when that is accepted", arguments: [false, true])
  func gapWhileRunning(accepts: Bool) async throws {
    let fixture = ConsumerFixture(records: 12)
    fixture.log.tell(0, .assigned([0]))
    fixture.store.onApply { [memory = fixture.memory] _ in memory.prune(before: 9) }
    let consumer = fixture.consumer { $0.acceptGap = accepts }
    guard accepts else {
      await #expect(performing: { try await consumer.run(drain: true) }, throws: isKind(.gap))
      #expect(fixture.log[0].isClosed)
      return
    }
    let done = try await consumer.run(drain: true)
    let lost = try #require(try await fixture.checkpoint(0)?.lost.first)
    // The batch after the one that was being stored may have been read in time.
    #expect(lost == 3..<9 || lost == 6..<9)
    #expect(done.stored == 12 - Int64(lost.count))
  }

  @Test("a log whose record before the checkpoint is another one is refused", arguments: ["p0-2", "q"])
  func fingerprint(id: String) async throws {
    let fixture = ConsumerFixture(records: 3)
    try await fixture.consumer(fixture.memory).run(drain: true)
    let other = MemoryLog(now: { ConsumerFixture.start })
    let texts = ["p0-0", "p0-1", id, "new"].map { ConsumerFixture.record($0, at: ConsumerFixture.start) }
    other.append(SaleLogContract.buffer(texts), to: 0)
    if id == "q" {
      await #expect(performing: { try await fixture.consumer(other).run(drain: true) }, throws: isKind(.foreign))
      #expect(try await fixture.totals.sales == 3)
    } else {
      #expect(try await fixture.consumer(other).run(drain: true).stored == 1)
    }
  }

  @Test("a log with fewer partitions than before is refused before anything is taken")
  func fewerPartitions() async throws {
    let fixture = ConsumerFixture(partitions: 2, records: 3)
    try await fixture.consumer(fixture.memory).run(drain: true)
    let other = MemoryLog(partitions: 1, now: { ConsumerFixture.start })
    await #expect(performing: { try await fixture.consumer(other).run(drain: true) }, throws: isKind(.foreign))
    #expect(try await fixture.checkpoint(0)?.epoch == 1)
  }

  @Test("a log with more partitions than before is consumed")
  func morePartitions() async throws {
    let fixture = ConsumerFixture(partitions: 2, records: 3)
    try await fixture.consumer(fixture.memory).run(drain: true)
    let other = ConsumerFixture(partitions: 3, records: 3)
    #expect(try await fixture.consumer(other.memory).run(drain: true).stored == 3)
  }
}
