package import SalesCore
package import SalesPipeline

extension MongoSaleStore {
  /// Attempts of a step that fails because other consumers' writes come first; after them the error is `.unavailable`.
  static let mostAttempts = 16

  /// Each step may have been done before, by us or by whoever held the partition, and comes to the same when it is done
  /// again.
  package func apply(_ batch: StoreBatch) async throws -> Checkpoint {
    let partition = batch.partition
    // Taken out, and put back once all has gone well: nothing is known of a partition that a write has failed of.
    var known = held.removeValue(forKey: partition)
    var rollups = kept.take(partition)
    for _ in 0..<Self.mostAttempts {
      let checkpoint = try await self.checkpoint(for: batch, known)
      if batch.next <= checkpoint.next { return checkpoint }
      guard let checkpoint = try await noted(batch.clock, in: checkpoint) else {
        known = nil
        continue
      }
      let (sales, totals) = try await store(batch, after: checkpoint)
      try await count(sales, of: batch, into: &rollups)
      let moved = checkpoint.moved(over: batch, adding: totals)
      if try await documents.move(moved, from: checkpoint.next) {
        held[partition] = moved
        kept.putBack(rollups, of: partition)
        return moved
      }
      known = nil
    }
    throw contention(batch)
  }

  /// The checkpoint that the batch follows, or one that it is behind. What is known is read again where it does not
  /// fit: a write whose answer was lost may have been done.
  private func checkpoint(for batch: StoreBatch, _ known: Checkpoint?) async throws -> Checkpoint {
    if let known, known.epoch == batch.epoch, batch.from <= known.next, known.next < batch.next { return known }
    let checkpoint = try await held(by: batch)
    guard batch.from <= checkpoint.next else {
      throw BackendError(
        .mismatch, during: during(batch),
        detail: "the batch begins at \(batch.from), the checkpoint is \(checkpoint.next)")
    }
    return checkpoint
  }

  /// The stored checkpoint; throws `.fenced` where it is no longer the batch's.
  @discardableResult
  private func held(by batch: StoreBatch) async throws -> Checkpoint {
    let stored = try await documents.checkpoints().first { $0.partition == batch.partition }
    guard let stored, stored.epoch == batch.epoch else {
      throw BackendError(.fenced, during: during(batch), detail: "another consumer has taken the partition")
    }
    return stored
  }

  /// Notes the clock that some of the batch's records were judged by, before any of them is stored: whoever repeats the
  /// batch then judges by the same. The checkpoint as stored; nil where another writer came first.
  private func noted(_ clock: ClockNote?, in checkpoint: Checkpoint) async throws -> Checkpoint? {
    guard let clock, !checkpoint.clocks.contains(clock) else { return checkpoint }
    var noting = checkpoint
    noting.note(clock)
    return try await documents.move(noting, from: checkpoint.next) ? noting : nil
  }

  /// Stores sales and dead letters; returns which of the sales are the batch's own, and what it adds to the totals.
  private func store(
    _ batch: StoreBatch, after checkpoint: Checkpoint
  ) async throws -> (sales: [SaleFigures], totals: RunningTotals) {
    let incoming = BatchSales(batch, after: checkpoint)
    let stored = try await owners(of: incoming.sent, batch)
    let letters = batch.deadLetters.filter { $0.position.offset >= checkpoint.next }
    if !letters.isEmpty { try await documents.insert(letters) }
    var (sales, totals) = incoming.owned(stored, names: documents.names)
    totals.deadLetters = Int64(letters.count)
    return (sales, totals)
  }

  /// Inserts sales and returns what is stored under their ids.
  private func owners(of sales: [StoredSale], _ batch: StoreBatch) async throws -> [StoredSale] {
    var stored = sales
    var open = Array(sales.indices)
    // Twice, for what was in the way may have been deleted before it was read.
    for _ in 0..<2 where !open.isEmpty {
      let present = try await documents.insert(open.map { sales[$0] })
      let found = try await documents.stored(ids: present.map { sales[open[$0]].sale.id })
      var unread: [Int] = []
      for (index, owner) in zip(present.map({ open[$0] }), found) {
        if let owner { stored[index] = owner } else { unread.append(index) }
      }
      open = unread
    }
    guard let index = open.first else { return stored }
    throw BackendError(
      .corrupt, during: during(batch),
      detail:
        "the document `\(sales[index].sale.id)` of `sales` is in the way of a sale and not as salestop writes it; "
        + "delete it")
  }

  /// Adds sales to the rollups that have not counted them.
  private func count(
    _ sales: [SaleFigures], of batch: StoreBatch, into rollups: inout KeptRollups.OfPartition
  ) async throws {
    let keysBySale = sales.map(touched)
    let keys = Set(keysBySale.joined())
    try await load(keys.filter { !rollups.isKnown($0) }, into: &rollups)
    for _ in 0..<Self.mostAttempts {
      for (sale, keys) in zip(sales, keysBySale) {
        for key in keys {
          rollups.rollups[key, default: GrowingRollup(key, generation: generation)]
            .add(sale, names: documents.names, other: other)
        }
      }
      let changes = keys.compactMap { rollups.rollups[$0]?.change(generation: generation) }
      if changes.isEmpty { return }
      if try await documents.write(changes) {
        for change in changes { rollups.rollups[change.new.rollup.key]?.noteWritten(change) }
        rollups.note(keys)
        return
      }
      // Another writer was there first: a zombie, a successor or a repair.
      try await held(by: batch)
      try await load(keys, into: &rollups)
    }
    throw contention(batch)
  }

  /// The rollups that a sale goes to: those of levels that reach that far back.
  private func touched(_ sale: SaleFigures) -> [Rollup.Key] {
    RollupLevel.allCases.compactMap { level in
      let bucket = buckets.bucket(level, containing: sale.time).lowerBound
      if let since = retainedFrom[level], bucket < since { return nil }
      return Rollup.Key(level: level, bucket: bucket, partition: sale.position.partition)
    }
  }

  private func load(_ keys: Set<Rollup.Key>, into rollups: inout KeptRollups.OfPartition) async throws {
    guard !keys.isEmpty else { return }
    let keys = Array(keys)
    for (key, stored) in zip(keys, try await documents.rollups(keys)) {
      rollups.rollups[key] = stored.map { GrowingRollup($0, names: documents.names) }
    }
  }

  private func during(_ batch: StoreBatch) -> String {
    "store sales of partition \(batch.partition) in \(location)"
  }

  private func contention(_ batch: StoreBatch) -> BackendError {
    BackendError(.unavailable, during: during(batch), detail: "other writers keep changing the same documents")
  }
}

extension Checkpoint {
  /// After the part of the batch that was not applied before.
  fileprivate func moved(over batch: StoreBatch, adding totals: RunningTotals) -> Checkpoint {
    var moved = self
    moved.next = batch.next
    moved.totals += totals
    moved.newestSale = batch.newestSale ?? newestSale
    moved.fingerprint = batch.fingerprint ?? fingerprint
    if let lost = batch.lost, lost.upperBound > next {
      moved.lost.append(max(lost.lowerBound, next)..<lost.upperBound)
    }
    return moved
  }
}
