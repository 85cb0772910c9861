import Foundation
import GRDB
import SalesCore
import SalesPipeline

/// Reading a store's tables; each function within one transaction of the caller's.
enum StoreQueries {
  /// Throws `.missing` where the file was made and its settings were not yet.
  static func settings(_ db: Database) throws -> StoreSettings {
    var values: [String: String] = [:]
    let select = try RawStatement(db, "SELECT key, value FROM settings")
    while try select.step() { values[select.text(0)] = select.text(1) }
    guard let code = values["currency"] else {
      throw BackendError(.missing, during: "read the store's settings", detail: "it is still being made")
    }
    guard let currency = Currency(code: code) else { throw DamagedData("its currency is none") }
    let rules = SaleRules(
      currency: currency,
      maxSkew: values["max_skew_ms"].flatMap { Int64($0) }.map { .milliseconds($0) } ?? SaleRules().maxSkew)
    return StoreSettings(
      rules: rules, timeZone: values["time_zone"] ?? "UTC",
      logIdentity: values["log"].map { LogIdentity($0, isDense: values["log_is_dense"] == "1") })
  }

  static func generation(_ db: Database) throws -> Int64 {
    let sql = "SELECT CAST(value AS INTEGER) FROM settings WHERE key = 'generation'"
    return try Int64.fetchOne(db.cachedStatement(sql: sql)) ?? 0
  }

  static func state(_ db: Database) throws -> StoreState {
    var state = StoreState(
      checkpoints: try checkpoints(db), heartbeat: try heartbeat(db), retainedFrom: try retainedFrom(db),
      oldestSale: try endOfSales("min", db), newestSale: try endOfSales("max", db))
    state.identity = try identity(db)
    return state
  }

  /// Made at random with the store.
  static func identity(_ db: Database) throws -> String? {
    try String.fetchOne(db.cachedStatement(sql: "SELECT value FROM settings WHERE key = 'identity'"))
  }

  private static func endOfSales(_ which: String, _ db: Database) throws -> Timestamp? {
    let select = try RawStatement(db, "SELECT \(which)(time) FROM sales")
    defer { select.reset() }
    guard try select.step(), !select.isNull(0) else { return nil }
    return try select.time(0)
  }

  static func checkpoints(_ db: Database) throws -> [Checkpoint] {
    let lost = try lost(db)
    let clocks = try clocks(db)
    let select = try RawStatement(
      db,
      """
      SELECT partition, epoch, next, newest, sales, revenue, duplicates, conflicts, dead_letters, late, fingerprint
      FROM checkpoints ORDER BY partition
      """)
    var checkpoints: [Checkpoint] = []
    while try select.step() {
      var totals = RunningTotals()
      totals.sales = try select.count(4)
      totals.revenueMinor = select.integer(5)
      totals.duplicates = try select.count(6)
      totals.conflicts = try select.count(7)
      totals.deadLetters = try select.count(8)
      totals.late = try select.count(9)
      var checkpoint = Checkpoint(
        partition: try select.partition(0), epoch: try select.count(1), next: try select.offset(2), totals: totals,
        newestSale: select.isNull(3) ? nil : try select.time(3))
      checkpoint.fingerprint = select.isNull(10) ? nil : select.integer(10)
      checkpoint.lost = lost[checkpoint.partition] ?? []
      checkpoint.clocks = clocks[checkpoint.partition].map { [$0] } ?? []
      checkpoints.append(checkpoint)
    }
    return checkpoints
  }

  private static func lost(_ db: Database) throws -> [Int32: [Range<Int64>]] {
    var lost: [Int32: [Range<Int64>]] = [:]
    let select = try RawStatement(db, "SELECT partition, first, next FROM lost ORDER BY partition, first")
    while try select.step() {
      let (first, next) = (try select.offset(1), try select.offset(2))
      guard first < next else { throw DamagedData("a lost range ends before it begins") }
      lost[try select.partition(0), default: []].append(first..<next)
    }
    return lost
  }

