import SalesCore
import SalesPipeline
import TestSupport
import Testing

@testable import SalesMongo

@Suite(.timeLimit(.minutes(10))) struct MongoSaleStoreTests {
  let stage = Stage()
  let now = ModelLog.start
  let everything = Timestamp.distantPast..<Timestamp.distantFuture

  func open(_ settings: StoreSettings? = nil) async throws -> MongoSaleStore {
    try await MongoSaleStore(documents: FakeDocuments(stage: stage), settings: settings)
  }

  func batch(_ checkpoint: Checkpoint, _ sales: [Sale]) -> StoreBatch {
    var batch = StoreBatch(
      partition: checkpoint.partition, epoch: checkpoint.epoch, from: checkpoint.next,
      next: checkpoint.next + Int64(sales.count))
    batch.entries = sales.enumerated().map { .init(offset: checkpoint.next + Int64($0), sale: $1, isLate: false) }
    batch.newestSale = sales.map(\.time).max()
    return batch
  }

  func sale(_ id: String, _ time: Timestamp, _ amount: Int64 = 100, product: String = "Desk") -> Sale {
    Sale(id: id, time: time, amount: Money(minorUnits: amount), product: product, region: "EMEA")
  }

  @Test("it keeps the contract of every store")
  func contract() async throws {
    try await SaleStoreContract(store: try await open()).run()
  }

  @Test("settings are fixed when the store is made, and its identity is its own")
  func fixedSettings() async throws {
    let first = try await open(StoreSettings(timeZone: "Europe/Paris"))
    await #expect {
      try await open(StoreSettings(timeZone: "UTC"))
    } throws: {
      ($0 as? BackendError)?.kind == .mismatch && "\($0)".contains("time zone Europe/Paris; these are fixed")
    }
    let second = try await open()
    #expect(try await second.settings().timeZone == "Europe/Paris" && second.identity == first.identity)
    #expect(first.identity.hasPrefix("store-"))
  }

  @Test("a reader of no store says that there is none")
  func missing() async throws {
    let documents = FakeDocuments(stage: stage)
    await #expect { try await MongoStoreReader(polls: documents, rows: documents) } throws: {
      ($0 as? BackendError)?.kind == .missing
    }
    _ = try await open()
    #expect(try await MongoStoreReader(polls: documents, rows: documents).settings() == StoreSettings())
  }

  @Test("a batch that leaves a gap is refused")
  func gap() async throws {
    let store = try await open()
    var batch = batch(try await store.take(0, of: "log"), [sale("a", now)])
    (batch.from, batch.next) = (1, 2)
    await #expect { try await store.apply(batch) } throws: { ($0 as? BackendError)?.kind == .mismatch }
  }

  @Test("the fingerprint and what was lost stay with the checkpoint, once")
  func lost() async throws {
    let store = try await open()
    let taken = try await store.take(0, of: "log")
    var first = StoreBatch(partition: 0, epoch: taken.epoch, from: 0, next: 12)
    first.lost = 0..<10
    first.fingerprint = 7
    let checkpoint = try await store.apply(first)
    #expect(checkpoint.lost == [0..<10] && checkpoint.fingerprint == 7)
    #expect(try await store.apply(first) == checkpoint)
    first.next = 13
    first.fingerprint = nil
    let after = try await store.apply(first)
    #expect(after.lost == [0..<10] && after.fingerprint == 7 && after.next == 13)
  }

  @Test("ids are told apart by their bytes, within a batch too")
  func idBytes() async throws {
    let store = try await open()
    let twins = [sale("caf\u{E9}", now), sale("cafe\u{301}", now, 5), sale("caf\u{E9}", now)]
    let checkpoint = try await store.apply(batch(try await store.take(0, of: "log"), twins))
    #expect(checkpoint.totals.sales == 2 && checkpoint.totals.duplicates == 1 && checkpoint.totals.conflicts == 0)
  }

  @Test("a live batch reads nothing, and a batch takes few calls")
  func calls() async throws {
    let stage = Stage(isTraced: true)
    let now = now
    let client = await stage.start { documents in
      let store = try await MongoSaleStore(documents: documents, settings: nil)
      var checkpoint = try await store.take(0, of: "log")
      for second in 0..<2 {
        stage.note("batch \(second)")
        let sale = Sale(
          id: "s\(second)", time: now + .seconds(Int64(second)), amount: Money(minorUnits: 1), product: "Desk",
          region: "NA")
        var batch = StoreBatch(
          partition: 0, epoch: checkpoint.epoch, from: checkpoint.next, next: checkpoint.next + 1)
        batch.entries = [.init(offset: checkpoint.next, sale: sale, isLate: false)]
        checkpoint = try await store.apply(batch)
      }
    }
    await stage.run(client)
    let steps = stage.trace.drop { $0 != "batch 1" }.dropFirst().dropLast()
    // Even in the second that has just begun.
    #expect(steps.allSatisfy { $0.contains("insert sale") || $0.contains("write rollup") || $0.contains("move") })
    #expect(steps.count == 6)
  }

  @Test("what another writer has changed is read again within the batch")
  func miss() async throws {
    let store = try await open()
    let checkpoint = try await store.apply(batch(try await store.take(0, of: "log"), [sale("a", now)]))
    stage.tamper { database in
      for key in database.rollups.keys { database.rollups[key]?.generation += 1 }
    }
    #expect(try await store.apply(batch(checkpoint, [sale("b", now)])).totals.sales == 2)
    #expect(stage.database.rollups.values.allSatisfy { $0.rollup.cells.map(\.sales) == [2] && $0.generation == 1 })
  }

  @Test("a late sale reopens its bucket, and a poll reads just that bucket again")
  func lateSale() async throws {
    let store = try await open()
    var checkpoint = try await store.take(0, of: "log")
    let early = now - .minutes(30)
    checkpoint = try await store.apply(batch(checkpoint, [sale("a", early), sale("b", now)]))
    let request = PollRequest(spans: [RollupSpan(level: .minute, range: now - .hours(1)..<now + .hours(1))])
    let first = try await store.poll(request)
    #expect(first.isComplete && first.rollups.count == 2)
    #expect(first.state.oldestSale == early && first.state.newestSale == now)
    checkpoint = try await store.apply(batch(checkpoint, [sale("late", early + .seconds(5), -30)]))
    let second = try await store.poll(PollRequest(spans: request.spans, after: first.token))
    #expect(!second.isComplete && second.rollups.map(\.bucket) == [early])
    #expect(second.rollups.first?.cells.map(\.revenue) == [70])
    let third = try await store.poll(PollRequest(spans: request.spans, after: second.token))
    #expect(third.rollups.isEmpty)
  }

  @Test("what lies before a level's retention goes to the raw sales and the coarser levels only")
  func retention() async throws {
    let store = try await open()
    try await store.retain(now: now)
    let checkpoint = try await store.take(0, of: "log")
    _ = try await store.apply(batch(checkpoint, [sale("old", now - .days(20)), sale("new", now)]))
    var counts: [RollupLevel: Int] = [:]
    for level in RollupLevel.allCases {
      counts[level] = try await store.poll(PollRequest(spans: [RollupSpan(level: level, range: everything)])).rollups
        .count
    }
    #expect(counts == [.second: 1, .minute: 1, .hour: 2, .day: 2])
    let recounted = try await store.recount(.minute, in: now - .days(21)..<now - .days(19))
    #expect(recounted.rollups.map(\.bucket) == [now - .days(20)])
    try await store.retain(now: now + .hours(3))
    let seconds = try await store.poll(PollRequest(spans: [RollupSpan(level: .second, range: everything)]))
    #expect(seconds.rollups.isEmpty && seconds.state.retainedFrom[.second] == now + .hours(1))
    #expect(stage.database.rollups.keys.allSatisfy { $0.level != .second })
    // A clock set back takes nothing back.
    try await store.retain(now: now)
    #expect(try await store.snapshot().state.retainedFrom[.second] == now + .hours(1))
  }

  @Test("several consumers' heartbeats are one, and those long gone do not count")
  func heartbeats() async throws {
    let stores = [try await open(), try await open(), try await open()]
    var first = Heartbeat(
      time: now, logEnd: [0: 10, 1: 4], storedPerSecond: 5, latencyP50: 9, latencyP99: 20, watermark: now)
    first.samples = [AppendSample(position: Position(partition: 0, offset: 9), appended: now)]
    try await stores[0].beat(first)
    try await stores[1].beat(
      Heartbeat(
        time: now + .seconds(10), logEnd: [1: 7], storedPerSecond: 2, latencyP50: 1, latencyP99: 90,
        watermark: now - .hours(1)))
    try await stores[2].beat(Heartbeat(time: now - .seconds(21), logEnd: [2: 99], storedPerSecond: 1000))
    var merged = Heartbeat(
      time: now + .seconds(10), logEnd: [0: 10, 1: 7], storedPerSecond: 7, latencyP50: 9, latencyP99: 90,
      watermark: now - .hours(1))
    merged.samples = first.samples
    #expect(try await stores[0].poll(PollRequest(spans: [])).state.heartbeat == merged)
    try await stores[0].retain(now: now + .minutes(60))
    #expect(stage.database.heartbeats.count == 2)
  }

  @Test(
    "the store is at rest once all its consumers have ended; one long gone does not count",
    arguments: [
      ([true, true], 5, true), ([true, false], 5, false), ([false, true], 5, false), ([true, false], 31, true),
    ] as [([Bool], Int64, Bool)])
  func atRest(ended: [Bool], apart: Int64, isLast: Bool) throws {
    let beats = ended.enumerated().map { index, isLast in
      var beat = Heartbeat(time: now - .seconds(Int64(index) * apart), logEnd: [:])
      beat.isLast = isLast
      return beat
    }
    #expect(try #require(Heartbeat(merging: beats)).isLast == isLast)
  }

  @Test("of many consumers' samples an even part is kept")
  func samples() async throws {
    let beats = (0..<8).map { consumer in
      var beat = Heartbeat(time: now, logEnd: [:])
      beat.samples = (0..<64).map { offset in
        AppendSample(position: Position(partition: Int32(consumer), offset: offset), appended: now)
      }
      return beat
    }
    let merged = try #require(Heartbeat(merging: beats)).samples
    #expect(merged.count == 256)
    #expect(Set(merged.map(\.position.partition)).count == 8)
    #expect(Heartbeat(merging: Array(beats[..<2]))?.samples.count == 128)
  }
}
