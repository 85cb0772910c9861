import SalesCore
import SalesPipeline
import TestSupport

@testable import SalesMongo

/// The clients of a history; the store in them is the real one.
enum ModelClients {
  /// Takes the partitions and consumes them to the end, until it is fenced off. Its clock stands still.
  static func consumer(
    _ log: ModelLog, partitions: [Int32]? = nil, batch size: Int64 = 2, clock: Timestamp = ModelLog.start,
    retainingAt now: Timestamp? = nil
  ) -> @Sendable (FakeDocuments) async throws -> Void {
    { documents in
      let store = try await trying { try await MongoSaleStore(documents: documents, settings: StoreSettings()) }
      if let now { try await trying { try await store.retain(now: now) } }
      var checkpoints: [Checkpoint] = []
      for partition in partitions ?? log.partitions {
        checkpoints.append(try await trying { try await store.take(partition, of: "log") })
      }
      while !checkpoints.isEmpty {
        // In turn, one batch each.
        var checkpoint = checkpoints.removeFirst()
        guard checkpoint.next < log.end(of: checkpoint.partition) else { continue }
        let batch = log.batch(after: checkpoint, count: size, now: clock)
        do {
          checkpoint = try await trying { try await store.apply(batch) }
          checkpoints.append(checkpoint)
        } catch let error as BackendError where error.kind == .fenced {
          continue
        }
      }
    }
  }

  /// Rebuilds every rollup from the sales before the checkpoints.
  static func repair() -> @Sendable (FakeDocuments) async throws -> Void {
    { documents in
      let store = try await trying { try await MongoSaleStore(documents: documents, settings: nil) }
      try await trying { try await store.beginRepair() }
      let everything = Timestamp.distantPast..<Timestamp.distantFuture
      for level in RollupLevel.allCases {
        let (rollups, names) = try await trying {
          let snapshot = try await store.snapshot()
          let checkpoints = try await snapshot.state.checkpoints
          let next = Dictionary(uniqueKeysWithValues: checkpoints.map { ($0.partition, $0.next) })
          let figures: [SaleFigures] = try await snapshot.reduce(in: everything, into: []) { figures, sale in
            if sale.position.offset < next[sale.position.partition] ?? 0 { figures.append(sale) }
          }
          let names = try await snapshot.names
          let other = NameID(names.firstIndex(of: RollupCells.otherName) ?? -1)
          return (Recount.rollups(of: figures, level: level, calendar: .utc, other: other), names)
        }
        try await trying {
          try await store.replace(RollupSpan(level: level, range: everything), with: rollups, names: names)
        }
      }
    }
  }

  /// As whoever runs the store does: what may pass is tried again.
  private static func trying<T: Sendable>(_ body: () async throws -> T) async throws -> T {
    for _ in 0..<100 {
      do { return try await body() } catch let error as BackendError where error.isTransient { continue }
    }
    return try await body()
  }
}
