import Foundation
import SalesCore
import SalesKafka
import SalesMongo
import SalesPipeline

/// Measures sales a second from Kafka to MongoDB with rollups and checkpoints. The peer is pymongo's `insert_many` of
/// the same sales into the same server, without either. Event times lie within two minutes, both write with `w:
/// majority, j: true`. Ours is measured from the first record read to the last one stored, because the consumer group
/// needs seconds to form.
struct MongoBench {
  let folder: URL

  static let sales: Int64 = 60_000

  func run() async throws {
    guard FileManager.default.isExecutableFile(atPath: BenchProcess.python) else {
      return Bench.leftOut("mongodb", "there is no \(BenchProcess.python)")
    }
    let broker = try MockBroker()
    try broker.create("sales", partitions: KafkaBench.partitions)
    let log = try await KafkaBench.log(broker.bootstrap, "sales", folder.path, .produce)
    // The sales must not be ahead of the log's clock.
    let start = Self.now() - .seconds(180)
    let documents = folder.appendingPathComponent("documents.ndjson")
    var lines = Data()
    for batch in try Bench.batches(Self.sales, perSecond: Self.sales / 120, from: start) {
      _ = try await log.append(batch, progress: nil)
      try Self.write(batch, to: &lines)
    }
    try lines.write(to: documents)
    let server = try MongoProcess(folder: folder)
    defer { withExtendedLifetime((broker, server)) {} }
    var ours: [Double] = []
    var peer: [Double] = []
    // Wait until the server listens.
    try BenchProcess.run(BenchProcess.python, ["-I", "-c", Self.waiting, server.uri("bench")])
    for round in 0..<Bench.rounds {
      ours.append(try await consume(log, into: server.uri("ours\(round)"), group: "round\(round)"))
      peer.append(try insert(documents.path, into: server.uri("peer\(round)")))
    }
    Bench.report(
      "Kafka -> MongoDB with rollups", ours: ours, peer: peer, peerName: "pymongo insert_many", goal: 0.8,
      count: Self.sales)
  }

  private func consume(_ log: KafkaSaleLog, into uri: String, group: String) async throws -> Double {
    let timed = TimedLog(log)
    let store = try await MongoSaleStore.open(try MongoAddress(uri), settings: nil)
    var options = ConsumerOptions()
    options.group = group
    let consumer = Consumer(log: timed, store: store, options: options, clock: ContinuousClock(), now: { Self.now() })
    let progress = try await consumer.run(drain: true, progress: timed.note)
    guard progress.stored == Self.sales else {
      throw BackendError(.corrupt, during: "bench", detail: "\(progress.stored) of \(Self.sales) sales were stored")
    }
    return timed.seconds
  }

  private func insert(_ documents: String, into uri: String) throws -> Double {
    let text = try BenchProcess.run(BenchProcess.python, ["-I", "-c", Self.inserting, uri, documents])
    return Double(text.trimmingCharacters(in: .whitespacesAndNewlines)) ?? .nan
  }

  private static func now() -> Timestamp { Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) }

  private static func write(_ batch: RecordBuffer, to lines: inout Data) throws {
    var decoder = SaleDecoder(rules: SaleRules())
    try batch.bytes.withUnsafeBytes { bytes in
      for index in 0..<batch.count {
        let record = UnsafeRawBufferPointer(rebasing: bytes[batch.range(of: index)])
        let sale = try decoder.decode(record, appended: now(), position: "")
        var line = #"{"_id":"\#(sale.id)","time":\#(sale.time.milliseconds),"amountMinor":\#(sale.amount.minorUnits),"#
        line += #""currency":"USD","product":\#(quoted(sale.product)),"region":\#(quoted(sale.region)),"#
        line += #""partition":0,"offset":\#(index)}"# + "\n"
        lines.append(contentsOf: line.utf8)
      }
    }
  }

  private static func quoted(_ text: String) -> String {
    var bytes: [UInt8] = []
    SaleEncoder.appendText(text, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  private static let waiting = """
    import pymongo, sys
    pymongo.MongoClient(sys.argv[1], serverSelectionTimeoutMS=30000).admin.command("ping")
    """

  private static let inserting = """
    import datetime, json, pymongo, sys, time
    sales = pymongo.MongoClient(sys.argv[1]).get_default_database()["sales"]
    documents = [json.loads(line) for line in open(sys.argv[2], encoding="utf-8")]
    for document in documents:
        document["time"] = datetime.datetime.fromtimestamp(document["time"] / 1000, datetime.timezone.utc)
    start = time.monotonic()
    for first in range(0, len(documents), 5000):
        sales.insert_many(documents[first:first + 5000], ordered=False)
    print(time.monotonic() - start)
    """
}
