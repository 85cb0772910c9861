import SalesCore

/// State of one run of a consumer: its partitions, the batches read ahead, and the times of its periodic duties.
struct ConsumerSession<C: Clock<Duration>>: Sendable {
  let consumer: Consumer<C>
  let subscription: any LogSubscription
  /// Checkpoints of this consumer's partitions.
  var checkpoints: [Int32: Checkpoint] = [:]
  /// Read and not yet stored: the batch in hand and the next one.
  var pending: [DecodedBatch] = []
  var reader: BatchReader
  /// End offset of every partition of the log, as last seen.
  var logEnd: [Int32: Int64]
  var progress = ConsumerProgress()
  /// Transient failures in a row.
  var failures = 0
  /// Assigned by the group and not yet taken; an empty assignment is answered too.
  var arriving: Set<Int32>?
  /// Revoked by the group and not yet released.
  var leaving: Set<Int32> = []
  /// Partitions that the group assigns to this consumer while the store says that another one has taken them.
  var fences: [Int32: Fence] = [:]
  var latencies = LatencyWindow()
  var sampler = AppendSampler()
  var recent = RateWindow<C.Instant>()
  /// Checkpoints have moved since the last commit to the log.
  var isUncommitted = false
  var lastHeartbeat: C.Instant
  /// Sales were stored since the last heartbeat, or it said so: readers expect the next one within `heartbeatBusy`.
  var owesHeartbeat = false
  private var lastCommit: C.Instant
  var lastRetention: C.Instant

  struct Fence: Sendable {
    var since: C.Instant
    var error: BackendError
  }

  init(consumer: Consumer<C>) async throws {
    self.consumer = consumer
    lastCommit = consumer.clock.now.advanced(by: .zero - consumer.options.commitInterval)
    lastHeartbeat = consumer.clock.now
    lastRetention = consumer.clock.now
    let rules = try await consumer.store.settings().rules
    try await consumer.store.retain(now: consumer.now())
    let bounds = try await consumer.log.partitions()
    logEnd = Dictionary(uniqueKeysWithValues: bounds.map { ($0.partition, $0.end) })
    try await consumer.checkPartitions(bounds)
    subscription = try await consumer.log.subscribe(group: consumer.options.group)
    let decoder = BatchDecoder(
      topic: consumer.log.topic, rules: rules, allowedLateness: consumer.options.allowedLateness)
    reader = BatchReader(
      subscription, batchSize: consumer.options.batchSize, decoder: decoder, now: consumer.now)
  }

  /// Applies all records up to `goal`, batch by batch; the next batch is read and decoded while one is being stored.
  /// False where there were none.
  mutating func catchUp(
    to goal: [Int32: Int64]?, progress report: @Sendable (ConsumerProgress) -> Void
  ) async throws -> Bool {
    if goal == nil, !reader.isBehind { await awaitCommitInterval() }
    try await answerRebalances()
    reader.startRound(ends: logEnd, goal: goal)
    var worked = false
    while !Task.isCancelled {
      if pending.isEmpty, let decoded = try await nextBatch(goal) { pending = [decoded] }
      guard !pending.isEmpty else { break }
      worked = true
      try await applyFirst()
      failures = 0
      report(progress)
      try await doDuties(isBusy: true)
      if try await answerRebalances() { reader.startRound(ends: logEnd, goal: goal) }
    }
    if isUncommitted { try await commit() }
    return worked
  }

  private mutating func nextBatch(_ goal: [Int32: Int64]?) async throws -> DecodedBatch? {
    do {
      return try await reader.next()
    } catch let gap as BatchReader.Gap {
      try await pass(gap)
      reader.startRound(ends: logEnd, goal: goal)
      return try await reader.next()
    }
  }

  /// A batch that could not be stored stays pending and is applied again unchanged.
  private mutating func applyFirst() async throws {
    let decoded = pending[0]
    let (reader, store) = (reader, consumer.store)
    async let following = pending.count == 1 ? reader.following() : nil
    let outcome: Result<Checkpoint, any Error>
    do { outcome = .success(try await store.apply(decoded.batch)) } catch { outcome = .failure(error) }
    if let (advanced, next) = await following {
      self.reader = advanced
      if let next { pending.append(next) }
    }
    do {
      note(decoded, try outcome.get())
    } catch let error as BackendError where error.kind == .fenced && subscription.reassigns {
      drop([decoded.batch.partition])
      fences[decoded.batch.partition] = Fence(since: consumer.clock.now, error: error)
    }
  }

  /// Forgets partitions that are no longer this consumer's.
  mutating func drop(_ partitions: Set<Int32>) {
    pending.removeAll { partitions.contains($0.batch.partition) }
    for partition in partitions {
      checkpoints[partition] = nil
      fences[partition] = nil
      reader.leave(partition)
    }
  }

  /// Live sales come a few at a time; gathered for a moment they cost one transaction.
  private func awaitCommitInterval() async {
    let due = lastCommit.advanced(by: consumer.options.commitInterval)
    if due > consumer.clock.now { try? await consumer.clock.sleep(until: due, tolerance: nil) }
  }

  private mutating func note(_ decoded: DecodedBatch, _ checkpoint: Checkpoint) {
    pending.removeFirst()
    let partition = decoded.batch.partition
    let before = checkpoints[partition]?.totals ?? RunningTotals()
    let totals = checkpoint.totals
    checkpoints[partition] = checkpoint
    isUncommitted = true
    owesHeartbeat = true
    lastCommit = consumer.clock.now
    progress.records += Int64(decoded.records.count)
    progress.stored += totals.sales - before.sales
    progress.duplicates += totals.duplicates - before.duplicates
    progress.conflicts += totals.conflicts - before.conflicts
    progress.deadLetters += totals.deadLetters - before.deadLetters
    recent.note(Int(totals.sales - before.sales), at: consumer.clock.now)
    logEnd[partition] = max(logEnd[partition] ?? 0, decoded.batch.next)
    let now = consumer.now()
    for sample in sampler.note(decoded, at: now) { latencies.note(now - sample.appended) }
  }
}
