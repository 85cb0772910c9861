import SalesCore
import SalesPipeline
import TestSupport
import Testing

@testable import SalesMongo

@Suite(.needsMongoDB, .timeLimit(.minutes(2))) struct MongoDocumentsTests {
  @Test("a MongoDB server keeps what documents promise", arguments: SaleDocumentsContract.all)
  func contract(_ promise: SaleDocumentsContract) async throws {
    let database = try await TestDatabase()
    try await promise.check(MongoDocuments(try MongoAddress(database.uri)))
  }

  @Test("the store on it keeps the contract of every store")
  func storeContract() async throws {
    let database = try await TestDatabase()
    try await SaleStoreContract(store: try await MongoSaleStore.open(try MongoAddress(database.uri), settings: nil))
      .run()
  }
}
