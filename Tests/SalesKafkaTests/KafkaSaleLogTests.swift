import Foundation
import Platform
import SalesCore
import SalesPipeline
import Synchronization
import TestSupport
import Testing

@testable import SalesKafka

@Suite(.timeLimit(.minutes(10))) struct KafkaSaleLogTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  func open(
    _ address: String, _ mode: KafkaSaleLog.Mode = .produce, partitions: Int32? = nil
  ) async throws -> KafkaSaleLog {
    try await KafkaSaleLog.open(
      KafkaAddress(address), mode: mode,
      options: KafkaOptions(partitions: partitions, stateDirectory: folder.path) { _, _ in })
  }

  @Test("it keeps the contract of every log", arguments: [Int32(1), 12])
  func contract(partitions: Int32) async throws {
    let topic = try TestTopic(partitions: partitions)
    let log = try await open(topic.address, partitions: partitions)
    #expect(try await log.partitions().count == Int(partitions))
    try await SaleLogContract(log: log, reopen: { try await open(topic.address, .read) }).run()
  }

  @Test("no brokers: one line that says where and why")
  func unreachable() async throws {
    await #expect { try await open("kafka://127.0.0.1:1/sales") } throws: { error in
      guard let error = error as? BackendError else { return false }
      return error.kind == .unavailable && error.during.contains("kafka://127.0.0.1:1/sales")
        && error.detail.contains("Connection refused") && !"\(error)".contains("\n")
    }
  }

  @Test("credentials that are not accepted are told, without the password")
  func credentials() async throws {
    // The mock broker accepts none.
    let mock = try MockKafka("sales:1")
    let path = folder.file("kafka.properties")
    let properties = "security.protocol=sasl_plaintext\nsasl.mechanism=PLAIN\nsasl.username=me\nsasl.password=hunter2\n"
    try Data(properties.utf8).write(to: URL(fileURLWithPath: path))
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    let told = Mutex("")
    let options = KafkaOptions(config: try KafkaConfig(file: path), stateDirectory: folder.path) { _, line in
      told.withLock { $0 += line }
    }
    await #expect {
      try await KafkaSaleLog.open(KafkaAddress(mock.address("sales")), mode: .produce, options: options)
    } throws: { error in
      (error as? BackendError)?.kind == .permission && "\(error)".contains("SASL") && !"\(error)".contains("hunter2")
    }
    #expect(told.withLock { $0.contains("SASL") && !$0.contains("hunter2") })
  }

  @Test("a topic that is not there is missing to a reader, and made for a producer or said to be missing")
  func missingTopic() async throws {
    let mock = try MockKafka()
    try await mock.hide("sales")
    await #expect { try await open(mock.address("sales"), .read) } throws: { ($0 as? BackendError)?.kind == .missing }
    // The mock broker cannot make topics.
    await #expect { try await open(mock.address("sales")) } throws: { error in
      (error as? BackendError)?.during.contains("make topic sales") == true
    }
  }

  @Test("an offset that was never given is told from the end of the log")
  func pastTheEnd() async throws {
    let topic = try TestTopic(partitions: 1)
    let log = try await open(topic.address, partitions: 1)
    _ = try await log.append(SaleLogContract.buffer(["a", "b"]), progress: nil)
    #expect(try await log.read(from: Position(partition: 0, offset: 2), limit: 9).isEmpty)
    await #expect { try await log.read(from: Position(partition: 0, offset: 9), limit: 9) } throws: {
      ($0 as? BackendError)?.kind == .foreign
    }
  }

  @Test("a reader at the end finds what is appended then")
  func followsTheEnd() async throws {
    let topic = try TestTopic(partitions: 1)
    let log = try await open(topic.address, partitions: 1)
    let reader = try await open(topic.address, .read)
    for offset in Int64(0)..<20 {
      #expect(try await reader.read(from: Position(partition: 0, offset: offset), limit: 9).isEmpty)
      _ = try await log.append(SaleLogContract.buffer(["\(offset)"]), progress: nil)
      #expect(try await reader.read(from: Position(partition: 0, offset: offset), limit: 9).offsets == [offset])
    }
  }

  @Test("of many partitions a few are read ahead, each of them whole")
  func readAhead() async throws {
    let topic = try TestTopic(partitions: 6)
    let log = try await open(topic.address, partitions: 6)
    _ = try await log.append(SaleLogContract.buffer((0..<900).map { #"{"id":"p1-\#($0)"}"# }), progress: nil)
    let ends = Dictionary(uniqueKeysWithValues: try await log.partitions().map { ($0.partition, $0.end) })
    // On a queue of its own, since it blocks.
    let (offsets, most) = try await QueueExecutor(label: "test").run { [address = topic.address, folder] in
      let reader = try KafkaReader(
        KafkaAddress(address), KafkaOptions(stateDirectory: folder.path) { _, _ in }, during: "test")
      var offsets: [Int32: [Int64]] = [:]
      var most = 0
      for _ in 0..<3 {
        for partition in ends.keys {
          let next = offsets[partition]?.last.map { $0 + 1 } ?? 0
          offsets[partition, default: []] +=
            try reader.read(from: Position(partition: partition, offset: next), limit: 100).offsets
          most = max(most, reader.readAhead.count)
        }
      }
      return (offsets, most)
    }
    #expect(offsets.mapValues(\.count) == ends.mapValues { Int($0) })
    #expect(offsets.values.allSatisfy { $0 == Array(0..<Int64($0.count)) })
    #expect(most == KafkaReader.mostReadAhead)
  }

  @Test("a batch is bounded by its bytes too")
  func byteBound() async throws {
    let topic = try TestTopic(partitions: 1)
    let log = try await open(topic.address, partitions: 1)
    let large = String(repeating: "x", count: 900_000)
    for _ in 0..<4 {
      _ = try await log.append(SaleLogContract.buffer(Array(repeating: large, count: 5)), progress: nil)
    }
    var next: Int64 = try #require(try await log.partitions().first).first
    let batch = try await log.read(from: Position(partition: 0, offset: next), limit: 100)
    #expect(batch.isFull(100) || batch.next == 20)
    #expect(batch.records.bytes.count < RecordBatch.mostBytes + 1_000_000)
    next = try #require(batch.next)
    #expect(try await log.read(from: Position(partition: 0, offset: next), limit: 100).offsets == Array(next..<20))
  }

  @Test("what retention has removed is a gap, and never an end")
  func retention() async throws {
    // The mock broker keeps about 5 MB.
    let mock = try MockKafka("sales:1")
    let log = try await open(mock.address("sales"))
    var random = SystemRandomNumberGenerator()
    for _ in 0..<20 {
      var noise = RecordBuffer()
      noise.append { bytes in for _ in 0..<100_000 { withUnsafeBytes(of: random.next()) { bytes += $0 } } }
      _ = try await log.append(noise, progress: nil)
    }
    let bounds = try #require(try await log.partitions().first)
    #expect(bounds.first > 0 && bounds.end == 20)
    await #expect { try await log.read(from: Position(partition: 0, offset: 0), limit: 9) } throws: { error in
      (error as? BackendError)?.kind == .gap && "\(error)".contains("0..<\(bounds.first)")
    }
    #expect(
      try await log.read(from: Position(partition: 0, offset: bounds.first), limit: 99).offsets
        == Array(bounds.first..<20))
  }

  @Test("after an append that failed in part, a source goes on where the acknowledged records end")
  func partlyFailed() async throws {
    let topic = try TestTopic(partitions: 2)
    var log: KafkaSaleLog? = try await open(topic.address, partitions: 2)
    let broken = SaleLogContract.buffer(["0", "1", "2", String(repeating: "x", count: 2_000_000), "4", "5"])
    await #expect { try await log?.append(broken, progress: SourceProgress(source: "p1", nextSequence: 6)) } throws: {
      ($0 as? BackendError)?.kind == .mismatch
    }
    #expect(try await log?.nextSequence(of: "p1") == 3)
    #expect(try await log?.partitions().map(\.end).reduce(0, +) == 5)
    // Records beyond the numbers are injected ones: which record bears which number is not known here.
    await #expect { try await log?.append(broken, progress: SourceProgress(source: "p2", nextSequence: 4)) } throws: {
      ($0 as? BackendError)?.kind == .mismatch
    }
    #expect(try await log?.nextSequence(of: "p2") == 0)
    // Another process does not know what became of them, and begins after all of them.
    log = nil
    let next = try await open(topic.address)
    #expect(try await next.nextSequence(of: "p1") == 6)
    #expect(try await next.nextSequence(of: "p2") == 4)
  }

  @Test("a second process cannot produce under one name, and a restart begins after what was reserved")
  func sourceNumbers() async throws {
    let topic = try TestTopic(partitions: 2)
    var log: KafkaSaleLog? = try await open(topic.address, partitions: 2)
    _ = try await log?.append(
      SaleLogContract.buffer(["a", "b"]), progress: SourceProgress(source: "p1", nextSequence: 2))
    let second = try await open(topic.address)
    await #expect { try await second.nextSequence(of: "p1") } throws: { error in
      guard case .held = (error as? BackendError)?.kind else { return false }
      return true
    }
    #expect(try await second.nextSequence(of: "p2") == 0)
    log = nil
    #expect(try await second.nextSequence(of: "p1") == 2)
  }
}
