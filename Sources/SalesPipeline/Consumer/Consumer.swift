package import SalesCore

/// Stores a log's sales exactly once: takes the partitions that its group assigns, and applies them batch by batch from
/// the store's checkpoints.
///
///     let consumer = Consumer(log: log, store: store, clock: ContinuousClock(), now: WallClock.now)
///     let progress = try await consumer.run(drain: true)
///
/// It ends after the batch in hand when its task is cancelled. A log or a store that does not answer is waited for.
package struct Consumer<C: Clock<Duration>>: Sendable {
  let log: any SaleLog
  let store: any SaleStore
  let options: ConsumerOptions
  let clock: C
  /// Wall clock, for heartbeats, retention and latency.
  let now: @Sendable () -> Timestamp

  package init(
    log: any SaleLog, store: any SaleStore, options: ConsumerOptions = ConsumerOptions(), clock: C,
    now: @escaping @Sendable () -> Timestamp
  ) {
    self.log = log
    self.store = store
    self.options = options
    self.clock = clock
    self.now = now
  }

  /// Consumes until cancelled or, with `drain`, until the store holds all that the log held at the start, stored by
  /// this member of the group or by others. `onRetry` gets each transient error and the wait before the next attempt.
  /// Throws `.fenced`, `.foreign`, `.gap` and other lasting errors.
  @discardableResult
  package func run(
    drain: Bool = false, progress: @Sendable (ConsumerProgress) -> Void = { _ in },
    onRetry: @Sendable (BackendError, Duration) -> Void = { _, _ in }
  ) async throws -> ConsumerProgress {
    var retry = options.retry
    if !drain { retry.attempts = .max }
    guard var session = try await begin(retry, onRetry) else { return ConsumerProgress() }
    do {
      try await consume(&session, drain: drain, retry, progress, onRetry)
    } catch is CancellationError where Task.isCancelled {
      // The progress so far is reported below.
    } catch {
      await session.abandon()
      throw error
    }
    try await session.finish()
    progress(session.progress)
    return session.progress
  }

  /// Nil when cancelled while it waits.
  private func begin(
    _ retry: Retry, _ onRetry: (BackendError, Duration) -> Void
  ) async throws -> ConsumerSession<C>? {
    var random = SystemRandomNumberGenerator()
    do {
      return try await retry.run(clock: clock, random: &random, onWait: onRetry) { _ in
        try await ConsumerSession(consumer: self)
      }
    } catch is CancellationError where Task.isCancelled {
      return nil
    }
  }

  private func consume(
    _ session: inout ConsumerSession<C>, drain: Bool, _ retry: Retry,
    _ progress: @Sendable (ConsumerProgress) -> Void, _ onRetry: (BackendError, Duration) -> Void
  ) async throws {
    let goal = drain ? session.logEnd : nil
    var random = SystemRandomNumberGenerator()
    while !Task.isCancelled {
      do {
        // Before the read, so that no append falls between the two. A stream is spent once its wait is cancelled.
        let changes = session.subscription.changes()
        let worked = try await session.catchUp(to: goal, progress: progress)
        if let goal, try await session.isPast(goal, isIdle: !worked) { return }
        if !worked { await waitForWork(changes, until: session.nextDuty(to: goal)) }
        try await session.doDuties(isBusy: worked)
      } catch let error as BackendError where error.isTransient && session.failures + 1 < retry.attempts {
        let wait = retry.delay(after: session.failures, random: &random)
        session.failures += 1
        onRetry(error, wait)
        try? await clock.sleep(for: wait)
        try await session.doDuties(isBusy: false)
      }
    }
  }

  /// Returns when records may have come or a duty is due.
  private func waitForWork(_ changes: AsyncStream<Void>, until deadline: C.Instant) async {
    await withTaskGroup(of: Void.self) { group in
      group.addTask { for await _ in changes { break } }
      group.addTask { try? await clock.sleep(until: deadline, tolerance: nil) }
      await group.next()
      group.cancelAll()
    }
  }
}

/// Counts of a run of the consumer so far.
package struct ConsumerProgress: Sendable {
  /// Records consumed.
  package var records: Int64 = 0
  package var stored: Int64 = 0
  package var duplicates: Int64 = 0
  /// Duplicates with other content than the stored sale's.
  package var conflicts: Int64 = 0
  package var deadLetters: Int64 = 0
  /// Records not yet consumed in this consumer's partitions, as last seen.
  package var lag: Int64 = 0
}
