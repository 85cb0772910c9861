package import SalesCore

extension MongoSaleStore {
  /// Makes collections and indexes where there are none. `settings` are fixed when the store is made, and a later
  /// difference is refused with `.mismatch`; nil takes the store's. `log` is told, once a collection, of documents that
  /// are not ours.
  package static func open(
    _ address: MongoAddress, settings: StoreSettings?, log: (@Sendable (String) -> Void)? = nil
  ) async throws -> MongoSaleStore {
    try await MongoSaleStore(documents: MongoDocuments(address, log: log), settings: settings)
  }
}

extension MongoStoreReader {
  /// Throws `.missing` where no consumer has made the store yet.
  package static func open(
    _ address: MongoAddress, log: (@Sendable (String) -> Void)? = nil
  ) async throws -> MongoStoreReader {
    let documents = MongoDocuments(address, log: log)
    return try await MongoStoreReader(polls: documents, rows: documents.another())
  }
}
