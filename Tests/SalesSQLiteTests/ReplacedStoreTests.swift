import Foundation
import SalesCore
import SalesPipeline
import TestSupport
import Testing

@testable import SalesSQLite

/// A reader whose store is made anew or replaced.
@Suite(.timeLimit(.minutes(10))) struct ReplacedStoreTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  var path: String { folder.file("s.sqlite") }

  private func store(partitions: Int32, settings: StoreSettings? = nil) async throws -> String {
    let store = try SQLiteSaleStore(path: path, settings: settings)
    for partition in 0..<partitions { _ = try await store.take(partition, of: "log") }
    return store.identity
  }

  private func remove() {
    for ending in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + ending) }
  }

  @Test("a reader finds the store that is there now, as a whole and under its own identity")
  func madeAnew() async throws {
    let first = try await store(partitions: 1)
    let reader = try SQLiteStoreReader(path: path)
    let before = try await reader.poll(PollRequest(spans: []))
    #expect(before.state.identity == first && before.state.checkpoints.count == 1)
    remove()
    await #expect { try await reader.poll(PollRequest(spans: [])) } throws: {
      ($0 as? BackendError)?.kind == .missing
    }
    let second = try await store(partitions: 2)
    let after = try await reader.poll(PollRequest(spans: [], after: before.token))
    #expect(after.state.identity == second && after.state.checkpoints.count == 2)
    #expect(after.isComplete && after.token.generation != before.token.generation)
    let later = try await reader.poll(PollRequest(spans: [], after: after.token))
    #expect(!later.isComplete && later.token == after.token)
  }

  @Test("a store with other settings is not shown as if its amounts were the old ones'")
  func otherSettings() async throws {
    _ = try await store(partitions: 1)
    let reader = try SQLiteStoreReader(path: path)
    _ = try await reader.poll(PollRequest(spans: []))
    remove()
    _ = try await store(partitions: 1, settings: StoreSettings(timeZone: "Asia/Tokyo"))
    await #expect { try await reader.poll(PollRequest(spans: [])) } throws: {
      ($0 as? BackendError)?.kind == .mismatch && "\($0)".contains("Asia/Tokyo")
    }
  }

  @Test("a reader hears that its store was removed")
  func heard() async throws {
    _ = try await store(partitions: 1)
    let reader = try SQLiteStoreReader(path: path)
    let changes = reader.changes()
    remove()
    for await _ in changes { break }
  }
}
