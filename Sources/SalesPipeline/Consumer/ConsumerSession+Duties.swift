import SalesCore

/// Heartbeats, commits and retention. A backend that does not answer fails none of them: they are done again later.
extension ConsumerSession {
  /// Next time to wake up when no records come.
  func nextDuty(to goal: [Int32: Int64]?) -> C.Instant {
    let options = consumer.options
    var due = [
      nextHeartbeat(isBusy: false), lastRetention.advanced(by: options.retentionInterval),
    ]
    due += fences.values.map { $0.since.advanced(by: options.fencePatience) }
    // Others' checkpoints do not announce themselves.
    if let goal, !others(goal).isEmpty { due.append(consumer.clock.now.advanced(by: options.commitInterval)) }
    return due.min() ?? consumer.clock.now
  }

  private func nextHeartbeat(isBusy: Bool) -> C.Instant {
    lastHeartbeat.advanced(
      by: isBusy || owesHeartbeat ? consumer.options.heartbeatBusy : consumer.options.heartbeatIdle)
  }

  mutating func doDuties(isBusy: Bool) async throws {
    let options = consumer.options
    let now = consumer.clock.now
    if let fence = fences.values.first(where: { now >= $0.since.advanced(by: options.fencePatience) }) {
      throw fence.error
    }
    if now >= nextHeartbeat(isBusy: isBusy) {
      if isUncommitted { try await commit() }
      try await lookAtEnds()
      try await beat()
    }
    if now >= lastRetention.advanced(by: options.retentionInterval) {
      lastRetention = now
      try await unlessAway { [consumer] in try await consumer.store.retain(now: consumer.now()) }
    }
  }

  /// A drain is done when all of `goal` is stored, by us or by the other members.
  func isPast(_ goal: [Int32: Int64], isIdle: Bool) async throws -> Bool {
    let others = others(goal)
    guard goal.allSatisfy({ (checkpoints[$0.key]?.next ?? .max) >= $0.value }) else { return false }
    if others.isEmpty { return true }
    guard isIdle else { return false }
    let stored = try await consumer.storedCheckpoints()
    return others.allSatisfy { (stored[$0.key]?.next ?? 0) >= $0.value }
  }

  private func others(_ goal: [Int32: Int64]) -> [Int32: Int64] {
    goal.filter { checkpoints[$0.key] == nil && $0.value > 0 }
  }

  /// Ends the run: last heartbeat, commit, leave the group.
  mutating func finish() async throws {
    // A task of its own: the last calls must reach the backends although this task is cancelled.
    let last = Task { [self] in
      var session = self
      // From now on nothing is stored, and the last word should not claim so. A store that is away is not waited for.
      if session.failures == 0 {
        // It also tells how many records wait for the next consumer.
        try await session.lookAtEnds()
        try await session.beat(storedPerSecond: 0, isLast: true)
      }
      return session
    }
    let outcome = await last.result
    await abandon()
    self = try outcome.get()
  }

  /// Ends the run without a heartbeat: commits and leaves the group, so that other members get the partitions.
  func abandon() async {
    await Task {
      try? await subscription.commit(positions(nil))
      await subscription.close()
    }.value
  }

  mutating func commit(only partitions: Set<Int32>? = nil) async throws {
    if partitions == nil { isUncommitted = false }
    let positions = positions(partitions)
    guard !positions.isEmpty else { return }
    try await unlessAway { [subscription] in try await subscription.commit(positions) }
  }

  private func positions(_ partitions: Set<Int32>?) -> [Position] {
    checkpoints.values.filter { partitions?.contains($0.partition) ?? true }
      .map { Position(partition: $0.partition, offset: $0.next) }
  }

  mutating func lookAtEnds() async throws {
    let bounds = try await unlessAway { [consumer] in try await consumer.log.partitions() }
    for partition in bounds ?? [] { logEnd[partition.partition] = partition.end }
  }

  mutating func beat(storedPerSecond: Double? = nil, isLast: Bool = false) async throws {
    lastHeartbeat = consumer.clock.now
    progress.lag = checkpoints.values.reduce(0) { $0 + max(0, (logEnd[$1.partition] ?? 0) - $1.next) }
    let watermark = checkpoints.values.compactMap(\.newestSale).min()
    let (p50, p99) = latencies.quantiles
    var heartbeat = Heartbeat(
      time: consumer.now(), logEnd: logEnd,
      storedPerSecond: storedPerSecond ?? recent.perSecond(at: consumer.clock.now),
      latencyP50: p50, latencyP99: p99,
      watermark: watermark.map { $0 - consumer.options.allowedLateness })
    heartbeat.samples = sampler.samples
    heartbeat.isLast = isLast
    owesHeartbeat = heartbeat.storedPerSecond > 0
    let isTold = try await unlessAway { [consumer, heartbeat] in try await consumer.store.beat(heartbeat) } != nil
    if isTold { sampler.startNext() }
  }

  @discardableResult
  private func unlessAway<Value: Sendable>(
    _ work: @Sendable () async throws -> Value
  ) async throws -> Value? {
    do {
      return try await work()
    } catch let error as BackendError where error.isTransient {
      return nil
    }
  }
}
