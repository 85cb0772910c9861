import Foundation
import SalesCore
import SalesSources
import Synchronization
import TestSupport
import Testing

@testable import SalesPipeline

@Suite struct ProducerTests {
  static let begin = Timestamp(milliseconds: 1_790_000_000_000)

  let clock = ManualClock(origin: begin)

  func log(appendTakes duration: Duration = .zero) -> MemoryLog {
    MemoryLog { [clock] in
      clock.advance(by: duration)
      return clock.wall
    }
  }

  func produce(
    to log: MemoryLog, faults: String? = nil, demand: Bool = false, _ settings: ProducerSettings,
    onProgress: @Sendable (ProducerProgress) -> Void = { _ in }
  ) async throws -> ProducerSummary {
    var made = Generator.Settings(source: try SourceName("p1"))
    made.seed = 7
    made.followsDemand = demand
    made.faults = try faults.map { try FaultInjection($0) } ?? .none
    let generator = Generator(catalog: try CatalogFile.standard(), settings: made)
    let producer = Producer(
      source: generator, log: log, settings: settings, clock: clock, wall: { [clock] in clock.wall })
    return try await producer.run(onProgress: onProgress)
  }

  static func paced(_ rate: String, count: Int64? = nil) throws -> ProducerSettings {
    var settings = ProducerSettings(pace: try .init(rate))
    settings.count = count
    return settings
  }

  /// Event time and append time of every record.
  static func times(_ log: MemoryLog) async throws -> [(event: Timestamp, appended: Timestamp)] {
    let batch = try await log.read(from: Position(partition: 0, offset: 0), limit: .max)
    return try (0..<batch.count).map { index in
      let text = String(decoding: batch.bytes(of: index), as: UTF8.self)
      let time = try #require(text.firstRange(of: #""time":""#))
      let event = try #require(Timestamp(rfc3339: String(text[time.upperBound...].prefix(24))))
      return (event, batch.appended[index])
    }
  }

  @Test("a rate is held within one percent, second by second, whatever an append takes", arguments: [0, 3, 20, 49])
  func rate(appendMilliseconds: Int64) async throws {
    let log = log(appendTakes: .milliseconds(appendMilliseconds))
    let summary = try await produce(to: log, Self.paced("1000", count: 60_000))
    #expect(summary.appended == 60_000)
    #expect(abs(summary.duration / .seconds(60) - 1) < 0.01)
    let appended = try await Self.times(log).map(\.appended)
    for second in 1..<59 {
      let end = Self.begin + .seconds(Int64(second))
      let sent = appended.count { $0 <= end }
      #expect(abs(sent - second * 1000) <= 110)
    }
  }

  @Test("a slow rate sends single sales, each at its moment and never ahead of the wall clock")
  func slow() async throws {
    let log = log()
    _ = try await produce(to: log, Self.paced("0.5", count: 20))
    let times = try await Self.times(log)
    for (index, time) in times.enumerated() {
      #expect(time.event == Self.begin + .seconds(2 * Int64(index)))
      #expect(time.appended >= time.event)
      #expect(time.appended <= time.event + .milliseconds(50))
    }
    #expect(log.appendSizes == Array(repeating: 1, count: 20))
  }

