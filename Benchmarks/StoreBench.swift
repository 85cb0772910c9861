import Foundation
import SalesCore
import SalesPipeline
import SalesSQLite

/// Measures consuming from the SQLite log into the SQLite store with rollups, offsets and checkpoints. The peer is
/// `sqlite3 .import` of the same rows into one table with the same primary key, without these.
struct StoreBench {
  let folder: URL

  func run() async throws {
    let log = try SQLiteSaleLog(path: path("log.sqlite"), mode: .produce, now: { Bench.end })
    try await Bench.fill(log)
    try writeCSV()
    var ours: [Double] = []
    var peer: [Double] = []
    for round in 0..<Bench.rounds {
      let store = try SQLiteSaleStore(path: path("store\(round).sqlite"), settings: nil)
      let consumer = Consumer(log: log, store: store, clock: ContinuousClock(), now: { Bench.end })
      ours.append(try await Bench.seconds { try await consumer.run(drain: true) })
      peer.append(try await Bench.seconds { try importCSV(into: path("raw\(round).sqlite")) })
      for name in ["store\(round).sqlite", "raw\(round).sqlite"] {
        try? FileManager.default.removeItem(atPath: path(name))
      }
    }
    Bench.report("log -> store with rollups", ours: ours, peer: peer, peerName: "sqlite3 .import", goal: 0.6)
  }

  private func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

  private func writeCSV() throws {
    var decoder = SaleDecoder(rules: SaleRules())
    var csv: [UInt8] = []
    for batch in try Bench.batches() {
      try batch.bytes.withUnsafeBytes { bytes in
        for index in 0..<batch.count {
          let record = UnsafeRawBufferPointer(rebasing: bytes[batch.range(of: index)])
          let sale = try decoder.decode(record, appended: Bench.end, position: "")
          let row = "\(sale.id),\(sale.time.text),\(sale.amount.text(.usDollar)),\(sale.product),\(sale.region)\n"
          csv.append(contentsOf: row.utf8)
        }
      }
    }
    try Data(csv).write(to: folder.appendingPathComponent("sales.csv"))
  }

  private func importCSV(into database: String) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/sqlite3")
    process.arguments = [
      database, "CREATE TABLE sales (id TEXT PRIMARY KEY, time TEXT, amount NUMERIC, product TEXT, region TEXT)",
      ".mode csv", ".import \(path("sales.csv")) sales",
    ]
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw BackendError(.inputOutput, during: "bench", detail: "sqlite3 ended with \(process.terminationStatus)")
    }
  }
}
