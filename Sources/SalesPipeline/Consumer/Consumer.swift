package import SalesCore

/// Log → store. Takes every partition, applies it batch by batch from the store's checkpoint, and tells the log and
/// the screen how far it is.
///
/// Stops when its task is cancelled, after the batch in hand; that is also how a drain ends early.
package struct Consumer<C: Clock<Duration>>: Sendable {
  let log: any SaleLog
  let store: any SaleStore
  let options: ConsumerOptions
  let clock: C
  /// The wall clock: heartbeats, retention and latency.
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

  /// Consumes until cancelled or, with `drain`, until the end that the log had when it began.
  @discardableResult
  package func run(
    drain: Bool = false, progress: @Sendable (ConsumerProgress) -> Void = { _ in }
  ) async throws -> ConsumerProgress {
    var session = try await ConsumerSession(consumer: self)
    let goal = session.logEnd
    while !Task.isCancelled {
      // Before the read, so that no append falls between the two. A stream is spent once its wait is cancelled.
      let changes = log.changes()
      let worked = try await session.catchUp(to: drain ? goal : nil, progress: progress)
      if drain, session.isPast(goal) { break }
      if !worked { try await waitForWork(changes, until: session.nextDuty) }
      try await session.doDuties(isBusy: worked)
    }
    try await session.finish()
    progress(session.progress)
    return session.progress
  }

  /// Returns when records may have come or a duty is due.
  private func waitForWork(_ changes: AsyncStream<Void>, until deadline: C.Instant) async throws {
    await withTaskGroup(of: Void.self) { group in
      group.addTask { for await _ in changes { break } }
      group.addTask { try? await clock.sleep(until: deadline, tolerance: nil) }
      await group.next()
      group.cancelAll()
    }
  }
}

/// What a run of the consumer came to so far.
package struct ConsumerProgress: Sendable {
  package var records: Int64 = 0
  package var stored: Int64 = 0
  package var duplicates: Int64 = 0
  package var deadLetters: Int64 = 0
  /// Records still ahead, as last seen.
  package var lag: Int64 = 0
}
