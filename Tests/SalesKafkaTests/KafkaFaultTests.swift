import Foundation
import SalesCore
import SalesPipeline
import SalesSources
import Synchronization
import TestSupport
import Testing

@testable import SalesKafka

/// Faults of a broker towards a producer. None of it may lose a record.
@Suite(.timeLimit(.minutes(10))) struct KafkaFaultTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  func open(
    _ mock: MockKafka, _ mode: KafkaSaleLog.Mode = .produce, _ properties: String = "",
    tell: @escaping @Sendable (String) -> Void = { _ in }
  ) async throws -> KafkaSaleLog {
    let path = folder.file("kafka.properties")
    try properties.write(toFile: path, atomically: true, encoding: .utf8)
    return try await KafkaSaleLog.open(
      KafkaAddress(mock.address("sales")), mode: mode,
      options: KafkaOptions(config: try KafkaConfig(file: path), stateDirectory: folder.path) { tell($1) })
  }

  /// Every record of the log.
  func texts(_ log: some SaleLog) async throws -> [String] {
    var texts: [String] = []
    for bounds in try await log.partitions() {
      #expect(bounds.first == 0)
      var next = Position(partition: bounds.partition, offset: 0)
      while true {
        let batch = try await log.read(from: next, limit: 5000)
        guard let end = batch.next else { break }
        texts += (0..<batch.count).map { String(decoding: batch.bytes(of: $0), as: UTF8.self) }
        next.offset = end
      }
      #expect(next.offset == bounds.end)
    }
    return texts
  }

  /// The log holds each of these, once unless it may have been doubled, and nothing else.
  func expectWhole(
    _ records: [String], in log: some SaleLog, mayBeDoubled: Bool = false,
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    let read = try await texts(log)
    #expect(mayBeDoubled || read.count == records.count, sourceLocation: sourceLocation)
    let (lost, foreign) = (Set(records).subtracting(read), Set(read).subtracting(records))
    #expect(lost.sorted().prefix(3) == [] && foreign.sorted().prefix(3) == [], sourceLocation: sourceLocation)
  }

  func records(_ numbers: Range<Int>) -> [String] { numbers.map { #"{"id":"p1-\#($0)","amount":1}"# } }

  @Test("a broker that goes down and comes back: nothing is lost")
  func down() async throws {
    let mock = try MockKafka("sales:12")
    let isTold = Mutex(false)
    // A busy machine may take its time to bring it back.
    let log = try await open(mock, .produce, "message.timeout.ms=600000") { line in
      if line.contains("refused") || line.contains("down") { isTold.withLock { $0 = true } }
    }
    let (first, second) = (records(0..<5000), records(5000..<25_000))
    _ = try await log.append(SaleLogContract.buffer(first), progress: nil)
    async let appended = log.append(SaleLogContract.buffer(second), progress: nil)
    try await mock.down()
    try await until { isTold.withLock(\.self) }
    try await mock.up()
    #expect(try await appended.map { $0.upperBound.offset - $0.lowerBound.offset }.reduce(0, +) == 20_000)
    // Where an acknowledgement was cut off the batch is sent again. A broker knows it by its numbers; the mock takes it.
    try await expectWhole(first + second, in: try await open(mock, .read), mayBeDoubled: true)
  }

  @Test(
    "errors that pass are waited out inside the append",
    arguments: [
      "NOT_ENOUGH_REPLICAS", "REQUEST_TIMED_OUT", "LEADER_NOT_AVAILABLE", "NOT_LEADER_FOR_PARTITION",
      "UNKNOWN_PRODUCER_ID",
    ])
  func passing(error: String) async throws {
    let mock = try MockKafka("sales:4")
    // A broker refuses a batch that comes before the one it follows; the mock takes it, and librdkafka then counts both as
    // delivered. So there is one at a time.
    let log = try await open(mock, .produce, "max.in.flight=1")
    try await mock.fail("PRODUCE", error, error, error)
    let all = records(0..<2000)
    _ = try await log.append(SaleLogContract.buffer(all), progress: nil)
    try await expectWhole(all, in: log)
  }

  @Test(
    "a fatal error of the producer: it is made anew, goes on where the acknowledged end, and loses nothing",
    arguments: ["OUT_OF_ORDER_SEQUENCE_NUMBER", "INVALID_PRODUCER_EPOCH"])
  func fatal(error: String) async throws {
    let mock = try MockKafka("sales:4")
    let log = try await open(mock)
    let generator = Generator(catalog: try CatalogFile.standard(), settings: .init(source: try SourceName("p1")))
    var settings = ProducerSettings(pace: .unlimited)
    settings.count = 1000
    settings.batchLimit = 500
    let producer = Producer(
      source: generator, log: log, settings: settings, clock: ContinuousClock(),
      wall: { Timestamp(milliseconds: 1_790_000_000_000) })
    _ = try await producer.run()
    try await mock.fail("PRODUCE", error)
    let kinds = Mutex<[BackendError.Kind]>([])
    let summary = try await producer.run(onRetry: { error, _ in kinds.withLock { $0.append(error.kind) } })
    #expect(summary.sequences == 1000..<2000)
    #expect(Set(kinds.withLock(\.self)) == [.unavailable])
    let ids = try await texts(log).compactMap { $0.split(separator: "\"").dropFirst(3).first.map(String.init) }
    #expect(Set(ids) == Set((0..<2000).map { generator.source.id($0) }))
  }

  @Test("a partition's new leader is found")
  func newLeader() async throws {
    let mock = try MockKafka("sales:2", brokers: 3)
    let log = try await open(mock)
    _ = try await log.append(SaleLogContract.buffer(records(0..<100)), progress: nil)
    for (partition, broker) in [(0, 3), (1, 2), (0, 1), (1, 1)] {
      try await mock.lead("sales", partition: partition, broker: broker)
      _ = try await log.append(SaleLogContract.buffer(records(100..<200)), progress: nil)
    }
    #expect(try await texts(log).count == 500)
  }
}
