import Foundation
import GRDBSQLite
import SalesCore
import SalesPipeline
import SalesSQLite

/// Appends generated sales to the SQLite log, beside a plain SQLite insert of the same bytes: both `synchronous=FULL`,
/// in the same batches.
struct AppendBench {
  let folder: URL

  func run() async throws {
    var ours: [Double] = []
    var peer: [Double] = []
    let same = try Bench.batches()
    for round in 0..<Bench.rounds {
      let log = try SQLiteSaleLog(path: path("log\(round)"), mode: .produce, now: { Bench.end })
      ours.append(try await Bench.seconds { try await Bench.fill(log) })
      peer.append(try await Bench.seconds { try insert(same, into: path("raw\(round)")) })
      for name in ["log\(round)", "raw\(round)"] { try? FileManager.default.removeItem(atPath: path(name)) }
    }
    Bench.report(
      "generator -> log, durable", ours: ours, peer: peer, peerName: "raw SQLite insert of the same bytes", goal: 0.6)
  }

  private func path(_ name: String) -> String { folder.appendingPathComponent(name + ".sqlite").path }

  private func insert(_ batches: [RecordBuffer], into path: String) throws {
    var db: OpaquePointer?
    var insert: OpaquePointer?
    sqlite3_open(path, &db)
    defer {
      sqlite3_finalize(insert)
      sqlite3_close(db)
    }
    let schema = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE t (n INTEGER PRIMARY KEY, b BLOB)"
    guard sqlite3_exec(db, schema, nil, nil, nil) == SQLITE_OK,
      sqlite3_prepare_v2(db, "INSERT INTO t (b) VALUES (?)", -1, &insert, nil) == SQLITE_OK
    else { throw BackendError(.inputOutput, during: "bench", detail: String(cString: sqlite3_errmsg(db))) }
    for batch in batches {
      sqlite3_exec(db, "BEGIN", nil, nil, nil)
      batch.bytes.withUnsafeBytes { bytes in
        for index in 0..<batch.count {
          let range = batch.range(of: index)
          sqlite3_bind_blob(insert, 1, bytes.baseAddress.map { $0 + range.lowerBound }, Int32(range.count), nil)
          sqlite3_step(insert)
          sqlite3_reset(insert)
        }
      }
      sqlite3_exec(db, "COMMIT", nil, nil, nil)
    }
  }
}
