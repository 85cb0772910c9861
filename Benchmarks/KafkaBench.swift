import Foundation
import SalesCore
import SalesKafka
import SalesPipeline

/// Measures CPU time a message, producing to Kafka and consuming from it, beside kcat. The broker is librdkafka's mock
/// in a process of its own, whose time does not count. Ours is measured in a child process from opening the log to the
/// last record, kcat's from start to end, less the time of its start.
struct KafkaBench {
  let folder: URL

  static let messages: Int64 = 500_000
  static let partitions = 12
  /// The properties that our producer sets.
  private static let properties = [
    "enable.idempotence=true", "acks=all", "compression.codec=lz4", "linger.ms=5", "partitioner=murmur2_random",
  ].flatMap { ["-X", $0] }

  func run(produces: Bool, consumes: Bool) async throws {
    guard let kcat = BenchProcess.path(of: "kcat") else { return Bench.leftOut("kafka", "kcat is not installed") }
    let broker = try MockBroker()
    let lines = folder.appendingPathComponent("keyed.txt").path
    try writeLines(lines)
    let starting = Bench.median(try (0..<Bench.rounds).map { _ in try BenchProcess.cpu(kcat, ["-V"]) })
    var ours: [Double] = []
    var peer: [Double] = []
    for round in 0..<(produces ? Bench.rounds : 1) {
      for name in ["ours\(round)", "peer\(round)"] { try broker.create(name, partitions: Self.partitions) }
      ours.append(try child("produce", broker, "ours\(round)"))
      let words = ["-P", "-b", broker.bootstrap, "-t", "peer\(round)", "-K", "\t", "-l", lines] + Self.properties
      peer.append(try BenchProcess.cpu(kcat, words) - starting)
      for name in ["ours\(round)", "peer\(round)"] { try await checkWhole(broker, name) }
    }
    if produces { report("generator -> Kafka", ours, "kcat -P -K -l", peer, atMost: 1.5) }
    guard consumes else { return }
    (ours, peer) = ([], [])
    for round in 0..<Bench.rounds {
      ours.append(try child("consume", broker, "ours0", "round\(round)"))
      let words = ["-C", "-b", broker.bootstrap, "-t", "ours0", "-o", "beginning", "-e", "-q"]
      peer.append(try BenchProcess.cpu(kcat, words) - starting)
    }
    report("Kafka -> decoded sale", ours, "kcat -C", peer, atMost: 0.8)
  }

  private func report(_ name: String, _ ours: [Double], _ peerName: String, _ peer: [Double], atMost goal: Double) {
    func each(_ seconds: [Double]) -> String {
      String(format: "%.2f us", Bench.median(seconds) * 1e6 / Double(Self.messages))
    }
    let ratio = Bench.median(zip(ours, peer).map { $0 / $1 })
    Bench.row(
      "\(name), CPU a message", each(ours), peer: "\(peerName) \(each(peer))", ratio: ratio,
      goal: String(format: "at most %.2f", goal), isMet: ratio <= goal)
  }

  private func child(_ work: String, _ broker: MockBroker, _ words: String...) throws -> Double {
    let arguments = ["kafka-child", work, broker.bootstrap, folder.path] + words
    let text = try BenchProcess.run(BenchProcess.own, arguments)
    guard let seconds = Double(text.trimmingCharacters(in: .whitespacesAndNewlines)) else {
      throw BackendError(.inputOutput, during: "bench", detail: "the child said \(text)")
    }
    return seconds
  }

  /// The mock broker silently drops records that it has no room for.
  private func checkWhole(_ broker: MockBroker, _ topic: String) async throws {
    let log = try await Self.log(broker.bootstrap, topic, folder.path, .read)
    let bounds = try await log.partitions()
    guard bounds.allSatisfy({ $0.first == 0 }), bounds.reduce(0, { $0 + $1.end }) == Self.messages else {
      throw BackendError(.corrupt, during: "bench", detail: "\(topic) does not hold \(Self.messages) records")
    }
  }

  /// Writes `id TAB record`, because our records have their id as key.
  private func writeLines(_ path: String) throws {
    var text: [UInt8] = []
    for batch in try Self.batches() {
      batch.bytes.withUnsafeBufferPointer { bytes in
        for index in 0..<batch.count {
          let record = bytes[batch.range(of: index)]
          text += record.dropFirst(#"{"id":""#.utf8.count).prefix { $0 != UInt8(ascii: "\"") }
          text.append(UInt8(ascii: "\t"))
          text += record
          text.append(UInt8(ascii: "\n"))
        }
      }
    }
    try Data(text).write(to: URL(fileURLWithPath: path))
  }

  static func batches() throws -> some Sequence<RecordBuffer> {
    try Bench.batches(messages, perSecond: 1, from: Bench.start)
  }

  static func log(
    _ bootstrap: String, _ topic: String, _ folder: String, _ mode: KafkaSaleLog.Mode
  ) async throws -> KafkaSaleLog {
    let options = KafkaOptions(stateDirectory: folder, tell: { _, _ in })
    return try await KafkaSaleLog.open(try KafkaAddress("kafka://\(bootstrap)/\(topic)"), mode: mode, options: options)
  }
}

extension KafkaBench {
  /// `kafka-child produce|consume BOOTSTRAP FOLDER TOPIC [GROUP]`: prints the seconds of the processor.
  static func child(_ words: [String]) async throws {
    let before = BenchProcess.ownCPU
    if words[0] == "produce" {
      try await produce(to: try await log(words[1], words[3], words[2], .produce))
    } else {
      try await consume(try await log(words[1], words[3], words[2], .read), group: words[4])
    }
    print(BenchProcess.ownCPU - before)
  }

  private static func produce(to log: KafkaSaleLog) async throws {
    var next: Int64 = 0
    for batch in try batches() {
      next += Int64(batch.count)
      _ = try await log.append(batch, progress: SourceProgress(source: "p1", nextSequence: next))
    }
  }

  private static func consume(_ log: KafkaSaleLog, group: String) async throws {
    let subscription = try await log.subscribe(group: group)
    var decoder = BatchDecoder(topic: log.topic, rules: SaleRules(), allowedLateness: .seconds(60))
    var partitions: Set<Int32> = []
    var decoded: Int64 = 0
    while decoded < messages {
      if case .assigned(let added)? = try await subscription.nextRebalance() {
        partitions.formUnion(added)
        try await subscription.start(added.map { Position(partition: $0, offset: 0) })
      }
      var isIdle = true
      for partition in partitions {
        let records = try await subscription.read(partition, limit: 20_000)
        guard let first = records.offsets.first else { continue }
        isIdle = false
        let checkpoint = Checkpoint(partition: partition, epoch: 1, next: first)
        decoded += Int64(decoder.decode(records, after: checkpoint, now: Bench.end).entries.count)
      }
      // A consumer group needs seconds to form; that time must not count.
      if isIdle { try await Task.sleep(for: .milliseconds(20)) }
    }
  }
}
