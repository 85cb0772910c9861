import Foundation
import GRDB
import Platform
package import SalesCore
package import SalesPipeline

/// The embedded log: one SQLite file, one partition, one producing process at a time and any number of readers.
package actor SQLiteSaleLog: SaleLog {
  package enum Mode: Sendable { case produce, read }

  static let format = SQLiteFile.Format(applicationID: 0x5354_4C47, version: 1, name: "log")
  static let advice =
    "a log file takes one producer; end that one first, or let several produce to one topic with --log kafka://…"

  package nonisolated let identity: LogIdentity
  package nonisolated let topic = "sales"
  package nonisolated let path: String
  package nonisolated var location: String { path }
  private nonisolated let changed: FolderChanges?
  nonisolated let commits: ConsumerCommits
  let queue: DatabaseQueue
  private let serial = QueueExecutor(label: "salestop.log")
  private let lock: ProcessLock?
  private let isWriter: Bool
  private let mark: DatabaseMark
  private let now: @Sendable () -> Timestamp
  private var nextOffset: Int64

  package nonisolated var unownedExecutor: UnownedSerialExecutor { serial.asUnownedSerialExecutor() }

  /// `now` stamps the records: it is the log's clock.
  package init(path: String, mode: Mode, now: @escaping @Sendable () -> Timestamp) throws {
    let file = SQLiteFile(path: path, format: Self.format)
    isWriter = mode == .produce
    lock = mode == .read ? nil : try file.lock(during: "produce to log \(path)", advice: Self.advice)
    let queue = try file.open(mode == .produce ? .write : .read, schema: Self.schema)
    let (identity, next) = try SQLiteFile.translating("read log \(path)", path: path, of: .input) {
      try queue.inDatabase { db in
        (try String.fetchOne(db, sql: "SELECT value FROM meta WHERE key = 'identity'") ?? "", try Self.end(db))
      }
    }
    if mode == .produce { try SQLiteFile.checkpoint(queue, during: "open log \(path)", path: path) }
    mark = try DatabaseMark(path: file.path)
    self.path = file.path
    self.now = now
    self.queue = queue
    self.identity = LogIdentity(identity, isDense: true)
    nextOffset = next
    commits = ConsumerCommits(log: file.path, identity: identity)
    changed = FolderChanges(database: file.path)
  }

  private static let schema = [
    "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    "INSERT INTO meta VALUES ('identity', 'sqlite-' || lower(hex(randomblob(16))))",
    """
    CREATE TABLE records (
      "offset" INTEGER PRIMARY KEY, appended INTEGER NOT NULL, payload BLOB NOT NULL)
    """,
    // The end is kept beside the records, so that an offset is never given twice, not even after retention has taken
    // them all. (AUTOINCREMENT promises the same, and pays for it with every row.)
    "CREATE TABLE ends (partition INTEGER PRIMARY KEY, next INTEGER NOT NULL)",
    "INSERT INTO ends VALUES (0, 0)",
    "CREATE TABLE sources (source TEXT PRIMARY KEY, next_sequence INTEGER NOT NULL) WITHOUT ROWID",
  ]

  static func end(_ db: Database) throws -> Int64 {
    let select = try RawStatement(db, "SELECT next FROM ends WHERE partition = 0")
    defer { select.reset() }
    guard try select.step() else { throw DamagedData("the end of the log is not noted") }
    return try select.offset(0)
  }

  package func append(_ records: RecordBuffer, progress: SourceProgress?) async throws -> [Range<Position>] {
    let first = nextOffset
    let end = try translating("append to log \(path)") {
      try append(records, progress, at: first)
    }
    nextOffset = end
    return [Position(partition: 0, offset: first)..<Position(partition: 0, offset: end)]
  }

  private func append(_ records: RecordBuffer, _ progress: SourceProgress?, at first: Int64) throws -> Int64 {
    let appended = now().milliseconds
    try queue.inTransaction(.immediate) { db in
      let insert = try RawStatement(db, #"INSERT INTO records ("offset", appended, payload) VALUES (?, ?, ?)"#)
      insert.bind(appended, at: 2)
      try records.bytes.withUnsafeBytes { bytes in
        for index in 0..<records.count {
          insert.bind(first + Int64(index), at: 1)
          insert.bind(blob: UnsafeRawBufferPointer(rebasing: bytes[records.range(of: index)]), at: 3)
          try insert.run()
        }
      }
      let end = first + Int64(records.count)
      try db.execute(sql: "UPDATE ends SET next = ? WHERE partition = 0", arguments: [end])
      if let progress {
        try db.execute(
          sql:
            "INSERT INTO sources VALUES (?, ?) ON CONFLICT (source) DO UPDATE SET next_sequence = excluded.next_sequence",
          arguments: [progress.source, progress.nextSequence])
      }
      return .commit
    }
    return first + Int64(records.count)
  }

  package func nextSequence(of source: String) async throws -> Int64 {
    try reading { db in
      let select = try RawStatement(db, "SELECT next_sequence FROM sources WHERE source = ?")
      defer { select.reset() }
      return try select.withText(source, at: 1) { try select.step() ? try select.offset(0) : 0 }
    }
  }

  package func partitions() async throws -> [PartitionBounds] { [try reading(Self.bounds)] }

  static func bounds(_ db: Database) throws -> PartitionBounds {
    let end = try end(db)
    let select = try RawStatement(db, #"SELECT min("offset") FROM records"#)
    defer { select.reset() }
    let first = try select.step() && !select.isNull(0) ? try select.offset(0) : end
    return PartitionBounds(partition: 0, first: first, end: end)
  }

  package func read(from position: Position, limit: Int) async throws -> RecordBatch {
    var batch = RecordBatch(partition: position.partition)
    guard position.partition == 0 else { return batch }
    var end: Int64 = 0
    try reading { db in
      // Before the records: what is appended in between is no gap.
      end = try Self.end(db)
      let select = try RawStatement(
        db, #"SELECT "offset", appended, payload FROM records WHERE "offset" >= ? ORDER BY "offset" LIMIT ?"#)
      select.bind(position.offset, at: 1)
      select.bind(Int64(limit), at: 2)
      defer { select.reset() }
      while !batch.isFull(limit), try select.step() {
        batch.append(
          offset: try select.offset(0), appended: try select.time(1), bytes: select.blob(2))
      }
    }
    try check(batch, from: position.offset, end: end)
    return batch
  }

  /// Offsets are given without a gap, so one at the beginning was made by retention, and one further on by nobody.
  private func check(_ batch: RecordBatch, from offset: Int64, end: Int64) throws {
    let found = batch.offsets.first ?? end
    if found > offset {
      throw BackendError(
        .gap, during: "read log \(path)", detail: "retention has removed the records \(offset)..<\(found)")
    }
    if let next = batch.next, next - found != batch.count {
      throw BackendError(
        .corrupt, during: "read log \(path)", detail: "records are missing between \(found) and \(next - 1)")
    }
  }

  package func subscribe(group: String) -> any LogSubscription {
    let commits = commits
    return WholeLog(self) { try commits.write($0, group: group) }
  }

  package nonisolated func changes() -> AsyncStream<Void> {
    changed?.stream() ?? AsyncStream.ticks(every: .milliseconds(200))
  }

  func reading<T>(_ body: (Database) throws -> T) throws -> T {
    try translating("read log \(path)", of: .input) { try queue.inDatabase(body) }
  }

  func translating<T>(
    _ during: String, of resource: BackendError.Resource = .storage, _ body: () throws -> T
  ) throws -> T {
    try checkMark(during)
    let result = try SQLiteFile.translating(during, path: path, of: resource, body)
    // Nothing is acknowledged that went into a file which was removed meanwhile.
    try checkMark(during)
    return result
  }

  private func checkMark(_ during: String) throws {
    if isWriter { try mark.check(during, saving: queue) } else { try mark.check(during) }
  }
}
