package import SalesCore
import SalesPipeline

extension MongoSaleStore {
  /// Opens the store for writing and makes it where it is missing; `wanted` are fixed then. `log` is told of documents that are
  /// passed over.
  package static func open(
    _ address: MongoAddress, settings wanted: StoreSettings?, log: @escaping @Sendable (String) -> Void
  ) async throws -> MongoSaleStore {
    try await MongoSaleStore(documents: MongoDocuments(address, log: log), settings: wanted)
  }
}

extension MongoSalesReader {
  /// Throws `.missing` where no consumer has made the store yet.
  package static func open(
    _ address: MongoAddress, log: @escaping @Sendable (String) -> Void
  ) async throws -> MongoSalesReader {
    let documents = MongoDocuments(address, log: log)
    return try await MongoSalesReader(polls: documents, rows: documents)
  }
}
