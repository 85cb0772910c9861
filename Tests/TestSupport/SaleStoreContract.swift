import SalesCore
package import SalesPipeline
import Testing

/// What every store promises. `reopen` gives a later handle on the same store, after the first is gone.
package struct SaleStoreContract {
  private let store: any SaleStore
  private let start = Timestamp(rfc3339: "2026-11-21T10:00:00Z") ?? .epoch

  package init(store: any SaleStore) {
    self.store = store
  }

  package func run() async throws {
    var checkpoint = try await store.take(0, of: "log-a")
    #expect(checkpoint.epoch == 1 && checkpoint.next == 0)
    checkpoint = try await storesOnce(checkpoint)
    checkpoint = try await changesNothingWhenAppliedAgain(checkpoint)
    checkpoint = try await countsDuplicatesOnce(checkpoint)
    try await keepsDeadLetters(checkpoint)
    try await fencesTheOlderHolder()
    try await refusesAnotherLog()
  }

  private func storesOnce(_ checkpoint: Checkpoint) async throws -> Checkpoint {
    let batch = batch(checkpoint, [sale("s1", 1000), sale("s2", -250, product: "Lamp")])
    let after = try await store.apply(batch)
    #expect(after.next == 2 && after.totals.sales == 2 && after.totals.revenueMinor == 750)
    let poll = try await store.poll(
      PollRequest(spans: [RollupSpan(level: .day, range: .distantPast..<Timestamp.distantFuture)]))
    let cells = poll.rollups.flatMap(\.cells)
    #expect(cells.map(\.sales).reduce(0, +) == 2 && cells.map(\.refunds).reduce(0, +) == 1)
    #expect(cells.map(\.revenue).reduce(0, +) == 750)
    #expect(Set(cells.map { poll.names[Int($0.product)] }) == ["Desk", "Lamp"])
    return after
  }

  private func changesNothingWhenAppliedAgain(_ checkpoint: Checkpoint) async throws -> Checkpoint {
    var again = batch(checkpoint, [sale("s1", 1000), sale("s2", -250, product: "Lamp")], from: 0)
    #expect(try await store.apply(again) == checkpoint)
    // An overlap counts only what is new.
    again.entries.append(.init(offset: 2, sale: sale("s3", 5), isLate: true))
    again.next = 3
    let after = try await store.apply(again)
    #expect(after.next == 3 && after.totals.sales == 3 && after.totals.revenueMinor == 755 && after.totals.late == 1)
    #expect(after.totals.duplicates == 0)
    return after
  }

  private func countsDuplicatesOnce(_ checkpoint: Checkpoint) async throws -> Checkpoint {
    let after = try await store.apply(batch(checkpoint, [sale("s1", 1000), sale("s1", 9999)]))
    #expect(after.totals.duplicates == 2 && after.totals.conflicts == 1)
    #expect(after.totals.sales == 3 && after.totals.revenueMinor == 755)
    let first = try await store.snapshot().stored(ids: ["s1"]).first ?? nil
    #expect(first?.sale.amount.minorUnits == 1000 && first?.position.offset == 0)
    return after
  }

  private func keepsDeadLetters(_ checkpoint: Checkpoint) async throws {
    var batch = batch(checkpoint, [])
    let letter = DeadLetter(
      position: Position(partition: 0, offset: checkpoint.next), appended: start,
      problem: SaleProblem(.notASale, "no"), bytes: [0, 255, 10])
    batch.deadLetters = [letter]
    batch.next = checkpoint.next + 1
    #expect(try await store.apply(batch).totals.deadLetters == 1)
    #expect(try await store.deadLetters(after: nil, limit: 10) == [letter])
    #expect(try await store.deadLetters(after: letter.position, limit: 10).isEmpty)
  }

  private func fencesTheOlderHolder() async throws {
    let old = try await store.take(0, of: "log-a")
    let new = try await store.take(0, of: "log-a")
    #expect(new.epoch == old.epoch + 1 && new.next == old.next)
    await #expect { try await store.apply(batch(old, [sale("zombie", 1)])) } throws: {
      ($0 as? BackendError)?.kind == .fenced
    }
    #expect(try await store.snapshot().stored(ids: ["zombie"]) == [nil])
    #expect(try await store.apply(batch(new, [sale("s4", 1)])).next == new.next + 1)
  }

  private func refusesAnotherLog() async throws {
    await #expect { try await store.take(0, of: "log-b") } throws: { ($0 as? BackendError)?.kind == .foreign }
  }

  private func sale(_ id: String, _ amount: Int64, product: String = "Desk") -> Sale {
    Sale(id: id, time: start, amount: Money(minorUnits: amount), product: product, region: "EMEA")
  }

  private func batch(_ checkpoint: Checkpoint, _ sales: [Sale], from: Int64? = nil) -> StoreBatch {
    let from = from ?? checkpoint.next
    var batch = StoreBatch(
      partition: checkpoint.partition, epoch: checkpoint.epoch, from: from, next: from + Int64(sales.count))
    batch.entries = sales.enumerated().map { .init(offset: from + Int64($0), sale: $1, isLate: false) }
    batch.newestSale = sales.map(\.time).max()
    return batch
  }
}
