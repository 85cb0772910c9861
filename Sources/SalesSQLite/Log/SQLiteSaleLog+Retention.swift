import GRDB
package import SalesCore

/// Bounds of the log's size. Records that a known consumer group has not consumed yet are kept all the same, unless
/// forced.
package struct LogRetention: Hashable, Sendable {
  package var age: Duration?
  /// Most bytes of records.
  package var bytes: Int64?
  package var isForced = false

  package init(age: Duration? = nil, bytes: Int64? = nil, isForced: Bool = false) {
    self.age = age
    self.bytes = bytes
    self.isForced = isForced
  }
}

extension SQLiteSaleLog {
  /// Removes the records over the bounds, in short transactions; returns their number.
  @discardableResult
  package func retain(_ retention: LogRetention, now: Timestamp) async throws -> Int64 {
    let spared = retention.isForced ? nil : commits.least(of: 0)
    if !retention.isForced, spared == nil { return 0 }
    let during = "prune log \(path)"
    let before = try translating(during) {
      try queue.inDatabase { db in min(try Self.firstKept(retention, now: now, db), spared ?? .max) }
    }
    var removed: Int64 = 0
    while !Task.isCancelled {
      let count = try translating(during) { try removeSome(before: before) }
      if count == 0 { break }
      removed += count
      // An append that waits goes first.
      await Task.yield()
    }
    return removed
  }

  private static func firstKept(_ retention: LogRetention, now: Timestamp, _ db: Database) throws -> Int64 {
    var first: Int64 = 0
    if let age = retention.age {
      let sql = #"SELECT "offset" FROM records WHERE appended >= ? ORDER BY "offset" LIMIT 1"#
      first = try Int64.fetchOne(db, sql: sql, arguments: [(now - age).milliseconds]) ?? end(db)
    }
    if let bytes = retention.bytes {
      first = max(first, try firstWithin(bytes, db))
    }
    return first
  }

  /// Short transactions: a consumer reads beside this.
  private func removeSome(before offset: Int64) throws -> Int64 {
    try queue.inDatabase { db in
      try db.execute(
        sql: #"DELETE FROM records WHERE "offset" < ? AND "offset" < (SELECT min("offset") + 10000 FROM records)"#,
        arguments: [offset])
      return Int64(db.changesCount)
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
