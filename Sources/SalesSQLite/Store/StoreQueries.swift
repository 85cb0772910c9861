import Foundation
import GRDB
import SalesCore
import SalesPipeline

/// Reading a store's tables; each function within one transaction of the caller's.
enum StoreQueries {
  static func settings(_ db: Database) throws -> StoreSettings {
    var values: [String: String] = [:]
    for row in try Row.fetchAll(db, sql: "SELECT key, value FROM settings") { values[row[0]] = row[1] }
    let rules = SaleRules(
      currency: values["currency"].flatMap(Currency.init(code:)) ?? .usDollar,
      maxSkew: values["max_skew_ms"].flatMap { Int64($0) }.map { .milliseconds($0) } ?? SaleRules().maxSkew)
    return StoreSettings(rules: rules, timeZone: values["time_zone"] ?? "UTC", logIdentity: values["log"])
  }

  static func generation(_ db: Database) throws -> Int64 {
    try Int64.fetchOne(db, sql: "SELECT CAST(value AS INTEGER) FROM settings WHERE key = 'generation'") ?? 0
  }

  static func state(_ db: Database) throws -> StoreState {
    StoreState(
      checkpoints: try checkpoints(db), heartbeat: try heartbeat(db), retainedFrom: try retainedFrom(db),
      oldestSale: try Int64.fetchOne(db, sql: "SELECT min(time) FROM sales").map(Timestamp.init(milliseconds:)),
      newestSale: try Int64.fetchOne(db, sql: "SELECT max(time) FROM sales").map(Timestamp.init(milliseconds:)))
  }

  static func checkpoints(_ db: Database) throws -> [Checkpoint] {
    try Row.fetchAll(db, sql: "SELECT * FROM checkpoints ORDER BY partition").map { row in
      var totals = RunningTotals()
      totals.sales = row["sales"]
      totals.revenueMinor = row["revenue"]
      totals.duplicates = row["duplicates"]
      totals.conflicts = row["conflicts"]
      totals.deadLetters = row["dead_letters"]
      totals.late = row["late"]
      return Checkpoint(
        partition: row["partition"], epoch: row["epoch"], next: row["next"], totals: totals,
        newestSale: (row["newest"] as Int64?).map(Timestamp.init(milliseconds:)))
    }
  }

  static func heartbeat(_ db: Database) throws -> Heartbeat? {
    guard let row = try Row.fetchOne(db, sql: "SELECT * FROM heartbeat") else { return nil }
    var ends: [Int32: Int64] = [:]
    for end in try Row.fetchAll(db, sql: "SELECT partition, end FROM log_ends") { ends[end[0]] = end[1] }
    return Heartbeat(
      time: Timestamp(milliseconds: row["time"]), logEnd: ends, storedPerSecond: row["rate"],
      latencyP50: row["p50"], latencyP99: row["p99"],
      watermark: (row["watermark"] as Int64?).map(Timestamp.init(milliseconds:)))
  }

  static func retainedFrom(_ db: Database) throws -> [RollupLevel: Timestamp] {
    var since: [RollupLevel: Timestamp] = [:]
    for row in try Row.fetchAll(db, sql: "SELECT level, since FROM retained") {
      if let level = RollupLevel(rawValue: row[0]) { since[level] = Timestamp(milliseconds: row[1]) }
    }
    return since
  }

  /// Rollups of the span, only those of `partition` with `through` at or past `offset` where `changed` is given.
  static func rollups(
    _ span: RollupSpan, changed: (partition: Int32, offset: Int64)? = nil, _ db: Database
  ) throws -> [Rollup] {
    let columns = "SELECT bucket, partition, through, cells FROM rollups"
    let sql =
      changed == nil
      ? columns + " WHERE level = ? AND bucket >= ? AND bucket < ? ORDER BY bucket, partition"
      : columns
        + " INDEXED BY rollups_through WHERE level = ? AND bucket >= ? AND bucket < ? AND partition = ? AND through >= ?"
    let select = try RawStatement(db, sql)
    defer { select.reset() }
    select.bind(Int64(span.level.rawValue), at: 1)
    select.bind(span.range.lowerBound.milliseconds, at: 2)
    select.bind(span.range.upperBound.milliseconds, at: 3)
    if let changed {
      select.bind(Int64(changed.partition), at: 4)
      select.bind(changed.offset, at: 5)
    }
    var rollups: [Rollup] = []
    while try select.step() {
      let bucket = Timestamp(milliseconds: select.integer(0))
      guard let cells = CellCoding.decode(select.blob(3)) else {
        throw BackendError(
          .corrupt, during: "read the rollup of \(span.level.name) \(bucket.text)", detail: "its cells are damaged")
      }
      rollups.append(
        Rollup(
          level: span.level, bucket: bucket, partition: Int32(truncatingIfNeeded: select.integer(1)),
          through: select.integer(2), cells: cells))
    }
    return rollups
  }

  /// Names from number `known` on.
  static func names(from known: Int, _ db: Database) throws -> [String] {
    try String.fetchAll(db, sql: "SELECT name FROM names WHERE id >= ? ORDER BY id", arguments: [known])
  }

  static func figures(in span: Range<Timestamp>, _ db: Database) throws -> [SaleFigures] {
    let select = try RawStatement(
      db,
      #"SELECT time, amount, region, product, partition, "offset" FROM sales WHERE time >= ? AND time < ? ORDER BY time"#
    )
    defer { select.reset() }
    select.bind(span.lowerBound.milliseconds, at: 1)
    select.bind(span.upperBound.milliseconds, at: 2)
    var figures: [SaleFigures] = []
    while try select.step() {
      if figures.count % 4096 == 0 { try Task.checkCancellation() }
      figures.append(
        SaleFigures(
          time: Timestamp(milliseconds: select.integer(0)), amount: select.integer(1),
          region: NameID(truncatingIfNeeded: select.integer(2)), product: NameID(truncatingIfNeeded: select.integer(3)),
          position: Position(partition: Int32(truncatingIfNeeded: select.integer(4)), offset: select.integer(5))))
    }
    return figures
  }
}
