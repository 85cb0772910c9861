import SalesCore
import SalesPipeline
import Synchronization
import TestSupport
import Testing

@testable import SalesMongo

/// Documents that others put into our collections.
@Suite(.needsMongoDB, .timeLimit(.minutes(10))) struct ForeignDocumentTests {
  private static let insert = """
    import datetime, pymongo, sys
    from bson import Binary, Int64, ObjectId
    db = pymongo.MongoClient(sys.argv[1]).get_default_database()
    now = datetime.datetime(2026, 11, 21, 10)
    sale = {"time": now, "amountMinor": 1, "currency": "USD", "product": "X", "region": "X", "partition": 0, "offset": 0}
    rollup = {"level": "minute", "bucket": now, "partition": 0, "through": 5, "generation": 0, "cells": []}
    cell = {"region": "X", "product": "X", "sales": 1, "refunds": 0, "revenueMinor": 1}
    letter = {"partition": 0, "offset": 1, "appended": now, "reason": "not_a_sale", "message": "m", "bytes": b"x"}
    point = {"partition": 9, "epoch": 1, "next": 1, "sales": 0, "revenueMinor": 0, "duplicates": 0, "conflicts": 0,
             "deadLetters": 0, "late": 0, "lost": []}
    without = lambda d, *keys: {k: v for k, v in d.items() if k not in keys}
    def put(collection, *documents):
        for n, d in enumerate(documents):
            db[collection].insert_one({"_id": "foreign-%d" % n} | d)
    put("sales", {}, {"hello": 1}, {"time": "now"}, sale | {"_id": ObjectId()}, sale | {"amountMinor": 1.5},
        sale | {"time": "2026-11-21"}, sale | {"schema": 2}, sale | {"partition": -1}, sale | {"offset": "x"},
        sale | {"product": 5}, without(sale, "region"), sale | {"partition": Int64(2**40)})
    put("rollups", {}, rollup, rollup | {"_id": "minute/2026-11-21T10:00:00.000Z/0", "schema": 2},
        rollup | {"_id": "minute/2026-11-21T10:00:00.000Z/1", "partition": 1, "cells": [cell | {"sales": -1}]},
        rollup | {"_id": "minute/2026-11-21T10:00:00.000Z/2", "partition": 2, "cells": [cell, 7]},
        rollup | {"_id": "minute/2026-11-21T10:00:00.000Z/3", "partition": 3, "cells": {"a": cell}})
    put("dead_letters", {}, letter, letter | {"reason": "new_reason"}, letter | {"bytes": "x"}, {"partition": 5, "offset": 5})
    put("checkpoints", {}, point, point | {"_id": "partition/9", "next": "x"}, point | {"_id": "partition/8"})
    put("settings", {}, {"_id": "heartbeat/z"}, {"_id": "heartbeat/y", "time": "x"}, {"_id": "retained/day", "from": 5})
    """

  @Test("documents that are not ours are passed over, counted and told of once")
  func passedOver() async throws {
    let database = try await TestDatabase()
    let listener = Lines()
    let documents = MongoDocuments(try MongoAddress(database.uri), log: listener.add)
    let store = try await MongoSaleStore(documents: documents, settings: nil)
    let checkpoint = try await store.take(0, of: "log")
    _ = try await TestPython.run(Self.insert, database.uri)

    var batch = StoreBatch(partition: 0, epoch: checkpoint.epoch, from: 0, next: 1)
    batch.entries = [
      .init(
        offset: 0, sale: SaleDocumentsContract.sale("mine", 60_000, at: Position(partition: 0, offset: 0)).sale,
        isLate: false)
    ]
    let after = try await store.apply(batch)
    #expect(after.totals.sales == 1)

    for _ in 0..<2 {
      let everything = SaleDocumentsContract.everything
      let snapshot = try await store.snapshot()
      #expect(try await snapshot.reduce(in: everything, into: 0) { count, _ in count += 1 } == 1)
      #expect(try await snapshot.totals(of: 0, before: 9).sales == 1)
      #expect(try await snapshot.deadLetterCount() == 0)
      #expect(try await store.sales(SalesQuery(range: everything, limit: 1)).map(\.sale.id) == ["mine"])
      #expect(try await store.deadLetters(after: nil, limit: 1).isEmpty)
      let poll = try await store.poll(PollRequest(spans: [RollupSpan(level: .minute, range: everything)]))
      #expect(poll.rollups.count == 1 && poll.state.checkpoints == [after])
      #expect(poll.state.newestSale == SaleDocumentsContract.start + .minutes(1))
      #expect(poll.state.heartbeat == nil && poll.state.retainedFrom[.day] == nil)
    }
    let told = listener.all.compactMap { line in
      line.split(separator: " ").drop { $0 != "collection" }.dropFirst().first
    }
    #expect(told.sorted() == ["checkpoints", "dead_letters", "rollups", "sales", "settings"])
    #expect(documents.foreign.count >= 20)
  }

  @Test("fields that we do not know, and numbers of the other width, are no harm")
  func extraFields() async throws {
    let database = try await TestDatabase()
    let documents = MongoDocuments(try MongoAddress(database.uri))
    _ = try await SaleDocumentsContract.made(documents)
    let script = """
      import datetime, pymongo, re, sys
      from bson import Code, Int64, MaxKey, ObjectId, Regex, Timestamp
      db = pymongo.MongoClient(sys.argv[1]).get_default_database()
      now = datetime.datetime(2026, 11, 21, 10)
      odd = {"z": None, "o": ObjectId(), "b": True, "n": {"a": [1, {"b": 2}]}, "f": 2.5}
      db.sales.insert_one({"_id": "s1", **odd, "offset": 7, "partition": Int64(1), "region": "EMEA", "x": 1,
          "product": "Desk", "amountMinor": 5, "time": now, **odd, "schema": 1})
      """
    _ = try await TestPython.run(script, database.uri)
    let expected = SaleDocumentsContract.sale("s1", 0, 5, at: Position(partition: 1, offset: 7))
    #expect(try await documents.stored(ids: ["s1"]) == [expected])
    #expect(documents.foreign.count == 0)
  }

  @Test(
    "a document that holds one of our ids and is none of ours is named, not waited for",
    arguments: [
      ("sales", "mine"), ("rollups", "minute/2026-11-21T10:00:00.000Z/0"), ("checkpoints", "partition/0"),
      ("settings", "store"),
    ])
  func inTheWay(_ collection: String, _ id: String) async throws {
    let database = try await TestDatabase()
    let script = """
      import pymongo, sys
      db = pymongo.MongoClient(sys.argv[1]).get_default_database()
      db[sys.argv[2]].insert_one({"_id": sys.argv[3], "note": "not yours"})
      """
    _ = try await TestPython.run(script, database.uri, collection, id)
    let address = try MongoAddress(database.uri)
    await #expect {
      let store = try await MongoSaleStore.open(address, settings: nil)
      let checkpoint = try await store.take(0, of: "log")
      var batch = StoreBatch(partition: 0, epoch: checkpoint.epoch, from: 0, next: 1)
      let mine = SaleDocumentsContract.sale("mine", 0, at: Position(partition: 0, offset: 0))
      batch.entries = [.init(offset: 0, sale: mine.sale, isLate: false)]
      _ = try await store.apply(batch)
    } throws: { error in
      (error as? BackendError)?.kind == .corrupt && "\(error)".contains("`\(id)`")
    }
  }

  @Test("a store of a newer salestop is refused")
  func newer() async throws {
    let database = try await TestDatabase()
    let script = """
      import pymongo, sys
      db = pymongo.MongoClient(sys.argv[1]).get_default_database()
      db.settings.insert_one({"_id": "store", "schema": 2, "identity": "x"})
      """
    _ = try await TestPython.run(script, database.uri)
    let address = try MongoAddress(database.uri)
    await #expect { try await MongoSaleStore.open(address, settings: nil) } throws: {
      ($0 as? BackendError)?.kind == .mismatch
    }
    await #expect { try await MongoStoreReader.open(address) } throws: { ($0 as? BackendError)?.kind == .mismatch }
  }
}

private final class Lines: Sendable {
  private let lines = Mutex<[String]>([])

  var all: [String] { lines.withLock { $0 } }

  @Sendable func add(_ line: String) {
    lines.withLock { $0.append(line) }
  }
}
