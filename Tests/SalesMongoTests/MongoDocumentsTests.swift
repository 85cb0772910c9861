import SalesCore
import SalesPipeline
import TestSupport
import Testing

@testable import SalesMongo

@Suite(.needsMongoDB, .timeLimit(.minutes(10))) struct MongoDocumentsTests {
  @Test("a MongoDB server keeps what documents promise", arguments: SaleDocumentsContract.all)
  func contract(_ promise: SaleDocumentsContract) async throws {
    let database = try await TestDatabase()
    try await promise.check(MongoDocuments(try MongoAddress(database.uri)))
  }

  @Test("the same holds where long reads come in the smallest of pages", arguments: SaleDocumentsContract.all)
  func contractInPages(_ promise: SaleDocumentsContract) async throws {
    let database = try await TestDatabase()
    let pages = MessageSize(from: 1, most: 1)
    try await promise.check(MongoDocuments(try MongoAddress(database.uri), readSize: pages, rollupSize: pages))
  }

  @Test("pages of others' documents alone are no end")
  func foreignPages() async throws {
    let database = try await TestDatabase()
    let documents = MongoDocuments(
      try MongoAddress(database.uri), readSize: MessageSize(from: 2, most: 2),
      rollupSize: MessageSize(from: 2, most: 2))
    _ = try await SaleDocumentsContract.made(documents)
    let script = """
      import datetime, pymongo, sys
      db = pymongo.MongoClient(sys.argv[1]).get_default_database()
      now = datetime.datetime(2026, 11, 21, 10)
      for n in range(40):
          db.sales.insert_one({"_id": "f%d" % n, "time": now, "partition": 0, "offset": n})
          db.dead_letters.insert_one({"_id": "f%d" % n, "partition": 0, "offset": n})
      """
    _ = try await TestPython.run(script, database.uri)
    let sales = [(90, 5000), (91, 5001)].map { offset, milliseconds in
      SaleDocumentsContract.sale("s\(offset)", milliseconds, at: Position(partition: 0, offset: Int64(offset)))
    }
    _ = try await documents.insert(sales)
    let letter = SaleDocumentsContract.letter(0, 99)
    try await documents.insert([letter])
    let everything = SaleDocumentsContract.everything
    #expect(try await documents.reduce(in: everything, into: 0) { count, _ in count += 1 } == 2)
    #expect(try await documents.totals(of: 0, before: 100).sales == 2)
    #expect(try await documents.endsOfSales()?.oldest == sales[0].sale.time)
    #expect(try await documents.sales(SalesQuery(range: everything, limit: 1, newestFirst: false)) == [sales[0]])
    #expect(try await documents.deadLetters(reason: nil, after: nil, limit: 1) == [letter])
  }

  @Test("the store on it keeps the contract of every store")
  func storeContract() async throws {
    let database = try await TestDatabase()
    try await SaleStoreContract(store: try await MongoSaleStore.open(try MongoAddress(database.uri), settings: nil))
      .run()
  }
}
