import CMongoc
import Platform
import SalesPipeline

/// A client of its own on a thread of its own, for its calls block until the server has answered or a timeout has passed.
///
/// After a failure of the network the next call begins with a new client: the old one would let its servers rest first.
actor MongoConnection {
  private let executor: QueueExecutor
  private let address: MongoAddress
  private let timeouts: MongoClient.Timeouts
  private var client: MongoClient?

  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  init(_ address: MongoAddress, timeouts: MongoClient.Timeouts = .init()) {
    self.address = address
    self.timeouts = timeouts
    executor = QueueExecutor(label: "salestop.mongo")
  }

  /// Runs a command that writes; returns its reply.
  func command(_ command: BSON, during: String) throws -> BSON {
    try with(during) { client in
      let reply = MongoReply()
      var error = bson_error_t()
      let isDone = try command.lend { command in
        mongoc_client_write_command_with_opts(client, address.database, command, nil, reply.pointer, &error)
      }
      guard isDone else { throw MongoFailure(error) }
      return reply.read { BSON($0) } ?? BSON()
    }
  }

  /// Folds the documents that a filter matches. `body` returns false where it has seen enough.
  func find<Result: Sendable>(
    _ query: MongoQuery, into result: Result, during: String,
    _ body: @Sendable (inout Result, inout BSONView) throws -> Bool
  ) throws -> Result {
    try with(during) { client in
      var result = result
      try withCollection(query.collection, client) { collection in
        try query.filter.lend { filter in
          try query.options.lend { options in
            guard let cursor = mongoc_collection_find_with_opts(collection, filter, options, nil) else { return }
            defer { mongoc_cursor_destroy(cursor) }
            try Self.walk(cursor) { try body(&result, &$0) }
          }
        }
      }
      return result
    }
  }

  private static func walk(_ cursor: OpaquePointer, _ body: (inout BSONView) throws -> Bool) throws {
    var document: OpaquePointer?
    var seen = 0
    while mongoc_cursor_next(cursor, &document) {
      seen += 1
      if seen % 1024 == 0 { try Task.checkCancellation() }
      guard let document, var view = BSONView(bson: document) else { continue }
      guard try body(&view) else { return }
    }
    var error = bson_error_t()
    if mongoc_cursor_error(cursor, &error) { throw MongoFailure(error) }
  }

  /// Sends the writes in as few messages as they fit in. One that fails does not keep the others back; what fails for any
  /// other reason than an id that is there is thrown.
  func write(_ writes: [MongoWrite], to collection: String, during: String) throws -> MongoWriteResult {
    if writes.isEmpty { return MongoWriteResult() }
    return try with(during) { client in
      try withCollection(collection, client) { collection in
        let unordered = BSON { $0.add("ordered", false) }
        let bulk = try unordered.lend { mongoc_collection_create_bulk_operation_with_opts(collection, $0) }
        guard let bulk else { throw MongoFailure(.inputOutput, "out of memory") }
        defer { mongoc_bulk_operation_destroy(bulk) }
        for write in writes { try write.add(to: bulk) }
        let reply = MongoReply()
        var error = bson_error_t()
        let isDone = mongoc_bulk_operation_execute(bulk, reply.pointer, &error) != 0
        return try MongoWriteResult(reply, of: writes, failure: isDone ? nil : MongoFailure(error))
      }
    }
  }

  private func withCollection<Result>(
    _ name: String, _ client: OpaquePointer, _ body: (OpaquePointer) throws -> Result
  ) throws -> Result {
    guard let collection = mongoc_client_get_collection(client, address.database, name) else {
      throw MongoFailure(.inputOutput, "out of memory")
    }
    defer { mongoc_collection_destroy(collection) }
    return try body(collection)
  }

  private func with<Result>(_ during: String, _ body: (OpaquePointer) throws -> Result) throws -> Result {
    do {
      if client == nil { client = MongoClient(address, timeouts) }
      guard let pointer = client?.pointer else { throw MongoFailure(.unavailable, "the address leads nowhere") }
      return try body(pointer)
    } catch let failure as MongoFailure {
      if failure.kind == .unavailable { client = nil }
      throw failure.error(during: "\(during) \(address.redacted)")
    }
  }
}

struct MongoQuery: Sendable {
  var collection: String
  var filter: BSON
  /// https://mongoc.org/libmongoc/1.23.1/mongoc_collection_find_with_opts.html
  var options = BSON()
}

extension MongoWrite {
  fileprivate func add(to bulk: OpaquePointer) throws {
    var error = bson_error_t()
    let isAdded =
      switch self {
      case .insert(let document):
        try document.lend { mongoc_bulk_operation_insert_with_opts(bulk, $0, nil, &error) }
      case .replace(let filter, let document, let orInsert):
        try BSON { $0.add("upsert", orInsert) }.lend { options in
          try filter.lend { filter in
            try document.lend { mongoc_bulk_operation_replace_one_with_opts(bulk, filter, $0, options, &error) }
          }
        }
      case .update(let filter, let change):
        try filter.lend { filter in
          try change.lend { mongoc_bulk_operation_update_one_with_opts(bulk, filter, $0, nil, &error) }
        }
      case .remove(let filter):
        try filter.lend { mongoc_bulk_operation_remove_many_with_opts(bulk, $0, nil, &error) }
      }
    if !isAdded { throw MongoFailure(error) }
  }
}

extension MongoWriteResult {
  /// `failure` is what the call said, which may be no more than that an id was there.
  fileprivate init(_ reply: borrowing MongoReply, of writes: [MongoWrite], failure: MongoFailure?) throws {
    self.init()
    var worst: MongoFailure?
    var duplicates: [Int] = []
    var isUnsure = false
    let counts = reply.read { view in
      var view = view
      let counts = (
        inserted: view.integer("nInserted") ?? 0, matched: view.integer("nMatched") ?? 0,
        removed: view.integer("nRemoved") ?? 0
      )
      _ = view.each("writeErrors") { error in
        let index = error.integer("index") ?? -1
        let code = error.integer("code") ?? 0
        if code == 11000, index >= 0 {
          duplicates.append(Int(index))
        } else {
          worst = MongoFailure(code: code, message: error.text("errmsg") ?? "error \(code)")
        }
        return true
      }
      _ = view.each("writeConcernErrors") { _ in
        isUnsure = true
        return false
      }
      return counts
    }
    if let worst { throw worst }
    if let failure, failure.kind == .unavailable || isUnsure || duplicates.isEmpty { throw failure }
    guard let counts else { throw failure ?? MongoFailure(.unavailable, "the server's answer has no content") }
    // Where the writes went out in several messages, an id that was there in one hides that another was lost.
    let wanted = writes.count { $0.isInsert } - duplicates.count { writes.indices.contains($0) && writes[$0].isInsert }
    guard counts.inserted == wanted else {
      throw MongoFailure(.unavailable, "the server confirmed \(counts.inserted) of \(wanted) new documents")
    }
    (matched, removed) = (counts.matched, counts.removed)
    self.duplicates = duplicates
  }
}
