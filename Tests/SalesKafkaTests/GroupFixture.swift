import Foundation
import SalesCore
import SalesPipeline
import Synchronization
import TestSupport
import Testing

@testable import SalesKafka

/// A topic with sales on it and one store that several members of a group fill.
struct GroupFixture {
  private let address: String
  /// Holds the brokers.
  private let topic: TestTopic?
  let folder: TemporaryFolder
  let store = MemoryStore()
  let log: KafkaSaleLog
  private let group = UUID().uuidString

  /// One heard by all members.
  final class Lines: Sendable {
    let all = Mutex<[String]>([])
    func add(_ line: String) { all.withLock { $0.append(line) } }
    func contains(_ text: String) -> Bool { all.withLock { $0.contains { $0.contains(text) } } }
  }

  let lines = Lines()

  init(partitions: Int32) async throws {
    let topic = try TestTopic(partitions: partitions)
    try await self.init(topic.address, topic, partitions: partitions)
  }

  /// On a mock broker that the test gives trouble.
  init(on mock: MockKafka, partitions: Int32) async throws {
    try await mock.make("sales:\(partitions)")
    try await self.init(mock.address("sales"), nil, partitions: partitions)
  }

  private init(_ address: String, _ topic: TestTopic?, partitions: Int32) async throws {
    self.address = address
    self.topic = topic
    folder = try TemporaryFolder()
    log = try await KafkaSaleLog.open(
      KafkaAddress(address), mode: .produce,
      options: KafkaOptions(partitions: partitions, stateDirectory: folder.path) { _, _ in })
  }

  func append(_ ids: Range<Int>) async throws {
    for start in stride(from: ids.lowerBound, to: ids.upperBound, by: 500) {
      let texts = (start..<min(start + 500, ids.upperBound)).map {
        #"{"id":"s\#($0)","time":"2025-11-21T10:00:00Z","amount":0.07,"product":"Desk","region":"EMEA"}"#
      }
      _ = try await log.append(SaleLogContract.buffer(texts), progress: nil)
    }
  }

  /// Properties that make a group change its mind quickly.
  func reader(_ properties: [String] = []) async throws -> KafkaSaleLog {
    let path = folder.path + "/\(UUID().uuidString).properties"
    let all = ["session.timeout.ms=6000", "heartbeat.interval.ms=300", "reconnect.backoff.max.ms=500"] + properties
    try all.joined(separator: "\n").write(toFile: path, atomically: true, encoding: .utf8)
    return try await KafkaSaleLog.open(
      KafkaAddress(address), mode: .read,
      options: KafkaOptions(config: try KafkaConfig(file: path), stateDirectory: folder.path) { [lines] _, line in
        lines.add(line)
      })
  }

  func member(
    drain: Bool = false, _ properties: [String] = [], onRetry: @escaping @Sendable () -> Void = {},
    onProgress: @escaping @Sendable (ConsumerProgress) -> Void = { _ in }
  ) async throws -> Task<ConsumerProgress, any Error> {
    var options = ConsumerOptions()
    options.group = group
    options.batchSize = 200
    // A busy machine may take longer over a rebalance than anybody would wait for one.
    options.fencePatience = .seconds(600)
    let log = try await reader(properties)
    let consumer = Consumer(log: log, store: store, options: options, clock: ContinuousClock(), now: { .epoch })
    return Task { try await consumer.run(drain: drain, progress: onProgress, onRetry: { _, _ in onRetry() }) }
  }

  var stored: Int64 { get async throws { try await store.snapshot().state.totals.sales } }

  /// The store holds each of the topic's sales once.
  func expectWhole(_ sales: Int64, sourceLocation: SourceLocation = #_sourceLocation) async throws {
    let report = try await Audit(log: try await reader(), store: store.snapshot()).run()
    #expect(report.isOK, "\(report.differences)", sourceLocation: sourceLocation)
    #expect(report.store == .init(sales: sales, revenueMinor: sales * 7), sourceLocation: sourceLocation)
    #expect(report.duplicates == 0, sourceLocation: sourceLocation)
  }
}
