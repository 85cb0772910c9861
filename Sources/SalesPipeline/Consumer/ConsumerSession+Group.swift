import SalesCore

/// Rebalances of the consumer group.
extension ConsumerSession {
  /// Answers the group's rebalances; true if there were any. Steps that fail are repeated by the next call. Must not
  /// run while a batch is being read or stored.
  @discardableResult
  mutating func answerRebalances() async throws -> Bool {
    var isChanged = false
    while let change = try await subscription.nextRebalance() {
      switch change {
      case .assigned(let partitions):
        drop(partitions)
        arriving = (arriving ?? []).union(partitions)
      case .revoked(let partitions):
        // Batches not yet stored are dropped: the next member begins at the checkpoint.
        try await commit(only: partitions)
        leave(partitions)
      case .lost(let partitions):
        leave(partitions)
      }
      isChanged = true
    }
    return try await settle() || isChanged
  }

  private mutating func leave(_ partitions: Set<Int32>) {
    drop(partitions)
    leaving.formUnion(partitions)
    arriving?.subtract(partitions)
    if arriving?.isEmpty == true { arriving = nil }
  }

  /// Releases the leaving partitions, then takes and starts the arriving ones.
  private mutating func settle() async throws -> Bool {
    var isChanged = false
    if !leaving.isEmpty {
      try await subscription.release(leaving)
      leaving = []
      isChanged = true
    }
    guard let partitions = arriving else { return isChanged }
    let taken = try await take(partitions)
    try await subscription.start(taken.map { Position(partition: $0.partition, offset: $0.next) })
    arriving = nil
    for checkpoint in taken {
      checkpoints[checkpoint.partition] = checkpoint
      reader.begin(at: checkpoint)
    }
    // Before the first batch, which may be hours after this: retention spares only what it knows is wanted.
    try await commit(only: partitions)
    try await beat()
    return true
  }

  private mutating func take(_ partitions: Set<Int32>) async throws -> [Checkpoint] {
    var taken: [Checkpoint] = []
    for partition in partitions.sorted() {
      taken.append(try await consumer.store.take(partition, of: consumer.log.identity))
    }
    // Asked afterwards: from now on nobody else moves these checkpoints.
    let bounds = try await consumer.log.partitions()
    for partition in bounds { logEnd[partition.partition] = partition.end }
    for index in taken.indices {
      let check = PartitionCheck(log: consumer.log, checkpoint: taken[index])
      guard let lost = try await check.lost(bounds) else { continue }
      taken[index] = try await accept(lost, of: taken[index], check.gap(lost))
    }
    return taken
  }

  /// Goes on after records that retention removed while they were being read.
  mutating func pass(_ gap: BatchReader.Gap) async throws {
    guard let checkpoint = checkpoints[gap.partition] else { return }
    let check = PartitionCheck(log: consumer.log, checkpoint: checkpoint)
    guard let lost = try await check.lost(consumer.log.partitions()) else { throw gap.cause }
    let after = try await accept(lost, of: checkpoint, check.gap(lost))
    checkpoints[gap.partition] = after
    reader.begin(at: after)
    try await subscription.start([Position(partition: gap.partition, offset: after.next)])
  }

  private func accept(
    _ lost: Range<Int64>, of checkpoint: Checkpoint, _ gap: BackendError
  ) async throws -> Checkpoint {
    guard consumer.options.acceptGap else { throw gap }
    var batch = StoreBatch(
      partition: checkpoint.partition, epoch: checkpoint.epoch, from: lost.lowerBound, next: lost.upperBound)
    batch.newestSale = checkpoint.newestSale
    batch.lost = lost
    let after = try await consumer.store.apply(batch)
    consumer.options.onGap(gap)
    return after
  }
}