  @Test("after the log stood still, what is due is sent in batches within the limit and the rate goes on")
  func stall() async throws {
    let stalled = Mutex(false)
    let log = MemoryLog { [clock] in
      if stalled.withLock({ swap(&$0) }) == false { clock.advance(by: .seconds(10)) }
      return clock.wall
    }
    var settings = try Self.paced("1000", count: 30_000)
    settings.batchLimit = 4000
    let summary = try await produce(to: log, settings)
    #expect(summary.duration < .milliseconds(30_100))
    #expect(log.appendSizes.max() == 4000)
    let times = try await Self.times(log)
    for (index, time) in times.enumerated() { #expect(time.event == Self.begin + .milliseconds(Int64(index))) }
  }

  private func swap(_ flag: inout Bool) -> Bool {
    defer { flag = true }
    return flag
  }

  @Test("history and live sales are one sequence without a gap or a jump", arguments: [false, true])
  func backfill(demand: Bool) async throws {
    let log = log(appendTakes: .milliseconds(30))
    var settings = try Self.paced("10", count: 37_000)
    settings.backfill = .hours(1)
    let phases = Mutex<[ProducerProgress]>([])
    let summary = try await produce(to: log, demand: demand, settings) { progress in
      phases.withLock { $0.append(progress) }
    }
    let times = try await Self.times(log)
    #expect(summary.sequences == 0..<37_000)
    #expect(times[0].event >= Self.begin - .hours(1))
    #expect(times[0].event < Self.begin - .minutes(59))
    for (before, after) in zip(times, times.dropFirst()) {
      let gap = after.event.milliseconds - before.event.milliseconds
      if demand { #expect((20...400).contains(gap)) } else { #expect(gap == 100) }
      #expect(after.event <= after.appended)
    }
    #expect(log.appendSizes.prefix(7) == [5000, 5000, 5000, 5000, 5000, 5000, 5000] || demand)
    let seen = phases.withLock { $0 }
    #expect(seen.first?.isLive == false)
    #expect(seen.last?.isLive == true)
    #expect(seen.first?.total == 37_000)
    #expect(seen.map(\.appended) == seen.map(\.appended).sorted())
  }

  @Test("while history without a count is sent, its size is the total")
  func historyTotal() async throws {
    let log = log()
    var settings = try Self.paced("10")
    settings.backfill = .hours(1)
    let totals = Mutex<[Int64?]>([])
    clock.onSleep { _ in withUnsafeCurrentTask { $0?.cancel() } }
    // In a task of its own: what is cancelled must not be the test.
    _ = try await Task { [settings] in
      try await produce(to: log, settings) { progress in totals.withLock { $0.append(progress.total) } }
    }.value
    #expect(totals.withLock { $0.first } == 36_001)
    #expect(totals.withLock { $0.last } == .some(nil))
  }

  @Test("a run goes on after the last acknowledged sale")
  func resume() async throws {
    let log = log()
    let first = try await produce(to: log, Self.paced("100", count: 250))
    let second = try await produce(to: log, Self.paced("100", count: 250))
    #expect([first.sequences, second.sequences] == [0..<250, 250..<500])
    #expect(Set(log.lines).count == 500)
    #expect(try await log.nextSequence(of: "p1") == 500)
  }

  @Test("with a start, two runs in pieces make the bytes of one", arguments: ["400", "max"])
  func sameBytes(rate: String) async throws {
    var settings = try Self.paced(rate, count: 900)
    settings.start = Self.begin - .days(3)
    let whole = log()
    _ = try await produce(to: whole, settings)
    let pieces = log()
    settings.count = 300
    settings.batchLimit = 77
    for _ in 0..<3 { _ = try await produce(to: pieces, settings) }
    #expect(whole.lines == pieces.lines)
    #expect(whole.lines.count == 900)
  }

  @Test("without a pace sales bear the moment of their sending")
  func unlimited() async throws {
    let log = log(appendTakes: .milliseconds(7))
    let summary = try await produce(to: log, faults: "duplicate=0.1", Self.paced("max", count: 20_000))
    #expect(summary.appended == 20_000)
    let times = try await Self.times(log)
    #expect(times.allSatisfy { $0.event <= $0.appended && $0.appended <= $0.event + .milliseconds(20) })
    #expect(Set(log.lines).count == 20_000)
    #expect(clock.sleeps.isEmpty)
  }

  @Test("cancelled, it reports what the log holds")
  func cancel() async throws {
    let log = log()
    clock.onSleep { offset in
      if offset > .seconds(5) { withUnsafeCurrentTask { $0?.cancel() } }
    }
    let summary = try await Task { try await produce(to: log, Self.paced("100")) }.value
    #expect(summary.isCancelled)
    #expect((500...520).contains(summary.appended))
    #expect(log.lines.count == Int(summary.appended))
    #expect(summary.ledger.sales == summary.appended)
  }

  @Test("the ledger of a run is what the log holds")
  func ledger() async throws {
    let log = log()
    let summary = try await produce(
      to: log, faults: "late=0.02,duplicate=0.02,malformed=0.01", Self.paced("1000", count: 10_000))
    let lines = log.lines
    #expect(Int64(lines.count) == summary.ledger.records)
    let sales = lines.filter { $0.contains(#""seq":"#) }
    #expect(Set(sales).count == 10_000)
    #expect(Int64(sales.count - 10_000) == summary.ledger.duplicates)
    let revenue = try Set(sales).reduce(into: Int64(0)) { sum, line in
      let start = try #require(line.firstRange(of: #""amount":"#)).upperBound
      let digits = line[start...].prefix { $0 != "," }.filter { $0 != "." }
      sum += try #require(Int64(digits))
    }
    #expect(revenue == summary.ledger.revenueMinor)
  }
}
