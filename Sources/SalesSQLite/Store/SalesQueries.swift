import GRDB
import SalesCore
import SalesPipeline

/// Reading a store's raw sales and dead letters.
enum SalesQueries {
  static func sales(_ query: SalesQuery, names: [String], _ db: Database) throws -> [StoredSale] {
    let regions = names.map(query.filter.admits(region:))
    let products = names.map(query.filter.admits(product:))
    let select = try RawStatement(db, sql(query))
    defer { select.reset() }
    bindRange(of: query, to: select)
    return try select.withText(query.after?.id ?? "", at: 4) {
      var sales: [StoredSale] = []
      var seen = 0
      while sales.count < query.limit, try select.step() {
        seen += 1
        if seen % 4096 == 0 { try Task.checkCancellation() }
        let region = try select.name(3, among: names.count)
        let product = try select.name(4, among: names.count)
        guard regions[region], products[product] else { continue }
        let sale = Sale(
          id: select.text(0), time: try select.time(1),
          amount: Money(minorUnits: select.integer(2)), product: names[product], region: names[region])
        let position = Position(partition: try select.partition(5), offset: select.integer(6))
        sales.append(StoredSale(sale: sale, position: position))
      }
      return sales
    }
  }

  private static func sql(_ query: SalesQuery) -> String {
    let order = query.newestFirst ? "DESC" : "ASC"
    let follows = query.newestFirst ? "<" : ">"
    let page = query.after == nil ? "?3 IS NULL AND ?4 = ''" : "(time, id) \(follows) (?3, ?4)"
    return #"""
      SELECT id, time, amount, region, product, partition, "offset" FROM sales
      WHERE time >= ?1 AND time < ?2 AND \#(page) ORDER BY time \#(order), id \#(order)
      """#
  }

  private static func bindRange(of query: SalesQuery, to select: RawStatement) {
    var range = query.range
    // The place narrows the range as well, which lets the index begin there.
    if let after = query.after {
      let instant = Timestamp(milliseconds: after.time.milliseconds)
      range =
        query.newestFirst
        ? min(range.lowerBound, instant)..<min(range.upperBound, Timestamp(milliseconds: instant.milliseconds + 1))
        : max(range.lowerBound, instant)..<max(range.upperBound, instant)
      select.bind(instant.milliseconds, at: 3)
    }
    select.bind(range.lowerBound.milliseconds, at: 1)
    select.bind(range.upperBound.milliseconds, at: 2)
  }

  /// Fewer than `limit` where they are large, but one at least while there are any.
  static func deadLetters(
    reason: SaleProblem.Reason?, after position: Position?, limit: Int, _ db: Database
  ) throws -> [DeadLetter] {
    let position = position ?? Position(partition: -1, offset: -1)
    let select = try RawStatement(
      db,
      #"""
      SELECT partition, "offset", appended, reason, message, bytes FROM dead_letters
      WHERE (partition, "offset") > (?1, ?2) AND (?3 = '' OR reason = ?3) ORDER BY partition, "offset"
      """#)
    defer { select.reset() }
    select.bind(Int64(position.partition), at: 1)
    select.bind(position.offset, at: 2)
    return try select.withText(reason?.rawValue ?? "", at: 3) {
      var letters: [DeadLetter] = []
      var size = 0
      while letters.count < limit, size < RecordBatch.mostBytes, try select.step() {
        let letter = try letter(select)
        size += letter.bytes.count
        letters.append(letter)
      }
      return letters
    }
  }

  static func rejections(of partition: Int32, newest limit: Int, _ db: Database) throws -> [Rejection] {
    let select = try RawStatement(
      db,
      #"""
      SELECT partition, "offset", appended, reason, message FROM dead_letters
      WHERE partition = ? ORDER BY "offset" DESC LIMIT ?
      """#)
    defer { select.reset() }
    select.bind(Int64(partition), at: 1)
    select.bind(Int64(limit), at: 2)
    var rejections: [Rejection] = []
    while try select.step() {
      rejections.append(
        Rejection(
          position: try position(select), appended: try select.time(2), problem: try problem(select)))
    }
    return rejections
  }

  /// From the columns partition, offset, appended, reason, message, bytes.
  static func letter(_ select: RawStatement) throws -> DeadLetter {
    DeadLetter(
      position: try position(select), appended: try select.time(2), problem: try problem(select),
      bytes: Array(select.blob(5)))
  }

  private static func position(_ select: RawStatement) throws -> Position {
    Position(partition: try select.partition(0), offset: select.integer(1))
  }

  private static func problem(_ select: RawStatement) throws -> SaleProblem {
    guard let reason = SaleProblem.Reason(rawValue: select.text(3)) else {
      throw DamagedData("a dead letter's reason is none")
    }
    return SaleProblem(reason, select.text(4))
  }
}
