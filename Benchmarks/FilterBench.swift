import Foundation
import SalesPipeline

/// Measures a change of the filter on six million sales, from the key press to the last byte of the frame with the new
/// figures. The real loop, loader and painter run; the peer is DuckDB with the queries that such a frame needs, on the
/// same sales.
struct FilterBench {
  let folder: URL

  /// One change of the filter.
  struct Change: Codable {
    /// Seconds from the key press to the frame with the new figures, and to the first frame, which may still have the
    /// old ones.
    var seconds: Double
    var firstFrame: Double
    /// CPU seconds of all threads of the process in that time.
    var cpu: Double
    var question: DuckDBPeer.Question
    var sales: Int64
    var revenueMinor: Int64
  }

  static let changes = 60
  static let periods = ["all", "1996-01-01..1996-12-31", "1996-03-01..1996-03-31"]
  static let sizes = ["200x60", "120x40"]

  func run() async throws {
    if let missing = BenchTools.missing() { return Bench.leftOut("filter", missing) }
    let sales = try await SaleStores.make(.all).sales
    let peer = try DuckDBPeer(sales: SaleStores.parquet)
    print(
      "filter: a new frame of \(sales) sales after a change of the filter; DuckDB \(peer.version), 2 threads, in memory"
    )
    for period in Self.periods {
      for size in Self.sizes { try compare(period, size, peer) }
    }
  }

  private func compare(_ period: String, _ size: String, _ peer: DuckDBPeer) throws {
    var all: [Double] = []
    var first: [Double] = []
    var cpu: [Double] = []
    var ours: [Double] = []
    var frames: [Double] = []
    var buckets: [Double] = []
    for round in 0..<Bench.rounds {
      let changes = try self.changes(SaleStores.path(.all), period, size, seed: round)
      let answers = try peer.ask(changes.map(\.question))
      for (change, answer) in zip(changes, answers) {
        guard answer.sales == change.sales, answer.revenueMinor == change.revenueMinor else {
          throw BackendError(
            .corrupt, during: "bench", detail: "ours: \(change)\nDuckDB: \(answer.sales), \(answer.revenueMinor)")
        }
      }
      all += changes.map(\.seconds)
      first += changes.map(\.firstFrame)
      cpu += changes.map(\.cpu)
      ours.append(Bench.median(changes.map(\.seconds)))
      frames.append(Bench.median(answers.map { $0.seconds.reduce(0, +) }))
      buckets.append(Bench.median(answers.map { $0.seconds[0] }))
    }
    let worst = all.max() ?? .infinity
    let ratio = Bench.median(zip(ours, frames).map { $1 / $0 })
    let single = Bench.median(zip(ours, buckets).map { $1 / $0 })
    // Only the whole period has a goal for the ratio: shorter ones are too quick to compare.
    let isWhole = period == "all"
    Bench.row(
      "filter, \(period), \(size)",
      "\(Bench.milliseconds(Bench.median(ours))) (first frame \(Bench.milliseconds(Bench.median(first))), "
        + "p99 \(Bench.milliseconds(Bench.percentile(0.99, all))), worst of \(all.count) \(Bench.milliseconds(worst)); "
        + "CPU \(Bench.milliseconds(Bench.median(cpu))), worst \(Bench.milliseconds(cpu.max() ?? 0)))",
      peer: "DuckDB \(Bench.milliseconds(Bench.median(frames))) for the frame, "
        + "\(Bench.milliseconds(Bench.median(buckets))) by bucket alone (\(String(format: "%.1f", single)) times ours)",
      ratio: ratio, goal: (isWhole ? "at least 5, " : "") + "worst at most 16 ms",
      isMet: (ratio >= 5 || !isWhole) && worst <= 0.016)
  }

  /// The same script of keys for the same seed.
  func changes(_ store: String, _ period: String, _ size: String, seed: Int) throws -> [Change] {
    let out = folder.appendingPathComponent("changes.json")
    try BenchTools.inTerminal(
      size, BenchProcess.own, ["filter-child", store, period, "\(seed)", "\(Self.changes)", out.path])
    return try JSONDecoder().decode([Change].self, from: Data(contentsOf: out))
  }
}
