import GRDB
import Platform
import SalesCore
import SalesPipeline

/// One read-only connection to a store, on a queue of its own. Where the store's files were replaced it is opened anew.
actor StoreConnection {
  /// By this a store is told from another one in its place.
  private struct Store: Equatable {
    var identity: String?
    var rules: SaleRules
    var timeZone: String
  }

  private let path: String
  private var file: SQLiteFile
  private var queue: DatabaseQueue
  private var stamp: DatabaseStamp?
  private var store: Store?
  /// How often other files were found in place of those before.
  private var replacements: Int64 = 0
  private let executor = QueueExecutor(label: "salestop.reader")
  private var names: [String] = []
  private var version: Int64?
  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  init(path: String) throws {
    self.path = path
    file = SQLiteFile(path: path, format: StoreFormat.file)
    queue = try Self.open(file)
    stamp = DatabaseStamp(path: file.path)
  }

  private static func open(_ file: SQLiteFile) throws -> DatabaseQueue {
    let queue = try file.open(.read, schema: [])
    // A long view is read once, a live one is a few pages: pages that are kept would only be more memory.
    try SQLiteFile.translating("open store \(file.path)", path: file.path) {
      try queue.inDatabase { db in try db.execute(sql: "PRAGMA cache_size = -4000") }
    }
    return queue
  }

  private var isReplaced: Bool { DatabaseStamp(path: file.path) != stamp }

  /// Throws while no store can be read there; the connection before is not asked again.
  private func openAnew() throws {
    file = SQLiteFile(path: path, format: StoreFormat.file)
    queue = try Self.open(file)
    let found = DatabaseStamp(path: file.path)
    if let found, !found.hasFiles(of: stamp) {
      // Even a copy of the same store may number its names otherwise, or be behind.
      names = []
      replacements += 1
    }
    (stamp, version) = (found, nil)
  }

  /// Notes which store this is, within the transaction that reads it.
  private func recognise(_ db: Database) throws {
    let settings = try StoreQueries.settings(db)
    let found = Store(
      identity: try StoreQueries.identity(db), rules: settings.rules, timeZone: settings.timeZone)
    guard let store else {
      store = found
      return
    }
    guard found != store else { return }
    guard found.rules == store.rules, found.timeZone == store.timeZone else {
      throw BackendError(
        .mismatch, of: .input, during: "read store \(path)",
        detail: "another store was put in its place, with currency \(found.rules.currency.code) and time zone "
          + "\(found.timeZone); open it anew")
    }
    self.store = found
  }

  /// True where another connection has committed since the last call, or the files were replaced.
  func isChanged() throws -> Bool {
    if isReplaced { return true }
    return try SQLiteFile.translating("read store \(path)", path: path, of: .input) {
      let now = try queue.inDatabase { db in
        try Int64.fetchOne(db.cachedStatement(sql: "PRAGMA data_version"))
      }
      defer { version = now }
      return now != version
    }
  }

  func settings() throws -> StoreSettings { try reading(StoreQueries.settings) }

  func poll(_ request: PollRequest) throws -> Poll {
    try reading { db in
      try learnNames(db)
      let state = try StoreQueries.state(db)
      let next = Dictionary(uniqueKeysWithValues: state.checkpoints.map { ($0.partition, $0.next) })
      let token = PollToken(generation: try StoreQueries.generation(db) &+ replacements << 32, next: next)
      guard let after = request.after, after.generation == token.generation else {
        let rollups = try request.spans.flatMap { try StoreQueries.rollups($0, names: names.count, db) }
        return Poll(token: token, isComplete: true, names: names, rollups: rollups, state: state)
      }
      var rollups: [Rollup] = []
      for (partition, end) in next where after.next[partition] != end {
        for span in request.spans {
          rollups += try StoreQueries.rollups(
            span, changed: (partition, after.next[partition] ?? 0), names: names.count, db)
        }
      }
      return Poll(token: token, isComplete: false, names: names, rollups: rollups, state: state)
    }
  }

  func recount(_ level: RollupLevel, in span: Range<Timestamp>) throws -> RecountedRollups {
    try reading { db in
      try learnNames(db)
      let zone = try StoreQueries.settings(db).timeZone
      let calendar = try ReportingCalendar(named: zone, during: "recount store \(path)")
      var figures: [SaleFigures] = []
      try StoreQueries.eachSale(in: span, names: names.count, db) { figures.append($0) }
      // The writer numbers `(other)` first of all, so a store with sales has it.
      let other = NameID(names.firstIndex(of: RollupCells.otherName) ?? 0)
      return RecountedRollups(
        names: names, rollups: Recount.rollups(of: figures, level: level, calendar: calendar, other: other))
    }
  }

  func sales(_ query: SalesQuery) throws -> [StoredSale] {
    try reading { db in
      try learnNames(db)
      return try SalesQueries.sales(query, names: names, db)
    }
  }

  func deadLetters(reason: SaleProblem.Reason?, after position: Position?, limit: Int) throws -> [DeadLetter] {
    try reading { db in try SalesQueries.deadLetters(reason: reason, after: position, limit: limit, db) }
  }

  func rejections(newest limit: Int) throws -> [Rejection] {
    try reading { db in
      let partitions = try StoreQueries.checkpoints(db).filter { $0.totals.deadLetters > 0 }.map(\.partition)
      return try partitions.flatMap { try SalesQueries.rejections(of: $0, newest: limit, db) }.newest(limit)
    }
  }

  private func learnNames(_ db: Database) throws {
    names += try StoreQueries.names(from: names.count, db)
  }

  private func reading<T>(_ body: (Database) throws -> T) throws -> T {
    if isReplaced { try openAnew() }
    let result = try readingOnce(body)
    // Nobody tells a connection to a file at rest that somebody has begun to write it.
    guard stamp?.isAtRest ?? false, isReplaced else { return result }
    try openAnew()
    return try readingOnce(body)
  }

  private func readingOnce<T>(_ body: (Database) throws -> T) throws -> T {
    try SQLiteFile.translating("read store \(path)", path: path, of: .input) {
      var result: T?
      try queue.inTransaction(.deferred) { db in
        try recognise(db)
        result = try body(db)
        return .commit
      }
      guard let result else {
        throw BackendError(.inputOutput, during: "read store \(path)", detail: "the transaction was not run")
      }
      return result
    }
  }
}
