import Foundation
import SalesCore
import SalesPipeline
import SalesSQLite

/// `make bench`: our figures beside a peer's, taken in turn in one run; medians and ratios, never one absolute time.
@main
enum Bench {
  static let sales: Int64 = 1_000_000
  static let rounds = 5

  static func main() async throws {
    if CommandLine.arguments.dropFirst().first == "kafka-child" {
      return try await KafkaBench.child(Array(CommandLine.arguments.dropFirst(2)))
    }
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("salestop-bench-\(getpid())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let wanted = CommandLine.arguments.dropFirst()
    func isWanted(_ name: String) -> Bool { wanted.isEmpty || wanted.contains(name) }
    if isWanted("append") { try await AppendBench(folder: folder).run() }
    if wanted.first == "frame-child", let store = wanted.dropFirst().first, let out = wanted.last {
      return try await FrameBench.child(store: store, out: out)
    }
    if isWanted("frame") { try await FrameBench(folder: folder).run() }
    if isWanted("store") { try await StoreBench(folder: folder).run() }
    if isWanted("kafka-produce") || isWanted("kafka-consume") {
      try await KafkaBench(folder: folder).run(
        produces: isWanted("kafka-produce"), consumes: isWanted("kafka-consume"))
    }
    if isWanted("mongodb") { try await MongoBench(folder: folder).run() }
  }

  static func seconds(_ work: () async throws -> Void) async rethrows -> Double {
    let time = try await ContinuousClock().measure { try await work() }
    return Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
  }

  static func median(_ values: [Double]) -> Double {
    values.sorted()[values.count / 2]
  }

  /// One line: our median, the peer's, their ratio and the goal; all took `count` sales.
  static func report(
    _ name: String, ours: [Double], peer: [Double], peerName: String, goal: Double, count: Int64 = sales
  ) {
    let ratios = zip(ours, peer).map { $1 / $0 }
    func rate(_ seconds: Double) -> String {
      String(format: count < sales ? "%.1f k/s" : "%.0f k/s", Double(count) / seconds / 1000)
    }
    print(
      "\(name): ours \(rate(median(ours))), \(peerName) \(rate(median(peer))), "
        + String(format: "ratio %.2f (goal at least %.2f)", median(ratios), goal))
  }

  /// A month of sales up to a fixed instant, in batches as the producer appends them.
  static func fill(_ log: SQLiteSaleLog) async throws {
    let records = try batches()
    for batch in records { _ = try await log.append(batch, progress: nil) }
  }

  static let start = Timestamp(rfc3339: "2026-10-20T00:00:00Z") ?? .epoch
  static let end = Timestamp(rfc3339: "2026-11-21T00:00:00Z") ?? .epoch

  /// A million sales over thirty days.
  static func batches() throws -> [RecordBuffer] {
    Array(try batches(sales, perSecond: 1, from: start))
  }

  /// `count` sales in batches of 5,000, each made when it is asked for.
  static func batches(_ count: Int64, perSecond: Int64, from start: Timestamp) throws -> some Sequence<RecordBuffer> {
    let generator = try Generator(catalog: CatalogFile.standard(), settings: .init(source: SourceName("p1")))
    guard let rate = Rate(perSecond: Int(perSecond)) else {
      throw BackendError(.mismatch, during: "bench", detail: "no rate: \(perSecond)")
    }
    let schedule = generator.schedule(first: 0, start: start, rate: rate)
    return stride(from: Int64(0), to: count, by: 5000).lazy.map { first in
      var buffer = RecordBuffer()
      var ledger = InjectionLedger()
      generator.append(first..<first + 5000, on: schedule, notBefore: 0, to: &buffer, ledger: &ledger)
      return buffer
    }
  }
}
