import SalesCore
import Testing

@testable import SalesPipeline

/// Which records a heartbeat tells of.
@Suite struct AppendSamplerTests {
  private let now = Timestamp(milliseconds: 1_795_271_527_000)

  /// Records from `from` on, each appended a millisecond after the one before; `delay` is from the sale to its append.
  private func decoded(
    _ from: Int64, _ count: Int64, delay: Duration = .zero, without: Set<Int64> = [], isProducersTime: Bool = false
  ) -> DecodedBatch {
    var records = RecordBatch(partition: 3)
    var batch = StoreBatch(partition: 3, epoch: 1, from: from, next: from + count)
    for offset in from..<from + count {
      let appended = now + .milliseconds(offset)
      [UInt8]("x".utf8).withUnsafeBytes {
        records.append(offset: offset, appended: appended, isProducersTime: isProducersTime, bytes: $0)
      }
      // A record that is no sale counts as a record all the same.
      if without.contains(offset) { continue }
      let sale = Sale(
        id: "\(offset)", time: appended - delay, amount: Money(minorUnits: 1), product: "Desk", region: "EMEA")
      batch.entries.append(.init(offset: offset, sale: sale, isLate: false))
    }
    return DecodedBatch(records: records, batch: batch)
  }

  @Test("few are all picked, with the append time of their own record")
  func few() {
    var sampler = AppendSampler()
    #expect(sampler.note(decoded(5, 4, without: [6]), at: now).map(\.position.offset) == [5, 7, 8])
    #expect(sampler.samples.allSatisfy { $0.appended == now + .milliseconds($0.position.offset) })
    #expect(sampler.samples.allSatisfy { $0.position.partition == 3 })
  }

  @Test("of many an even part is picked, however they were batched", arguments: [1, 7, 100, 5000, 20_000])
  func many(batch: Int64) throws {
    var sampler = AppendSampler()
    for from in stride(from: Int64(0), to: 20_000, by: Int(batch)) {
      _ = sampler.note(decoded(from, min(batch, 20_000 - from)), at: now)
    }
    let offsets = sampler.samples.map(\.position.offset)
    #expect((16...32).contains(offsets.count))
    let gaps = Set(zip(offsets, offsets.dropFirst()).map { $1 - $0 })
    #expect(gaps.count == 1)
    #expect(try #require(offsets.last) > 18_000)
  }

  @Test("what was imported or backfilled says nothing")
  func imported() {
    var sampler = AppendSampler()
    #expect(sampler.note(decoded(0, 50, delay: .seconds(10)), at: now).isEmpty)
    #expect(!sampler.note(decoded(50, 50, delay: .milliseconds(9999)), at: now).isEmpty)
  }

  @Test(
    "a producer's time that is years old, or in the future, says nothing; the log's own clock is believed",
    arguments: [(Duration.milliseconds(40), 3), (.days(1), 0), (.days(2000), 0), (.milliseconds(-3), 0)])
  func producersTime(age: Duration, count: Int) {
    var sampler = AppendSampler()
    let stored = now + .milliseconds(2) + age
    #expect(sampler.note(decoded(0, 3, isProducersTime: true), at: stored).count == count)
    #expect(sampler.note(decoded(3, 3), at: stored).count == 3)
  }

  @Test("a heartbeat repeats what the one before told, and no more")
  func repeats() {
    var sampler = AppendSampler()
    _ = sampler.note(decoded(0, 3), at: now)
    sampler.startNext()
    _ = sampler.note(decoded(3, 1000), at: now)
    #expect(sampler.samples.prefix(3).map(\.position.offset) == [0, 1, 2])
    #expect(sampler.samples.count <= Heartbeat.mostSamples)
    sampler.startNext()
    sampler.startNext()
    #expect(sampler.samples.isEmpty)
  }
}
