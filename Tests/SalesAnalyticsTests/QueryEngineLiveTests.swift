import Foundation
import SalesAnalytics
import SalesCore
import TestSupport
import Testing

/// A source that follows a store says at every moment what a new source would say.
@Suite struct QueryEngineLiveTests {
  let start = Timestamp(milliseconds: 1_795_271_527_000)  // 2026-11-21T14:32:07Z

  @Test(
    "a live view that slides, with late and early sales, misses nothing",
    arguments: [
      ("5m", "1s", Comparison.previous), ("15m", "1m", .day), ("1h", "1m", .previous), ("6h", "15m", .week),
      ("now/d", "1h", .previous), ("all", nil, .none), ("30d", "1d", .year), ("24h", "3h", .previous),
    ] as [(String, String?, Comparison)], [UInt64(1), 2])
  func slide(view: (String, String?, Comparison), seed: UInt64) async throws {
    let (period, bucket, comparison) = view
    var generator = SeededGenerator(seed: seed)
    let reader = MemoryReader(settings: StoreSettings(timeZone: "Europe/Paris"), calendar: try zone("Europe/Paris"))
    reader.add(RandomSales.make(300, in: start - .days(8)..<start, using: &generator, prefix: "history"))
    let source = QueryEngine(reader: reader)
    let query = FigureQuery(
      period: try Period(parsing: period), bucket: try bucket.map { try BucketSize(parsing: $0) },
      comparison: comparison)
    var now = start
    for step in 0..<40 {
      now = now + .milliseconds(.random(in: 1...400_000, using: &generator))
      let live = RandomSales.make(
        5, in: now - .seconds(200)..<now + .minutes(5), using: &generator, prefix: "live\(step)-")
      reader.add(live, partition: Int32(step % 2))
      if step % 3 == 0 {
        let late = RandomSales.make(3, in: now - .days(8)..<now, using: &generator, prefix: "late\(step)-")
        reader.add(late, partition: 1, late: 3)
      }
      if step == 25 { reader.repair(keeping: { !$0.id.hasSuffix("7") }) }
      let followed = try await source.figures(for: query, now: now)
      let fresh = try await QueryEngine(reader: reader).figures(for: query, now: now)
      #expect(followed == fresh, "step \(step)")
    }
  }

  @Test("what is older than the kept rollups is counted from the raw sales, and again only when something late came")
  func retention() async throws {
    var generator = SeededGenerator(seed: 5)
    let reader = MemoryReader()
    let sales = RandomSales.make(800, in: start - .hours(2)..<start, using: &generator)
    reader.add(sales)
    reader.retain(.minute, from: start - .hours(1) - .seconds(7))
    reader.beat(Heartbeat(time: start, logEnd: [:], watermark: start - .seconds(30)))
    let source = QueryEngine(reader: reader)
    let query = FigureQuery(period: .last(2, .hour), bucket: .minute, comparison: .none)
    let figures = try await source.figures(for: query, now: start)
    #expect(figures.total == NaiveFigures(sales: sales, filter: SaleFilter()).total(figures.range))
    #expect(reader.calls.recounts.map(\.range.upperBound) == [start - .hours(1) - .seconds(7)])

    reader.forgetCalls()
    let live = RandomSales.make(20, in: start..<start + .seconds(10), using: &generator, prefix: "live")
    reader.add(live)
    _ = try await source.figures(for: query, now: start + .seconds(10))
    #expect(reader.calls.recounts.isEmpty, "a store that only moved on is not counted again")

    let late = RandomSales.make(20, in: start - .hours(2)..<start - .hours(1), using: &generator, prefix: "late")
    reader.add(late, late: 20)
    let after = try await source.figures(for: query, now: start + .seconds(20))
    #expect(reader.calls.recounts.count == 1)
    #expect(after.total == NaiveFigures(sales: sales + live + late, filter: SaleFilter()).total(after.range))
    _ = try await source.figures(for: query, now: start + .seconds(30))
    #expect(reader.calls.recounts.count == 1)
  }

  @Test("the day a year ago is compared to the second though its minutes are gone")
  func elapsedFromRaw() async throws {
    var generator = SeededGenerator(seed: 6)
    let reader = MemoryReader()
    let yearAgo = start - .days(365)
    let sales = RandomSales.make(2000, in: yearAgo - .days(1)..<yearAgo + .days(1), using: &generator)
    reader.add(sales)
    for (level, days) in [(RollupLevel.second, 1), (.minute, 14), (.hour, 300)] as [(RollupLevel, Int64)] {
      reader.retain(level, from: start - .days(days))
    }
    let source = QueryEngine(reader: reader)
    let query = FigureQuery(period: .today, bucket: .hour, comparison: .year)
    let figures = try await source.figures(for: query, now: start)
    let day = Timestamp(milliseconds: yearAgo.milliseconds / 86_400_000 * 86_400_000)
    #expect(figures.previousTotal == NaiveFigures(sales: sales, filter: SaleFilter()).total(day..<yearAgo))
    reader.forgetCalls()
    _ = try await source.figures(for: query, now: start + .seconds(3))
    #expect(reader.calls.recounts.isEmpty, "the next seconds are here already")
  }
}
