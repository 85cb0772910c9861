import Foundation
import SalesCore
import SalesPipeline
import SalesSQLite
import SalesSources

/// Measures the import of a shop's CSV through a recipe with two formulas: proof, checks, ids of the content and the
/// durable log included. The peer is `sqlite3 .import` of the same file into one table, untyped and without a key.
struct ImportBench {
  let folder: URL

  func run() async throws {
    try writeCSV()
    var ours: [Double] = []
    var peer: [Double] = []
    for round in 0..<Bench.rounds {
      let path = folder.appendingPathComponent("log\(round).sqlite").path
      ours.append(try await Bench.seconds { try await importOurs(into: path) })
      let raw = folder.appendingPathComponent("raw\(round).sqlite").path
      peer.append(
        try await Bench.seconds {
          try BenchProcess.run("/usr/bin/sqlite3", [raw, ".mode csv", ".import \(csv.path) sales"])
        })
      for file in [path, raw] { try? FileManager.default.removeItem(atPath: file) }
    }
    Bench.report("a shop's CSV -> log", ours: ours, peer: peer, peerName: "sqlite3 .import, untyped", goal: 0.5)
  }

  private var csv: URL { folder.appendingPathComponent("shop.csv") }

  private func importOurs(into path: String) async throws {
    let log = try SQLiteSaleLog(path: path, mode: .produce, now: { Bench.end })
    var settings = ImportSettings(target: ImportTarget(currency: .usDollar, timeZone: .gmt))
    settings.changes = try RecipeChanges(
      map: ["time=Created at,amount=Quantity * Price - coalesce(Discount, 0),product=Item,region=Country"],
      condition: "Status <> 'void'")
    let sales = SaleImport(log: log, settings: settings, clock: ContinuousClock(), wall: { Bench.end })
    let report = try await sales.append(try await sales.examine(try .file(csv.path)))
    guard report.sales + report.leftOut == Bench.sales else {
      throw BackendError(.inputOutput, during: "bench", detail: "\(report.sales) sales were imported")
    }
  }

  private func writeCSV() throws {
    var text = Data("Order,Created at,Status,Item,Quantity,Price,Discount,Country\n".utf8)
    for row in 0..<Int(Bench.sales) {
      let time = Timestamp(milliseconds: 1_700_000_000_000 + Int64(row) * 7_000).text
      let status = row % 50 == 0 ? "void" : "paid"
      let discount = row % 5 == 0 ? "1.50" : ""
      text.append(
        contentsOf:
          "#\(1000 + row),\(time),\(status),Item \(row % 97),\(1 + row % 4),\(10 + row % 90).\(10 + row % 90),\(discount),C\(row % 25)\n"
          .utf8)
    }
    try text.write(to: csv)
  }
}
