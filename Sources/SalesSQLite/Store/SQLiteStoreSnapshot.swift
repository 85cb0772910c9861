import GRDB
import SalesCore
import SalesPipeline

/// A connection that stays in one read transaction: it sees the store as it was when that began, whatever is written
/// meanwhile.
actor SQLiteStoreSnapshot: StoreSnapshot {
  private let path: String
  private let queue: DatabaseQueue
  private let executor = QueueExecutor(label: "salestop.snapshot")
  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  init(path: String) throws {
    self.path = path
    queue = try SQLiteFile(path: path, format: StoreFormat.file).open(.read, schema: [], longLived: true)
    try SQLiteFile.translating("read store \(path)", path: path) {
      try queue.inDatabase { db in
        try db.execute(sql: "BEGIN DEFERRED")
        // The first read fixes what the transaction sees.
        _ = try StoreQueries.checkpoints(db)
      }
    }
  }

  var settings: StoreSettings { get throws { try reading(StoreQueries.settings) } }
  var state: StoreState { get throws { try reading(StoreQueries.state) } }
  var names: [String] { get throws { try reading { db in try StoreQueries.names(from: 0, db) } } }

  func stored(ids: [String]) throws -> [String: StoredSale] {
    try reading { db in
      let names = try StoreQueries.names(from: 0, db)
      let select = try RawStatement(
        db, #"SELECT time, amount, region, product, partition, "offset" FROM sales WHERE id = ?"#)
      var found: [String: StoredSale] = [:]
      found.reserveCapacity(ids.count)
      for id in ids {
        try select.withText(id, at: 1) {
          defer { select.reset() }
          guard try select.step() else { return }
          let sale = Sale(
            id: id, time: Timestamp(milliseconds: select.integer(0)), amount: Money(minorUnits: select.integer(1)),
            product: names[Int(select.integer(3))], region: names[Int(select.integer(2))])
          let position = Position(partition: Int32(truncatingIfNeeded: select.integer(4)), offset: select.integer(5))
          found[id] = StoredSale(sale: sale, position: position)
        }
      }
      return found
    }
  }

  func figures(in span: Range<Timestamp>) throws -> [SaleFigures] {
    try reading { db in try StoreQueries.figures(in: span, db) }
  }

  func rollups(_ span: RollupSpan) throws -> [Rollup] {
    try reading { db in try StoreQueries.rollups(span, db) }
  }

  func totals(of partition: Int32, before offset: Int64) throws -> Totals {
    try reading { db in
      let row = try Row.fetchOne(
        db,
        sql:
          #"SELECT count(*), total(amount < 0), coalesce(sum(amount), 0) FROM sales WHERE partition = ? AND "offset" < ?"#,
        arguments: [partition, offset])
      guard let row else { return .zero }
      return Totals(sales: row[0], refunds: Int64(row[1] as Double), revenue: row[2])
    }
  }

  func deadLetterReasons(of partition: Int32, in offsets: Range<Int64>) throws -> [Int64: String] {
    try reading { db in
      let rows = try Row.fetchAll(
        db, sql: #"SELECT "offset", reason FROM dead_letters WHERE partition = ? AND "offset" >= ? AND "offset" < ?"#,
        arguments: [partition, offsets.lowerBound, offsets.upperBound])
      return Dictionary(uniqueKeysWithValues: rows.map { ($0[0], $0[1]) })
    }
  }

  func deadLetterCount() throws -> Int64 {
    try reading { db in try Int64.fetchOne(db, sql: "SELECT count(*) FROM dead_letters") ?? 0 }
  }

  private func reading<T>(_ body: (Database) throws -> T) throws -> T {
    try SQLiteFile.translating("read store \(path)", path: path) { try queue.inDatabase(body) }
  }
}
