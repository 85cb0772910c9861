import Foundation
import SalesCore
import SalesPipeline
import TestSupport
import Testing

@testable import SalesKafka

@Suite("Against kcat, an independent client", .timeLimit(.minutes(10)), .needsKcat) struct KcatTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  func open(_ topic: TestTopic, _ mode: KafkaSaleLog.Mode = .produce) async throws -> KafkaSaleLog {
    try await KafkaSaleLog.open(
      KafkaAddress(topic.address), mode: mode,
      options: KafkaOptions(partitions: topic.partitions, stateDirectory: folder.path) { _, _ in })
  }

  @Test("it reads what was appended: bytes, key and where it is")
  func kcatReads() async throws {
    let topic = try TestTopic(partitions: 12)
    let log = try await open(topic)
    let records = (0..<1000).map { #"{"id":"p1-\#($0)","region":"Île"}"# } + [#"{"id":"a\"b"}"#, "not a sale"]
    let positions = try await log.append(SaleLogContract.buffer(records), progress: nil)
    let lines = try await Kcat.read(topic.brokers, topic: topic.name, format: "%p %o %k|%s\\n")
      .split(separator: "\n").map(String.init)
    let seen = lines.map { String($0.drop { $0 != " " }.dropFirst().drop { $0 != " " }.dropFirst()) }
    let keyed = (0..<1000).map { #"p1-\#($0)|{"id":"p1-\#($0)","region":"Île"}"# }
    #expect(seen.sorted() == (keyed + [#"|{"id":"a\"b"}"#, "|not a sale"]).sorted())
    let places = positions.flatMap { range in
      (range.lowerBound.offset..<range.upperBound.offset).map { "\(range.lowerBound.partition) \($0)" }
    }
    #expect(lines.map { $0.split(separator: " ").prefix(2).joined(separator: " ") }.sorted() == places.sorted())
  }

  @Test("it writes to the partition of the same key, and what it writes is read with the time of its append")
  func kcatWrites() async throws {
    let topic = try TestTopic(partitions: 12)
    let log = try await open(topic)
    let keys = (0..<200).map { "p1-\($0)" }
    let positions = try await log.append(
      SaleLogContract.buffer(keys.map { #"{"id":"\#($0)"}"# }), progress: nil)
    let ends = Dictionary(uniqueKeysWithValues: positions.map { ($0.upperBound.partition, $0.upperBound.offset) })
    let begin = Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
    try await Kcat.write(keys.map { "\($0)|again \($0)" }, topic.brokers, topic: topic.name, keyDelimiter: "|")
    for (partition, end) in ends {
      let ours = try await log.read(from: Position(partition: partition, offset: 0), limit: Int(end))
      let theirs = try await log.read(from: Position(partition: partition, offset: end), limit: 1000)
      func text(_ batch: RecordBatch, _ index: Int) -> String {
        String(decoding: batch.bytes(of: index), as: UTF8.self)
      }
      #expect(
        (0..<theirs.count).map { text(theirs, $0).dropFirst("again ".count) }
          == (0..<ours.count).map { text(ours, $0).dropFirst(7).dropLast(2) })
      for time in theirs.appended { #expect(abs(time.milliseconds - begin.milliseconds) < 60_000) }
    }
  }
}
