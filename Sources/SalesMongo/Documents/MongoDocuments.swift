import SalesCore
import SalesPipeline
import Synchronization

/// The documents of a store in a MongoDB database: plain ones, that a person can read and chart. Collections:
/// `settings`, `checkpoints`, `sales`, `rollups`, `dead_letters`.
///
/// Documents that are not ours, or of a later version, are passed over and counted; fields that we do not know are
/// ignored. Amounts are never summed by the server: a sum may pass Int64. Ranges of time are asked for in whole seconds
/// and cut here: not every server compares milliseconds right.
final class MongoDocuments: SaleDocuments {
  /// Version of the documents' form; a document with another one is passed over.
  static let schema: Int64 = 1
  /// In one message.
  private static let mostBytes = 4 << 20

  let address: MongoAddress
  let names: NameDirectory
  let foreign: ForeignDocuments
  /// For calls that a person or a consumer waits for.
  let server: MongoConnection
  /// Long reads, so that nothing waits for them; a server may take its time until the first of their documents comes.
  let scans: MongoConnection
  private let currency = Mutex<Currency?>(nil)
  private let writeSize = MessageSize(from: 1000, most: 20_000)
  /// Size of messages of sales; rollups have a smaller one, since they may have many cells.
  let readSize: MessageSize
  let rollupSize: MessageSize

  /// Asks the server nothing yet. `log` is told, once a collection, that documents are passed over.
  convenience init(
    _ address: MongoAddress, readSize: MessageSize = MessageSize(from: 5000, most: 50_000),
    rollupSize: MessageSize = MessageSize(from: 100, most: 2000), log: (@Sendable (String) -> Void)? = nil
  ) {
    let foreign = ForeignDocuments(location: address.redacted, log: log)
    self.init(address, NameDirectory(), foreign, readSize, rollupSize)
  }

  private init(
    _ address: MongoAddress, _ names: NameDirectory, _ foreign: ForeignDocuments, _ readSize: MessageSize,
    _ rollupSize: MessageSize
  ) {
    self.readSize = readSize
    self.rollupSize = rollupSize
    self.address = address
    self.names = names
    self.foreign = foreign
    server = MongoConnection(address)
    scans = MongoConnection(address, timeouts: .init(socket: 60_000))
  }

  /// The same documents over connections of its own.
  func another() -> MongoDocuments { MongoDocuments(address, names, foreign, readSize, rollupSize) }

  var location: String { address.redacted }

  /// Sales name the currency for those who read them without the settings.
  func currencyCode() async throws -> String {
    if let known = currency.withLock({ $0 }) { return known.code }
    guard let settings = try await settings() else {
      throw BackendError(.missing, during: "read settings of \(location)", detail: "no consumer has made the store yet")
    }
    return settings.settings.rules.currency.code
  }

  func remember(_ settings: SettingsDocument) {
    currency.withLock { $0 = settings.settings.rules.currency }
  }

  /// The documents of a query, in its order, as `decode` reads them; those it cannot read are not ours.
  func all<Value: Sendable>(
    _ query: MongoQuery, during: String, _ decode: @Sendable (inout BSONView) -> Value?
  ) async throws -> [Value] {
    let foreign = foreign
    return try await server.find(query, into: [Value](), during: during) { values, document in
      if let value = decode(&document) { values.append(value) } else { foreign.note(document, in: query.collection) }
      return true
    }
  }

  /// Sends many writes, as many at a time as the server does well within the time that we wait.
  func write(_ writes: [MongoWrite], to collection: Collection, during: String) async throws -> MongoWriteResult {
    var total = MongoWriteResult()
    var start = 0
    while start < writes.count {
      try Task.checkCancellation()
      let end = end(of: writes, from: start)
      let part = try await writeSize.send(
        counting: { _ in end - start },
        { try await server.write(Array(writes[start..<end]), to: collection.rawValue, during: during) })
      total.matched += part.matched
      total.removed += part.removed
      total.duplicates += part.duplicates.map { $0 + start }
      start = end
    }
    return total
  }

  private func end(of writes: [MongoWrite], from start: Int) -> Int {
    let most = start + writeSize.count
    var end = start
    var bytes = 0
    while end < min(writes.count, most), bytes < Self.mostBytes {
      bytes += writes[end].size
      end += 1
    }
    return end
  }

  enum Collection: String {
    case settings, checkpoints, sales, rollups
    case deadLetters = "dead_letters"
  }
}

extension MongoQuery {
  init(_ collection: MongoDocuments.Collection, _ filter: (inout BSONWriter) -> Void) {
    self.init(collection: collection.rawValue, filter: BSON(filter))
  }

  func with(_ options: (inout BSONWriter) -> Void) -> MongoQuery {
    MongoQuery(collection: collection, filter: filter, options: BSON(options))
  }
}

extension BSONView {
  /// False where the document says that it is of a form that we do not know.
  mutating func isOfOurSchema() -> Bool {
    has("schema") ? integer("schema") == MongoDocuments.schema : true
  }

  /// Nil where it is none, or negative.
  mutating func count(_ key: StaticString) -> Int64? { integer(key).flatMap { $0 >= 0 ? $0 : nil } }

  mutating func partition() -> Int32? { count("partition").flatMap { Int32(exactly: $0) } }

  mutating func position() -> Position? {
    guard let partition = partition(), let offset = count("offset") else { return nil }
    return Position(partition: partition, offset: offset)
  }
}

extension BSONWriter {
  /// Whole seconds around the range, which real times are then held against.
  mutating func add(_ key: StaticString, around range: Range<Timestamp>) {
    add(key) { bounds in
      let first = max(range.lowerBound, .distantPast).milliseconds.floorDivided(by: 1000)
      bounds.add("$gte", Timestamp(seconds: first))
      let end = Timestamp(seconds: -(-range.upperBound.milliseconds).floorDivided(by: 1000))
      // The year 10000 is no date to some.
      if end < .distantFuture { bounds.add("$lt", end) }
    }
  }
}