  private static func clocks(_ db: Database) throws -> [Int32: ClockNote] {
    guard try hasTable("clocks", db) else { return [:] }
    var clocks: [Int32: ClockNote] = [:]
    let select = try RawStatement(db, #"SELECT partition, time, "end" FROM clocks"#)
    while try select.step() {
      clocks[try select.partition(0)] = ClockNote(time: try select.time(1), end: try select.offset(2))
    }
    return clocks
  }

  /// False for those that were added later, in a file of an older writer.
  private static func hasTable(_ name: String, _ db: Database) throws -> Bool {
    let table = try RawStatement(db, "SELECT 1 FROM sqlite_master WHERE name = '\(name)'")
    defer { table.reset() }
    return try table.step()
  }

  static func heartbeat(_ db: Database) throws -> Heartbeat? {
    var ends: [Int32: Int64] = [:]
    let end = try RawStatement(db, "SELECT partition, end FROM log_ends")
    while try end.step() { ends[try end.partition(0)] = try end.offset(1) }
    let select = try RawStatement(db, "SELECT time, rate, p50, p99, watermark FROM heartbeat")
    defer { select.reset() }
    guard try select.step() else { return nil }
    var heartbeat = Heartbeat(
      time: try select.time(0), logEnd: ends, storedPerSecond: select.double(1),
      latencyP50: select.isNull(2) ? nil : select.double(2), latencyP99: select.isNull(3) ? nil : select.double(3),
      watermark: select.isNull(4) ? nil : try select.time(4))
    heartbeat.samples = try samples(db)
    heartbeat.isLast = try ended(db) == heartbeat.time
    return heartbeat
  }

  /// When the last consumer to end in good order wrote its last heartbeat; nil where none has.
  private static func ended(_ db: Database) throws -> Timestamp? {
    let sql = "SELECT CAST(value AS INTEGER) FROM settings WHERE key = 'ended'"
    return try Int64.fetchOne(db.cachedStatement(sql: sql)).map(Timestamp.init(milliseconds:))
  }

  private static func samples(_ db: Database) throws -> [AppendSample] {
    guard try hasTable("append_samples", db) else { return [] }
    let select = try RawStatement(db, #"SELECT partition, "offset", appended FROM append_samples"#)
    var samples: [AppendSample] = []
    while try select.step() {
      samples.append(
        AppendSample(
          position: Position(partition: try select.partition(0), offset: try select.offset(1)),
          appended: try select.time(2)))
    }
    return samples
  }

  static func retainedFrom(_ db: Database) throws -> [RollupLevel: Timestamp] {
    var since: [RollupLevel: Timestamp] = [:]
    let select = try RawStatement(db, "SELECT level, since FROM retained")
    while try select.step() {
      if let level = RollupLevel(rawValue: Int(select.integer(0))) { since[level] = try select.time(1) }
    }
    return since
  }

  /// Rollups of the span, whose cells refer to the first `names` names; only those of `partition` with `through` at or
  /// past `offset` where `changed` is given.
  static func rollups(
    _ span: RollupSpan, changed: (partition: Int32, offset: Int64)? = nil, names: Int, _ db: Database
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
      guard let cells = CellCoding.decode(select.blob(3), names: names) else {
        throw DamagedData.rollup(span.level, bucket)
      }
      rollups.append(
        Rollup(
          level: span.level, bucket: bucket, partition: try select.partition(1),
          through: select.integer(2), cells: cells))
    }
    return rollups
  }

  /// Names from number `known` on.
  static func names(from known: Int, _ db: Database) throws -> [String] {
    let select = try RawStatement(db, "SELECT id, name FROM names WHERE id >= ? ORDER BY id")
    select.bind(Int64(known), at: 1)
    defer { select.reset() }
    var names: [String] = []
    while try select.step() {
      guard select.integer(0) == known + names.count else {
        throw DamagedData("name number \(known + names.count) is gone")
      }
      names.append(select.text(1))
    }
    return names
  }

  /// Hands every sale with an event time in `span` to `body`, in order of event time. Its names are among the first
  /// `names`.
  static func eachSale(
    in span: Range<Timestamp>, names: Int, _ db: Database, _ body: (SaleFigures) -> Void
  ) throws {
    let select = try RawStatement(
      db,
      #"SELECT time, amount, region, product, partition, "offset" FROM sales WHERE time >= ? AND time < ? ORDER BY time"#
    )
    defer { select.reset() }
    select.bind(span.lowerBound.milliseconds, at: 1)
    select.bind(span.upperBound.milliseconds, at: 2)
    var seen = 0
    while try select.step() {
      if seen % 4096 == 0 { try Task.checkCancellation() }
      seen += 1
      body(
        SaleFigures(
          time: try select.time(0), amount: select.integer(1), region: NameID(try select.name(2, among: names)),
          product: NameID(try select.name(3, among: names)),
          position: Position(partition: try select.partition(4), offset: select.integer(5))))
    }
  }
}

extension DamagedData {
  static func rollup(_ level: RollupLevel, _ bucket: Timestamp) -> DamagedData {
    DamagedData("the cells of the \(level.name) \(bucket.text) are damaged")
  }
}
