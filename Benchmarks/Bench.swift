import Foundation
import SalesCore
import SalesPipeline
import SalesSQLite
import SalesSources

/// `make bench`: measures the program beside its peers, taking turns in one run. It reports medians and ratios, because
/// absolute times depend on the machine.
@main
enum Bench {
  static let sales: Int64 = 1_000_000
  static let rounds = 5

  static func main() async throws {
    let words = Array(CommandLine.arguments.dropFirst())
    switch words.first {
    case "kafka-child": return try await KafkaBench.child(Array(words.dropFirst()))
    case "frame-child": return try await FrameBench.child(store: words[1], out: words[2])
    case "filter-child": return try await FilterBench.child(Array(words.dropFirst()))
    default: break
    }
    if let unknown = words.first(where: { !rowNames.contains($0) }) {
      print("bench: no row \(unknown); there are \(rowNames.joined(separator: ", "))")
      exit(64)
    }
    printMachine()
    fflush(nil)
    var hasFailed = false
    for name in rowNames where words.isEmpty || words.contains(name) {
      // Each row has a folder of its own, so that it finds no files of the row before.
      let folder = FileManager.default.temporaryDirectory.appendingPathComponent("salestop-bench-\(getpid())-\(name)")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(at: folder) }
      // Ignore the user's settings: defaults are measured on both sides.
      setenv("XDG_CONFIG_HOME", folder.path, 1)
      setenv("XDG_STATE_HOME", folder.path, 1)
      do {
        try await run(name, folder)
      } catch {
        hasFailed = true
        print("\(name): FAILED: \(error)")
        fflush(nil)
      }
    }
    if hasFailed { exit(1) }
  }

  static let rowNames = [
    "append", "frame", "store", "import", "kafka-produce", "kafka-consume", "mongodb", "filter", "first", "memory",
    "idle",
    "live",
    "latency", "growth",
  ]

  private static func run(_ name: String, _ folder: URL) async throws {
    switch name {
    case "append": try await AppendBench(folder: folder).run()
    case "frame": try await FrameBench(folder: folder).run()
    case "store": try await StoreBench(folder: folder).run()
    case "import": try await ImportBench(folder: folder).run()
    case "kafka-produce": try await KafkaBench(folder: folder).run(produces: true, consumes: false)
    case "kafka-consume": try await KafkaBench(folder: folder).run(produces: false, consumes: true)
    case "mongodb": try await MongoBench(folder: folder).run()
    case "filter": try await FilterBench(folder: folder).run()
    case "first": try await ScreenBench().first()
    case "memory": try await ScreenBench().memory()
    case "idle": try await StreamBench(folder: folder).idle()
    case "live": try await StreamBench(folder: folder).live()
    case "latency": try await StreamBench(folder: folder).latency()
    default: try await GrowthBench(folder: folder).run()
    }
  }

  static func seconds(_ work: () async throws -> Void) async rethrows -> Double {
    let time = try await ContinuousClock().measure { try await work() }
    return Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
  }

  static func median(_ values: [Double]) -> Double {
    values.sorted()[values.count / 2]
  }

  /// Prints a line with our median, the peer's, their ratio and the goal. Both took `count` sales.
  static func report(
    _ name: String, ours: [Double], peer: [Double], peerName: String, goal: Double, count: Int64 = sales
  ) {
    let ratios = zip(ours, peer).map { $1 / $0 }
    func rate(_ seconds: Double) -> String {
      String(format: count < sales ? "%.1f k/s" : "%.0f k/s", Double(count) / seconds / 1000)
    }
    let ratio = median(ratios)
    row(
      name, rate(median(ours)), peer: "\(peerName) \(rate(median(peer)))", ratio: ratio,
      goal: String(format: "at least %.2f", goal), isMet: ratio >= goal)
  }

  /// Appends a month of sales up to a fixed instant, in batches like the producer's.
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

  /// `count` sales in batches of 5,000; each batch is made when it is asked for.
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
