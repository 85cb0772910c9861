import Foundation
import GRDB
import Platform
package import SalesCore
package import SalesPipeline

/// The embedded store: one SQLite file with one writing process. A batch is one transaction.
package actor SQLiteSaleStore: SaleStore {
  package nonisolated let path: String
  package nonisolated var location: String { path }
  /// Made with the store: under this name its consumer tells the log how far it is.
  package nonisolated let identity: String
  nonisolated let reader: SQLiteStoreReader
  let queue: DatabaseQueue
  private let lock: ProcessLock
  private let mark: DatabaseMark
  private let executor = QueueExecutor(label: "salestop.store")
  private let calendar: ReportingCalendar
  var names: NameTable
  var rollups = RollupCache()
  var buckets: BucketMemo
  var retainedFrom: [RollupLevel: Timestamp]
  /// A transaction has failed, and what is kept in memory may be of it.
  private var isCacheStale = false
  var crashPoint: (@Sendable (Step) throws -> Void)?

  package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  /// Opens the store for writing and makes it where it is missing. `settings` are fixed when it is made; a later
  /// difference is refused with `.mismatch`. A nil leaves the choice to the store.
  package init(path: String, settings: StoreSettings?) throws {
    let file = SQLiteFile(path: path, format: StoreFormat.file)
    lock = try file.lock(during: "consume into store \(path)", advice: "it takes over once that one has ended")
    let queue = try file.open(.write, schema: StoreFormat.schema)
    let kept = try SQLiteFile.translating("open store \(path)", path: path) {
      try queue.inDatabase { db in
        for statement in StoreFormat.additions { try db.execute(sql: statement) }
        return try Self.settle(settings, in: db, path: path)
      }
    }
    guard let zone = TimeZone(identifier: kept.timeZone) else {
      throw BackendError(
        .mismatch, during: "open store \(path)", detail: "this machine does not know the time zone \(kept.timeZone)")
    }
    mark = try DatabaseMark(path: file.path)
    self.path = file.path
    self.queue = queue
    identity = try SQLiteFile.translating("open store \(path)", path: path) {
      try queue.inDatabase { db in try StoreQueries.identity(db) ?? "store" }
    }
    calendar = ReportingCalendar(timeZone: zone)
    buckets = BucketMemo(calendar: calendar)
    (names, retainedFrom) = try SQLiteFile.translating("open store \(path)", path: path) {
      try queue.inDatabase { db in (try NameTable(db), try StoreQueries.retainedFrom(db)) }
    }
    try SQLiteFile.checkpoint(queue, during: "open store \(path)", path: path)
    reader = try SQLiteStoreReader(path: path)
  }

  private static func settle(_ wanted: StoreSettings?, in db: Database, path: String) throws -> StoreSettings {
    let isNew = try Int.fetchOne(db, sql: "SELECT count(*) FROM settings WHERE key = 'currency'") == 0
    if isNew {
      let settings = wanted ?? StoreSettings()
      try db.execute(
        sql: "INSERT INTO settings VALUES ('currency', ?), ('max_skew_ms', ?), ('time_zone', ?)",
        arguments: [
          settings.rules.currency.code, String(settings.rules.maxSkew.wholeMilliseconds), settings.timeZone,
        ])
      return settings
    }
    let kept = try StoreQueries.settings(db)
    guard let wanted, wanted.rules != kept.rules || wanted.timeZone != kept.timeZone else { return kept }
    throw BackendError(
      .mismatch, during: "open store \(path)",
      detail:
        "it was made with currency \(kept.rules.currency.code), max-skew \(kept.rules.maxSkew.components.seconds)s and "
        + "time zone \(kept.timeZone); these are fixed")
  }

  package func take(_ partition: Int32, of log: LogIdentity) async throws -> Checkpoint {
    try writing("take partition \(partition)") { db in
      if let known = try StoreQueries.settings(db).logIdentity, known.name != log.name {
        throw BackendError(
          .foreign, during: "consume into store \(path)",
          detail: "it holds the sales of another log (\(known)), not of \(log)")
      }
      try db.execute(
        sql: "INSERT OR IGNORE INTO settings VALUES ('log', ?), ('log_is_dense', ?)",
        arguments: [log.name, log.isDense ? "1" : "0"])
      try db.execute(
        sql: """
          INSERT INTO checkpoints (partition, epoch, next) VALUES (?, 1, 0)
          ON CONFLICT (partition) DO UPDATE SET epoch = epoch + 1
          """, arguments: [partition])
      return try Self.checkpoint(of: partition, db)
    }
  }

  static func checkpoint(of partition: Int32, _ db: Database) throws -> Checkpoint {
    try StoreQueries.checkpoints(db).first { $0.partition == partition }
      ?? Checkpoint(partition: partition, epoch: 0, next: 0)
  }

  package func beat(_ heartbeat: Heartbeat) async throws {
    try writing("write the heartbeat") { db in
      try db.execute(
        sql: "INSERT OR REPLACE INTO heartbeat (one, time, rate, p50, p99, watermark) VALUES (1, ?, ?, ?, ?, ?)",
        arguments: [
          heartbeat.time.milliseconds, heartbeat.storedPerSecond, heartbeat.latencyP50, heartbeat.latencyP99,
          heartbeat.watermark?.milliseconds,
        ])
      if heartbeat.isLast {
        try db.execute(
          sql: "INSERT OR REPLACE INTO settings VALUES ('ended', ?)", arguments: ["\(heartbeat.time.milliseconds)"])
      }
      for (partition, end) in heartbeat.logEnd {
        try db.execute(sql: "INSERT OR REPLACE INTO log_ends VALUES (?, ?)", arguments: [partition, end])
      }
      try db.execute(sql: "DELETE FROM append_samples")
      for sample in heartbeat.samples {
        try db.execute(
          sql: "INSERT INTO append_samples VALUES (?, ?, ?)",
          arguments: [sample.position.partition, sample.position.offset, sample.appended.milliseconds])
      }
    }
  }

  package func retain(now: Timestamp) async throws {
    try writing("forget old rollups") { db in
      for level in RollupLevel.allCases {
        guard let kept = level.kept else { continue }
        let since = calendar.bucket(level, containing: now - kept).lowerBound
        if let known = retainedFrom[level], known >= since { continue }
        // First the promise, then the deletion: nobody reads what is about to go.
        try db.execute(
          sql: "INSERT OR REPLACE INTO retained VALUES (?, ?)", arguments: [level.rawValue, since.milliseconds])
        try db.execute(
          sql: "DELETE FROM rollups WHERE level = ? AND bucket < ?", arguments: [level.rawValue, since.milliseconds])
        retainedFrom[level] = since
      }
    }
  }

  package func snapshot() async throws -> any StoreSnapshot { try SQLiteStoreSnapshot(path: path) }

  package func deadLetters(
    reason: SaleProblem.Reason?, after position: Position?, limit: Int
  ) async throws -> [DeadLetter] {
    try await reader.deadLetters(reason: reason, after: position, limit: limit)
  }

  package nonisolated func rejections(newest limit: Int) async throws -> [Rejection] {
    try await reader.rejections(newest: limit)
  }

  /// One transaction. When it fails, what was cached of it is forgotten with it, and learnt again before the next.
  func writing<T>(_ what: String, _ body: (Database) throws -> T) throws -> T {
    do {
      let during = "\(what) in store \(path)"
      try mark.check(during, saving: queue)
      let result = try SQLiteFile.translating(during, path: path) {
        var result: T?
        try queue.inTransaction(.immediate) { db in
          try learnAgain(db)
          result = try body(db)
          return .commit
        }
        guard let result else {
          throw BackendError(.inputOutput, during: what, detail: "the transaction was not run")
        }
        return result
      }
      // Nothing counts as stored that went into a file which was removed meanwhile.
      try mark.check(during, saving: queue)
      return result
    } catch {
      isCacheStale = true
      throw error
    }
  }

  private func learnAgain(_ db: Database) throws {
    guard isCacheStale else { return }
    rollups = RollupCache()
    (names, retainedFrom) = (try NameTable(db), try StoreQueries.retainedFrom(db))
    isCacheStale = false
  }
}

extension SQLiteSaleStore {
  package nonisolated func settings() async throws -> StoreSettings { try await reader.settings() }
  package nonisolated func poll(_ request: PollRequest) async throws -> Poll { try await reader.poll(request) }
  package nonisolated func recount(_ level: RollupLevel, in span: Range<Timestamp>) async throws -> RecountedRollups {
    try await reader.recount(level, in: span)
  }
  package nonisolated func sales(_ query: SalesQuery) async throws -> [StoredSale] { try await reader.sales(query) }
  package nonisolated func changes() -> AsyncStream<Void> { reader.changes() }
}
