import Foundation
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
        let region = Int(select.integer(3))
        let product = Int(select.integer(4))
        guard regions.indices.contains(region), products.indices.contains(product), regions[region], products[product]
        else { continue }
        let sale = Sale(
          id: select.text(0), time: Timestamp(milliseconds: select.integer(1)),
          amount: Money(minorUnits: select.integer(2)), product: names[product], region: names[region])
        let position = Position(partition: Int32(truncatingIfNeeded: select.integer(5)), offset: select.integer(6))
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

  static func deadLetters(after position: Position?, limit: Int, _ db: Database) throws -> [DeadLetter] {
    let position = position ?? Position(partition: -1, offset: -1)
    let rows = try Row.fetchAll(
      db, sql: #"SELECT * FROM dead_letters WHERE (partition, "offset") > (?, ?) ORDER BY partition, "offset" LIMIT ?"#,
      arguments: [position.partition, position.offset, limit])
    return rows.map { row in
      let reason = SaleProblem.Reason(rawValue: row["reason"]) ?? .notASale
      return DeadLetter(
        position: Position(partition: row["partition"], offset: row["offset"]),
        appended: Timestamp(milliseconds: row["appended"]), problem: SaleProblem(reason, row["message"]),
        bytes: [UInt8](row["bytes"] as Data))
    }
  }
}
