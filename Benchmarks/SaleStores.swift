import Foundation
import SalesPipeline

/// Stores of TPC-H's line items at scale 1 as sales: seven years, 25 products, 25 regions. Made once, in .build/bench, by our own
/// `produce` and `consume`; `rm -r .build/bench` makes them be made again.
struct SaleStores {
  /// The share of the sales in a store.
  enum Part: Int, CaseIterable {
    case all = 1
    case sixth = 6
    case sixtieth = 60
  }

  /// Seconds that making a store took.
  struct Made: Codable {
    var sales: Int
    var produce = Work()
    var consume = Work()

    struct Work: Codable {
      var seconds = 0.0
      var cpu = 0.0
    }
  }

  static let folder = URL(fileURLWithPath: FileManager.default.currentDirectoryPath + "/.build/bench")
  static let parquet = folder.appendingPathComponent("sales.parquet").path

  static func path(_ part: Part) -> String { place(part, "store.sqlite") }

  private static func place(_ part: Part, _ name: String) -> String {
    folder.appendingPathComponent("every-\(part.rawValue)/\(name)").path
  }

  /// Makes a store, or returns how long it took before.
  static func make(_ part: Part) async throws -> Made {
    if let known = try? Data(contentsOf: URL(fileURLWithPath: place(part, "made.json"))) {
      return try JSONDecoder().decode(Made.self, from: known)
    }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try checkSpace()
    if !FileManager.default.fileExists(atPath: parquet) {
      say("making TPC-H's sales in \(parquet)")
      try BenchProcess.run(BenchTools.python, [BenchTools.script("tpch"), "make", parquet])
    }
    return try await store(part)
  }

  private static func store(_ part: Part) async throws -> Made {
    let folder = place(part, "")
    try? FileManager.default.removeItem(atPath: folder)
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    say("making a store in \(folder)")
    let (csv, log) = (place(part, "sales.csv"), place(part, "log.sqlite"))
    let count = try BenchProcess.run(
      BenchTools.python, [BenchTools.script("tpch"), "csv", parquet, "\(part.rawValue)", csv])
    var made = Made(sales: Int(count.trimmingCharacters(in: .whitespacesAndNewlines)) ?? 0)
    made.produce = try await time(["produce", "--from", csv, "--log", log, "--state-dir", folder])
    made.consume = try await time([
      "consume", "--drain", "--log", log, "--store", path(part), "--state-dir", folder,
    ])
    // Only the store is needed again.
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) where !name.hasPrefix("store.sqlite") {
      try FileManager.default.removeItem(atPath: place(part, name))
    }
    try JSONEncoder().encode(made).write(to: URL(fileURLWithPath: place(part, "made.json")))
    return made
  }

  private static func time(_ arguments: [String]) async throws -> Made.Work {
    var work = Made.Work()
    work.seconds = try await Bench.seconds { work.cpu = try BenchProcess.cpu(BenchTools.salestop, arguments) }
    return work
  }

  private static func checkSpace() throws {
    let attributes = try FileManager.default.attributesOfFileSystem(forPath: folder.path)
    guard let free = (attributes[.systemFreeSize] as? NSNumber)?.int64Value, free > 3_000_000_000 else {
      throw BackendError(.inputOutput, during: "bench", detail: "\(folder.path) needs 3 GB of free space")
    }
  }

  private static func say(_ text: String) {
    FileHandle.standardError.write(Data("bench: \(text)\n".utf8))
  }
}
