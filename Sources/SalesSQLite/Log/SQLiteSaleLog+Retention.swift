import GRDB
package import SalesCore
import SalesPipeline

/// How much of the log is kept. Whatever is set, records that a known consumer has not taken yet stay, unless forced.
package struct LogRetention: Hashable, Sendable {
  package var age: Duration?
  /// Of the records' bytes.
  package var bytes: Int64?
  package var isForced = false

  package init(age: Duration? = nil, bytes: Int64? = nil, isForced: Bool = false) {
    self.age = age
    self.bytes = bytes
    self.isForced = isForced
  }
}

extension SQLiteSaleLog {
  /// Removes what is over the bounds, a stretch at a time; returns how many records went.
  @discardableResult
  package func retain(_ retention: LogRetention, now: Timestamp) async throws -> Int64 {
    let spared = retention.isForced ? nil : commits.least(of: 0)
    if !retention.isForced, spared == nil { return 0 }
    return try translating("prune log \(path)") {
      try prune(retention, now: now, spared: spared)
    }
  }

  private func prune(_ retention: LogRetention, now: Timestamp, spared: Int64?) throws -> Int64 {
    let before = try queue.inDatabase { db in
      var before: Int64 = 0
      if let age = retention.age {
        let sql = #"SELECT "offset" FROM records WHERE appended >= ? ORDER BY "offset" LIMIT 1"#
        before = try Int64.fetchOne(db, sql: sql, arguments: [(now - age).milliseconds]) ?? Self.end(db)
      }
      if let bytes = retention.bytes {
        before = max(before, try Self.firstWithin(bytes, db))
      }
      return min(before, spared ?? .max)
    }
    var removed: Int64 = 0
    while true {
      // Short transactions: a consumer reads beside this.
      let count = try queue.inDatabase { db in
        try db.execute(
          sql: #"DELETE FROM records WHERE "offset" < ? AND "offset" < (SELECT min("offset") + 10000 FROM records)"#,
          arguments: [before])
        return Int64(db.changesCount)
      }
      if count == 0 { return removed }
      removed += count
    }
  }

  /// The first offset from which on the records hold at most `bytes`, found from the newest back.
  private static func firstWithin(_ bytes: Int64, _ db: Database) throws -> Int64 {
    let rows = try Row.fetchCursor(
      db, sql: #"SELECT "offset", length(payload) FROM records ORDER BY "offset" DESC"#)
    var sum: Int64 = 0
    while let row = try rows.next() {
      sum += row[1]
      if sum > bytes { return (row[0] as Int64) + 1 }
    }
    return 0
  }
}
