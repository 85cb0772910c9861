import SalesCore
import SalesPipeline
import TestSupport
import Testing

/// `verify` beside consumers, on a store that cannot hold a moment.
@Suite(.timeLimit(.minutes(10))) struct LiveAuditTests {
  static let start = Timestamp(rfc3339: "2026-11-20T10:00:00Z") ?? .epoch
  private static let partitions: [Int32] = [0, 1, 2]
  private static let length = 60

  let log = MemoryLog(partitions: partitions.count, now: { start + .days(3) })
  let store = MemoryStore()

  /// Fills the log, with ids that come twice and records that are no sales; nothing is consumed yet.
  private func fill(_ random: inout SeededGenerator) {
    for partition in Self.partitions {
      let records = (0..<Self.length).map { _ in
        let time = Self.start + .seconds(Int64.random(in: 0..<150_000, using: &random))
        let id = "s\(Int.random(in: 0..<150, using: &random))"
        if id.hasSuffix("7") { return "broken \(id)" }
        return #"{"id":"\#(id)","time":"\#(time.text)","amount":1.25,"product":"Desk","region":"EMEA"}"#
      }
      log.append(SaleLogContract.buffer(records), to: partition)
    }
  }

  /// A partition's records from its checkpoint on, at most so many a batch.
  private func batches(_ partition: Int32, after checkpoint: Checkpoint, of size: Int) async throws -> [StoreBatch] {
    var decoder = BatchDecoder(topic: log.topic, rules: SaleRules(), allowedLateness: .seconds(60))
    var batches: [StoreBatch] = []
    var cursor = checkpoint
    while case let records = try await log.read(from: Position(partition: partition, offset: cursor.next), limit: size),
      let end = records.next
    {
      let batch = decoder.decode(records, after: cursor, now: .epoch)
      batches.append(batch)
      (cursor.next, cursor.newestSale) = (end, batch.newestSale)
    }
    return batches
  }

  /// Consumes a part, and returns the rest in the order in which it is going to come.
  private func begin(_ random: inout SeededGenerator) async throws -> [StoreBatch] {
    fill(&random)
    var rest: [[StoreBatch]] = []
    for partition in Self.partitions {
      let checkpoint = try await store.take(partition, of: log.identity)
      var own = try await batches(partition, after: checkpoint, of: Int.random(in: 1...12, using: &random))
      for _ in 0..<own.count / 2 { _ = try await store.apply(own.removeFirst()) }
      rest.append(own)
    }
    var order: [StoreBatch] = []
    while let partition = rest.indices.filter({ !rest[$0].isEmpty }).randomElement(using: &random) {
      order.append(rest[partition].removeFirst())
    }
    return order
  }

  @Test("beside consumers the three sums are those of the checkpoints, and nothing is reported", arguments: 0..<40)
  func beside(seed: UInt64) async throws {
    var random = SeededGenerator(seed: seed)
    let live = try await LiveSnapshot(store, batches: begin(&random))
    let totals = try await live.state.totals
    let report = try await Audit(log: log, store: live).run()
    #expect(report.agrees, "\(report.differences)")
    #expect(report.store == .init(sales: totals.sales, revenueMinor: totals.revenueMinor))
    #expect(report.log == report.store && report.rollups == report.store)
    #expect(live.left < Self.length, "consumers went on")
  }

  @Test("a rollup that is wrong is found beside consumers too", arguments: 0..<10)
  func wrong(seed: UInt64) async throws {
    var random = SeededGenerator(seed: seed)
    let rest = try await begin(&random)
    let level = try #require(RollupLevel.allCases.randomElement(using: &random))
    let span = RollupSpan(level: level, range: .distantPast..<Timestamp.distantFuture)
    let snapshot = try await store.snapshot()
    var rollups = try await snapshot.rollups(span)
    let index = Int.random(in: rollups.indices, using: &random)
    if seed % 2 == 0 { rollups[index].cells[0].revenue -= 1 } else { rollups.remove(at: index) }
    try await store.replace(span, with: rollups, names: try await snapshot.names)
    let report = try await Audit(log: log, store: LiveSnapshot(store, batches: rest)).run()
    #expect(!report.agrees)
  }

  @Test("what retention takes while it is being read is not missing")
  func retention() async throws {
    var random = SeededGenerator(seed: 3)
    let rest = try await begin(&random)
    let live = try await LiveSnapshot(store, batches: rest, passed: Self.start + .hours(20))
    let report = try await Audit(log: log, store: live).run()
    #expect(report.agrees, "\(report.differences)")
  }
}
