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
  }

  static func seconds(_ work: () async throws -> Void) async rethrows -> Double {
    let time = try await ContinuousClock().measure { try await work() }
    return Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
  }

  static func median(_ values: [Double]) -> Double {
    values.sorted()[values.count / 2]
  }

  /// One line: our median, the peer's, their ratio and the goal.
  static func report(_ name: String, ours: [Double], peer: [Double], peerName: String, goal: Double) {
    let ratios = zip(ours, peer).map { $1 / $0 }
    func rate(_ seconds: Double) -> String { String(format: "%.0f k/s", Double(sales) / seconds / 1000) }
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

  static func batches() throws -> [RecordBuffer] {
    let generator = try Generator(catalog: CatalogFile.standard(), settings: .init(source: SourceName("p1")))
    // A million sales over thirty days.
    guard let rate = Rate(perSecond: 1) else { return [] }
    let schedule = generator.schedule(first: 0, start: start, rate: rate)
    var ledger = InjectionLedger()
    return stride(from: Int64(0), to: sales, by: 5000).map { first in
      var buffer = RecordBuffer()
      generator.append(first..<first + 5000, on: schedule, notBefore: 0, to: &buffer, ledger: &ledger)
      return buffer
    }
  }
}
