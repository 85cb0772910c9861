import Foundation
import SalesCore
import SalesPipeline
import TestSupport
import Testing

@testable import SalesKafka

/// A topic's times are the producers' own unless the brokers are told to stamp.
@Suite(.timeLimit(.minutes(10))) struct ProducersTimeTests {
  @Test("times of years ago, in seconds or microseconds, make no sale a dead letter, for either way of reading")
  func anyTime() async throws {
    let (mock, folder, store) = (try MockKafka("sales:1"), try TemporaryFolder(), MemoryStore())
    let stamps = [1_795_255_200_000, 1_795_255_200, 1_577_836_800_000, 1_795_255_200_000_000, Int64.max]
    for (number, stamp) in stamps.enumerated() {
      let record = #"{"id":"\#(number)","time":"2026-11-21T10:00:00Z","amount":1,"product":"Lamp","region":"UK"}"#
      try await mock.append(record, to: "sales", stamped: stamp)
    }
    try await mock.append(
      #"{"id":"far","time":"2099-01-01T00:00:00Z","amount":1,"product":"Lamp","region":"UK"}"#, to: "sales",
      stamped: 1_577_836_800_000)
    let log = try await KafkaSaleLog.open(
      KafkaAddress(mock.address("sales")), mode: .read, options: KafkaOptions(stateDirectory: folder.path) { _, _ in })
    let now = Timestamp(milliseconds: 1_795_255_260_000)
    try await Consumer(log: log, store: store, clock: ContinuousClock(), now: { now }).run(drain: true)
    let letters = try await store.deadLetters(after: nil, limit: 9)
    #expect(letters.map(\.position.offset) == [5] && letters.map(\.appended) == [now], "\(letters)")
    let report = try await Audit(log: log, store: store.snapshot()).run()
    #expect(report.isOK && report.store.sales == 5, "\(report.differences)")
    #expect(try await store.snapshot().state.checkpoints.first?.latestClock == now)
    // A latency of years, or a negative one, is none.
    #expect(store.beats.last?.latencyP99.map { $0 < 120_000 } ?? true)
    let times = try await log.read(from: Position(partition: 0, offset: 0), limit: 9).appended
    #expect(times[3...4] == [.distantFuture, .distantFuture] && times[1].milliseconds == 1_795_255_200)
  }
}
