import SalesCore
import SalesPipeline
import TestSupport
import Testing

@testable import SalesMongo

/// pymongo reads what is in the database and adds it up by itself.
@Suite(.needsMongoDB, .timeLimit(.minutes(10))) struct IndependentSumTests {
  private static let sums = """
    import datetime, pymongo, sys
    db = pymongo.MongoClient(sys.argv[1]).get_default_database()
    sales = list(db.sales.find())
    assert all(type(s["time"]) is datetime.datetime and type(s["amountMinor"]) is int and type(s["region"]) is str
               and s["currency"] == "USD" for s in sales)
    print("sales", len(sales), sum(s["amountMinor"] for s in sales))
    for level in ["second", "minute", "hour", "day"]:
        rollups = list(db.rollups.find({"level": level}))
        cells = [c for r in rollups for c in r["cells"]]
        assert all(type(r["bucket"]) is datetime.datetime for r in rollups)
        assert sum(r["revenueMinor"] for r in rollups) == sum(c["revenueMinor"] for c in cells)
        print(level, sum(c["sales"] for c in cells), sum(c["revenueMinor"] for c in cells))
    points = list(db.checkpoints.find())
    print("checkpoints", sum(c["sales"] for c in points), sum(c["revenueMinor"] for c in points))
    """

  @Test("sales, rollups of every level and checkpoints come to our totals")
  func sums() async throws {
    let database = try await TestDatabase()
    let store = try await MongoSaleStore.open(try MongoAddress(database.uri), settings: nil)
    var generator = SeededGenerator(seed: 7)
    let start = SaleDocumentsContract.start
    let sales = RandomSales.make(600, in: start..<start + .minutes(90), using: &generator)
    for partition in 0..<2 {
      var checkpoint = try await store.take(Int32(partition), of: "log")
      for part in 0..<3 {
        var batch = StoreBatch(
          partition: Int32(partition), epoch: checkpoint.epoch, from: checkpoint.next, next: checkpoint.next + 100)
        batch.entries = (0..<100).map { index in
          .init(
            offset: checkpoint.next + Int64(index), sale: sales[partition * 300 + part * 100 + index], isLate: false)
        }
        checkpoint = try await store.apply(batch)
      }
    }
    let revenue = sales.reduce(0) { $0 + $1.amount.minorUnits }
    let lines = try await TestPython.run(Self.sums, database.uri).split(separator: "\n").map(String.init)
    #expect(lines == ["sales", "second", "minute", "hour", "day", "checkpoints"].map { "\($0) 600 \(revenue)" })
  }
}
