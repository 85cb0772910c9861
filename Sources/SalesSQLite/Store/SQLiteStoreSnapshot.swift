import GRDB
import Platform
import SalesCore
import SalesPipeline

/// A connection that stays in one read transaction: it sees the store as it was when that began, whatever is written
/// meanwhile.
actor SQLiteStoreSnapshot: StoreSnapshot {
  private let path: String
  private let queue: DatabaseQueue
  /// All there are as of the moment.
  let names: [String]
  private let executor = QueueExecutor(label: "salestop.snapshot")
  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  init(path: String) throws {
    self.path = path
    queue = try SQLiteFile(path: path, format: StoreFormat.file).open(.read, schema: [], longLived: true)
    names = try SQLiteFile.translating("read store \(path)", path: path, of: .input) { [queue] in
      try queue.inDatabase { db in
        try db.execute(sql: "BEGIN DEFERRED")
        // The first read fixes what the transaction sees.
        return try StoreQueries.names(from: 0, db)
      }
    }
  }

  var settings: StoreSettings { get throws { try reading(StoreQueries.settings) } }
  var state: StoreState { get throws { try reading(StoreQueries.state) } }

  func stored(ids: [String]) throws -> [StoredSale?] {
    try reading { db in
      let select = try RawStatement(
        db, #"SELECT time, amount, region, product, partition, "offset" FROM sales WHERE id = ?"#)
      return try ids.map { id in
        try select.withText(id, at: 1) {
          defer { select.reset() }
          guard try select.step() else { return nil }
          let sale = Sale(
            id: id, time: try select.time(0), amount: Money(minorUnits: select.integer(1)),
            product: names[try select.name(3, among: names.count)],
            region: names[try select.name(2, among: names.count)])
          return StoredSale(
            sale: sale, position: Position(partition: try select.partition(4), offset: select.integer(5)))
        }
      }
    }
  }

  func reduce<Result: Sendable>(
    in span: Range<Timestamp>, into result: Result, _ body: @Sendable (inout Result, SaleFigures) -> Void
  ) throws -> Result {
    var result = result
    try reading { db in
      try StoreQueries.eachSale(in: span, names: names.count, db) { body(&result, $0) }
    }
    return result
  }

  func rollups(_ span: RollupSpan) throws -> [Rollup] {
    try reading { db in try StoreQueries.rollups(span, names: names.count, db) }
  }

  func totals(of partition: Int32, before offset: Int64) throws -> Totals {
    try reading { db in
      // In two halves: SQLite's sum refuses to go beyond 64 bits.
      let select = try RawStatement(
        db,
        #"""
        SELECT count(*), coalesce(sum(amount < 0), 0), coalesce(sum(amount >> 32), 0), coalesce(sum(amount & 4294967295), 0)
        FROM sales WHERE partition = ? AND "offset" < ?
        """#)
      select.bind(Int64(partition), at: 1)
      select.bind(offset, at: 2)
      defer { select.reset() }
      guard try select.step() else { return .zero }
      return Totals(
        sales: select.integer(0), refunds: select.integer(1), revenue: (select.integer(2) << 32) &+ select.integer(3))
    }
  }

  func deadLetters(of partition: Int32, in offsets: Range<Int64>) throws -> [Int64: DeadLetter] {
    try reading { db in
      let select = try RawStatement(
        db,
        #"""
        SELECT partition, "offset", appended, reason, message, bytes FROM dead_letters
        WHERE partition = ? AND "offset" >= ? AND "offset" < ?
        """#)
      select.bind(Int64(partition), at: 1)
      select.bind(offsets.lowerBound, at: 2)
      select.bind(offsets.upperBound, at: 3)
      defer { select.reset() }
      var letters: [Int64: DeadLetter] = [:]
      while try select.step() {
        let letter = try SalesQueries.letter(select)
        letters[letter.position.offset] = letter
      }
      return letters
    }
  }

  func deadLetterCount() throws -> Int64 {
    try reading { db in try Int64.fetchOne(db, sql: "SELECT count(*) FROM dead_letters") ?? 0 }
  }

  private func reading<T>(_ body: (Database) throws -> T) throws -> T {
    try SQLiteFile.translating("read store \(path)", path: path, of: .input) { try queue.inDatabase(body) }
  }
}
