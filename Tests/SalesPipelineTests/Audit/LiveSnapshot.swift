import SalesCore
import SalesPipeline
import Synchronization
import TestSupport

/// A store that holds no moment: consumers go on between one read and the next. What a batch stores is there before it is
/// in the rollups, and the checkpoints are those of the beginning.
final class LiveSnapshot: StoreSnapshot {
  private let store: MemoryStore
  private let beginning: StoreState
  private let batches: Mutex<[StoreBatch]>
  /// From the first look at rollups on, retention has taken the seconds before this.
  private let passed: Timestamp?
  private let hasLooked = Mutex(false)

  /// `batches` are applied one by one as this is read.
  init(_ store: MemoryStore, batches: [StoreBatch], passed: Timestamp? = nil) async throws {
    self.store = store
    self.batches = Mutex(batches)
    self.passed = passed
    beginning = try await store.snapshot().state
  }

  /// The store once the next batch is in.
  private func later() async throws -> any StoreSnapshot {
    if let batch = batches.withLock({ $0.isEmpty ? nil : $0.removeFirst() }) { _ = try await store.apply(batch) }
    return try await store.snapshot()
  }

  var left: Int { batches.withLock { $0.count } }

  var settings: StoreSettings { get async throws { try await store.settings() } }
  var names: [String] { get async throws { try await store.snapshot().names } }

  var state: StoreState {
    get async throws {
      var state = beginning
      if let passed, hasLooked.withLock({ $0 }) { state.retainedFrom[.second] = passed }
      return state
    }
  }

  func rollups(_ span: RollupSpan) async throws -> [Rollup] {
    let rollups = try await store.snapshot().rollups(span)
    _ = try await later()
    hasLooked.withLock { $0 = true }
    return rollups.filter { $0.level != .second || $0.bucket >= passed ?? .distantPast }
  }

  func stored(ids: [String]) async throws -> [StoredSale?] { try await later().stored(ids: ids) }

  func reduce<Result: Sendable>(
    in span: Range<Timestamp>, into result: Result, _ body: @Sendable (inout Result, SaleFigures) -> Void
  ) async throws -> Result {
    try await later().reduce(in: span, into: result, body)
  }

  func totals(of partition: Int32, before offset: Int64) async throws -> Totals {
    try await later().totals(of: partition, before: offset)
  }

  func deadLetters(of partition: Int32, in offsets: Range<Int64>) async throws -> [Int64: DeadLetter] {
    try await later().deadLetters(of: partition, in: offsets)
  }

  func deadLetterCount() async throws -> Int64 { beginning.totals.deadLetters }
}
