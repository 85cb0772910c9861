import SalesCore
import SalesPipeline
import TestSupport
import Testing

@testable import SalesMongo

/// Each has a server of its own, and kills or stops it.
@Suite(.needsMongoServer, .timeLimit(.minutes(10)), .serialized) struct MongoOutageTests {
  private func batch(_ checkpoint: Checkpoint, _ count: Int64) -> StoreBatch {
    var batch = StoreBatch(
      partition: 0, epoch: checkpoint.epoch, from: checkpoint.next, next: checkpoint.next + count)
    batch.entries = (checkpoint.next..<batch.next).map { offset in
      let stored = SaleDocumentsContract.sale("s\(offset)", offset, at: Position(partition: 0, offset: offset))
      return .init(offset: offset, sale: stored.sale, isLate: false)
    }
    return batch
  }

  private func isUnavailable(_ error: any Error) -> Bool { (error as? BackendError)?.kind == .unavailable }

  @Test("a server killed and started again is served on by the same store, and nothing is lost or doubled")
  func killed() async throws {
    let server = try await MongoServer()
    let store = try await MongoSaleStore.open(try MongoAddress(server.uri("shop")), settings: nil)
    let reader = try await MongoStoreReader.open(try MongoAddress(server.uri("shop")))
    var checkpoint = try await store.take(0, of: "log")
    for round in 1...3 {
      checkpoint = try await store.apply(batch(checkpoint, 40))
      server.kill()
      await #expect(throws: (any Error).self) { try await store.apply(batch(checkpoint, 40)) }
      await #expect { try await reader.poll(PollRequest(spans: [])) } throws: { isUnavailable($0) }
      try await server.start()
      // At once: nobody has to wait for the driver to look for its server again.
      checkpoint = try await store.apply(batch(checkpoint, 40))
      #expect(checkpoint.totals.sales == Int64(round) * 80 && checkpoint.totals.duplicates == 0)
    }
    let days = RollupSpan(level: .day, range: SaleDocumentsContract.everything)
    let poll = try await reader.poll(PollRequest(spans: [days]))
    #expect(poll.rollups.flatMap(\.cells).map(\.sales).reduce(0, +) == 240)
  }

  @Test("a server that takes connections and answers nothing ends in `unavailable`, and is found again")
  func frozen() async throws {
    let server = try await MongoServer()
    let options = "socketTimeoutMS=5000&connectTimeoutMS=5000&serverSelectionTimeoutMS=5000"
    let store = try await MongoSaleStore.open(try MongoAddress(server.uri("shop", options: options)), settings: nil)
    let checkpoint = try await store.take(0, of: "log")
    server.freeze()
    await #expect { try await store.apply(batch(checkpoint, 3)) } throws: { isUnavailable($0) }
    server.thaw()
    #expect(try await store.apply(batch(checkpoint, 3)).totals.sales == 3)
  }

  @Test("no server is one line with the address but for its password")
  func nobody() async throws {
    let server = try await MongoServer()
    server.kill()
    let address = try MongoAddress("mongodb://ada:s3cret@127.0.0.1:\(server.port)/shop")
    await #expect { try await MongoStoreReader.open(address) } throws: { error in
      let text = "\(error)"
      return isUnavailable(error) && text.contains("ada:***@127.0.0.1:\(server.port)/shop") && !text.contains("s3cret")
        && text.contains("no server answers: [connection refused") && !text.contains("\n")
    }
  }

  @Test("a long read ends when its task is cancelled")
  func cancelled() async throws {
    let server = try await MongoServer()
    let documents = MongoDocuments(try MongoAddress(server.uri("shop")))
    _ = try await SaleDocumentsContract.made(documents)
    _ = try await documents.insert(SaleDocumentsContract.some(3000))
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return try await documents.reduce(in: SaleDocumentsContract.everything, into: 0) { count, _ in count += 1 }
    }
    await #expect(throws: CancellationError.self) { try await task.value }
  }
}
