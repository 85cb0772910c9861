import SalesCore
import SalesPipeline
import Synchronization
import TestSupport
import Testing

@testable import SalesKafka

@Suite(.timeLimit(.minutes(10))) struct KafkaSubscriptionTests {
  @Test(
    "members share the partitions; one leaves, another joins, and each sale is stored once",
    arguments: ["cooperative-sticky", "range,roundrobin"])
  func sharing(strategy: String) async throws {
    let fixture = try await GroupFixture(partitions: 12)
    let properties = ["partition.assignment.strategy=\(strategy)"]
    let first = try await fixture.member(properties)
    let shared = Mutex(false)
    let second = try await fixture.member(
      properties, onProgress: { progress in if progress.stored > 0 { shared.withLock { $0 = true } } })
    // The first one may have stored much before the second has joined.
    var sales = 0
    repeat {
      try await fixture.append(sales..<sales + 6000)
      sales += 6000
      try await until { try await fixture.stored == sales }
    } while !shared.withLock(\.self)
    try await fixture.append(sales..<sales + 6000)
    second.cancel()
    let left = try await second.value
    let third = try await fixture.member(properties)
    try await fixture.append(sales + 6000..<sales + 12_000)
    sales += 12_000
    try await until { try await fixture.stored == sales }
    first.cancel()
    third.cancel()
    let rest = try await [first.value, third.value]
    #expect(left.stored > 0 && rest[0].stored > 0)
    #expect(left.stored + rest[0].stored + rest[1].stored == sales)
    try await fixture.expectWhole(Int64(sales))
  }

  @Test("a drain ends when the members together have stored what there was")
  func drain() async throws {
    let fixture = try await GroupFixture(partitions: 4)
    try await fixture.append(0..<4000)
    let members = [try await fixture.member(drain: true), try await fixture.member(drain: true)]
    let stored = try await members[0].value.stored + members[1].value.stored
    #expect(stored == 4000)
    try await fixture.expectWhole(4000)
  }

  @Test("a member that another one has replaced is fenced; once the group has thrown it out it comes back")
  func thrownOut() async throws {
    let mock = try MockKafka()
    let fixture = try await GroupFixture(on: mock, partitions: 4)
    try await fixture.append(0..<2000)
    let member = try await fixture.member()
    try await until { try await fixture.stored == 2000 }
    for partition: Int32 in 0..<4 { _ = try await fixture.store.take(partition, of: fixture.log.identity) }
    try await fixture.append(2000..<4000)
    try await mock.fail("HEARTBEAT", "UNKNOWN_MEMBER_ID")
    try await until { try await fixture.stored == 4000 }
    member.cancel()
    _ = try await member.value
    #expect(try await fixture.store.snapshot().state.checkpoints.allSatisfy { $0.epoch >= 3 })
    try await fixture.expectWhole(4000)
  }

  @Test("brokers that are down for a while cost nothing")
  func brokerDown() async throws {
    let mock = try MockKafka()
    let fixture = try await GroupFixture(on: mock, partitions: 4)
    try await fixture.append(0..<2000)
    let member = try await fixture.member()
    try await until { try await fixture.stored > 0 }
    try await mock.down()
    try await until { fixture.lines.contains("refused") || fixture.lines.contains("down") }
    try await mock.up()
    try await fixture.append(2000..<4000)
    try await until { try await fixture.stored == 4000 }
    member.cancel()
    _ = try await member.value
    try await fixture.expectWhole(4000)
  }

  @Test("a member ends in time though the brokers are down")
  func endsWhileDown() async throws {
    let mock = try MockKafka()
    let fixture = try await GroupFixture(on: mock, partitions: 4)
    try await fixture.append(0..<2000)
    let member = try await fixture.member()
    try await until { try await fixture.stored == 2000 }
    try await mock.down()
    try await until { fixture.lines.contains("refused") || fixture.lines.contains("down") }
    let begin = ContinuousClock.now
    member.cancel()
    #expect(try await member.value.stored == 2000)
    #expect(begin.duration(to: .now) < .seconds(60))
  }

  @Test(
    "a member that cannot take what it was given ends in time", arguments: ["cooperative-sticky", "range,roundrobin"])
  func endsWithoutTaking(strategy: String) async throws {
    let fixture = try await GroupFixture(partitions: 4)
    fixture.store.fail(with: BackendError(.unavailable, during: "test", detail: "away"))
    let heard = Mutex(false)
    let member = try await fixture.member(["partition.assignment.strategy=\(strategy)"]) {
      heard.withLock { $0 = true }
    }
    try await until { heard.withLock(\.self) }
    let begin = ContinuousClock.now
    member.cancel()
    _ = try await member.value
    #expect(begin.duration(to: .now) < .seconds(60))
    // The group is not kept waiting by it.
    fixture.store.fail(with: nil)
    try await fixture.append(0..<1000)
    let next = try await fixture.member(drain: true, ["partition.assignment.strategy=\(strategy)"])
    #expect(try await next.value.stored == 1000)
  }

  @Test("a member that leaves before it was ever assigned anything ends as others do")
  func endsBeforeAssignment() async throws {
    let mock = try MockKafka()
    let fixture = try await GroupFixture(on: mock, partitions: 4)
    for _ in 0..<50 { try await mock.fail("SYNC_GROUP", "REBALANCE_IN_PROGRESS") }
    let member = try await fixture.member(["debug=cgrp"])
    try await until { fixture.lines.contains("SyncGroup response") }
    member.cancel()
    #expect(try await member.value.stored == 0)
  }

  @Test("an offset that retention has taken is loud, and reading goes on where it is told to")
  func gap() async throws {
    let mock = try MockKafka()
    let fixture = try await GroupFixture(on: mock, partitions: 1)
    // The mock broker keeps five megabytes.
    var random = SeededGenerator(seed: 1)
    for _ in 0..<10 {
      var buffer = RecordBuffer()
      for _ in 0..<10 {
        buffer.append { bytes in for _ in 0..<100_000 { bytes.append(.random(in: 0...255, using: &random)) } }
      }
      _ = try await fixture.log.append(buffer, progress: nil)
    }
    let first = try #require(try await fixture.log.partitions().first).first
    try #require(first > 0)
    let member = try await fixture.reader().subscribe(group: "g")
    try await until { try await member.nextRebalance() == .assigned([0]) }
    try await member.start([Position(partition: 0, offset: 0)])
    await #expect {
      try await until { try await !member.read(0, limit: 10).isEmpty }
    } throws: {
      ($0 as? BackendError)?.kind == .gap
    }
    try await member.start([Position(partition: 0, offset: first)])
    var offsets: [Int64] = []
    try await until {
      offsets += try await member.read(0, limit: 10).offsets
      return offsets.count == Int(100 - first)
    }
    #expect(offsets == Array(first..<100))
    await member.close()
  }
}
