import SalesCore

/// One run of a consumer: its checkpoints, and what is due when.
struct ConsumerSession<C: Clock<Duration>> {
  private let consumer: Consumer<C>
  private let subscription: any LogSubscription
  private var checkpoints: [Int32: Checkpoint] = [:]
  private(set) var logEnd: [Int32: Int64] = [:]
  private(set) var progress = ConsumerProgress()
  private var decoder: BatchDecoder
  private var latencies = LatencyWindow()
  private var recent = RateWindow<C.Instant>()
  private var lastCommit: C.Instant
  private var lastHeartbeat: C.Instant
  private var lastRetention: C.Instant

  init(consumer: Consumer<C>) async throws {
    self.consumer = consumer
    lastCommit = consumer.clock.now.advanced(by: .zero - consumer.options.commitInterval)
    lastHeartbeat = consumer.clock.now
    lastRetention = consumer.clock.now
    let rules = try await consumer.store.settings().rules
    decoder = BatchDecoder(
      topic: consumer.log.topic, rules: rules, allowedLateness: consumer.options.allowedLateness)
    try await consumer.store.retain(now: consumer.now())
    subscription = try await consumer.log.subscribe(group: consumer.options.group)
    _ = try await subscription.nextRebalance()
    for bounds in try await consumer.log.partitions() {
      let checkpoint = try await consumer.store.take(bounds.partition, of: consumer.log.identity)
      try Self.check(checkpoint, against: bounds)
      checkpoints[bounds.partition] = checkpoint
      logEnd[bounds.partition] = bounds.end
      try await subscription.start([Position(partition: bounds.partition, offset: checkpoint.next)])
    }
    // Before the first batch, which may be hours after this: retention spares only what it knows is wanted.
    try await commitToLog()
    try await beat()
  }

  private static func check(_ checkpoint: Checkpoint, against bounds: PartitionBounds) throws {
    guard checkpoint.next >= bounds.first else {
      throw BackendError(
        .gap, during: "consume partition \(bounds.partition)",
        detail: "retention has removed the records \(checkpoint.next)..<\(bounds.first) before they were consumed")
    }
    guard checkpoint.next <= bounds.end else {
      throw BackendError(
        .foreign, during: "consume partition \(bounds.partition)",
        detail:
          "the log ends at \(bounds.end), before the store's checkpoint \(checkpoint.next): it is another log, or an old copy"
      )
    }
  }

  func isPast(_ goal: [Int32: Int64]) -> Bool {
    goal.allSatisfy { (checkpoints[$0.key]?.next ?? 0) >= $0.value }
  }

  /// Applies all there is, up to `goal`; the next batch is read and decoded while one is being stored. False if
  /// nothing came.
  mutating func catchUp(
    to goal: [Int32: Int64]?, progress report: @Sendable (ConsumerProgress) -> Void
  ) async throws -> Bool {
    if goal == nil { await awaitCommitInterval() }
    var worked = false
    for partition in checkpoints.keys.sorted() {
      guard let checkpoint = checkpoints[partition] else { continue }
      var ahead = try await Self.read(subscription, consumer.options.batchSize, decoder, after: checkpoint)
      while let stretch = ahead, !Task.isCancelled {
        worked = true
        decoder = stretch.decoder
        // A batch that is not full was the end of the log.
        let isLast = !stretch.records.isFull(consumer.options.batchSize) || isPast(goal, partition, stretch.batch.next)
        async let following =
          isLast
          ? nil
          : Self.read(
            subscription, consumer.options.batchSize, decoder, after: stretch.end(of: checkpoint))
        try await apply(stretch)
        ahead = try await following
        report(progress)
        try await doDuties(isBusy: true)
      }
    }
    if worked { try await commitToLog() }
    return worked
  }

  private func isPast(_ goal: [Int32: Int64]?, _ partition: Int32, _ next: Int64) -> Bool {
    guard let goal else { return false }
    return next >= goal[partition] ?? 0
  }

  /// What was read in one go, and the decoder afterwards.
  private struct Stretch {
    var records: RecordBatch
    var batch: StoreBatch
    var decoder: BatchDecoder

    func end(of checkpoint: Checkpoint) -> Checkpoint {
      var end = checkpoint
      end.next = batch.next
      end.newestSale = batch.newestSale
      return end
    }
  }

  private static func read(
    _ subscription: any LogSubscription, _ limit: Int, _ decoder: BatchDecoder, after checkpoint: Checkpoint
  ) async throws -> Stretch? {
    let records = try await subscription.read(checkpoint.partition, limit: limit)
    guard !records.isEmpty else { return nil }
    var decoder = decoder
    let batch = decoder.decode(
      records, from: checkpoint.next, epoch: checkpoint.epoch, newestSale: checkpoint.newestSale)
    return Stretch(records: records, batch: batch, decoder: decoder)
  }

  private mutating func apply(_ stretch: Stretch) async throws {
    let before = checkpoints[stretch.batch.partition]?.totals ?? RunningTotals()
    let checkpoint = try await consumer.store.apply(stretch.batch)
    lastCommit = consumer.clock.now
    checkpoints[stretch.batch.partition] = checkpoint
    note(stretch.batch, stretch.records, totals: checkpoint.totals, before: before)
  }

  /// Live sales come a few at a time; gathered for a moment they cost one transaction.
  private func awaitCommitInterval() async {
    let due = lastCommit.advanced(by: consumer.options.commitInterval)
    if due > consumer.clock.now { try? await consumer.clock.sleep(until: due, tolerance: nil) }
  }

  private mutating func note(
    _ batch: StoreBatch, _ records: RecordBatch, totals: RunningTotals, before: RunningTotals
  ) {
    let wall = consumer.now()
    progress.records += Int64(records.count)
    progress.stored += totals.sales - before.sales
    progress.duplicates += totals.duplicates - before.duplicates
    progress.deadLetters += totals.deadLetters - before.deadLetters
    recent.note(Int(totals.sales - before.sales), at: consumer.clock.now)
    logEnd[batch.partition] = max(logEnd[batch.partition] ?? 0, batch.next)
    // A sale that happened long before its append was backfilled or imported.
    if let sale = batch.entries.last?.sale, let appended = records.appended.last,
      appended - sale.time < .seconds(10)
    {
      latencies.note(wall - appended)
    }
  }

  var nextDuty: C.Instant {
    min(
      lastHeartbeat.advanced(by: consumer.options.heartbeatIdle),
      lastRetention.advanced(by: consumer.options.retentionInterval))
  }

  mutating func doDuties(isBusy: Bool) async throws {
    let pause = isBusy ? consumer.options.heartbeatBusy : consumer.options.heartbeatIdle
    if consumer.clock.now >= lastHeartbeat.advanced(by: pause) {
      for bounds in try await consumer.log.partitions() { logEnd[bounds.partition] = bounds.end }
      try await beat()
    }
    if consumer.clock.now >= lastRetention.advanced(by: consumer.options.retentionInterval) {
      lastRetention = consumer.clock.now
      try await consumer.store.retain(now: consumer.now())
    }
  }

  mutating func finish() async throws {
    // From now on nothing is stored, and the last word should not claim so.
    try await beat(storedPerSecond: 0)
    try await commitToLog()
  }

  private func commitToLog() async throws {
    let positions = checkpoints.values.map { Position(partition: $0.partition, offset: $0.next) }
    try await subscription.commit(positions)
  }

  private mutating func beat(storedPerSecond: Double? = nil) async throws {
    lastHeartbeat = consumer.clock.now
    progress.lag = checkpoints.values.reduce(0) { $0 + max(0, (logEnd[$1.partition] ?? 0) - $1.next) }
    let watermark = checkpoints.values.compactMap(\.newestSale).min()
    try await consumer.store.beat(
      Heartbeat(
        time: consumer.now(), logEnd: logEnd,
        storedPerSecond: storedPerSecond ?? recent.perSecond(at: consumer.clock.now),
        latencyP50: latencies.quantile(0.5), latencyP99: latencies.quantile(0.99),
        watermark: watermark.map { $0 - consumer.options.allowedLateness }))
  }
}
