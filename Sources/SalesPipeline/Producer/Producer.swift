package import SalesCore

/// Sends a source's sales to a log at an even rate. Each sale is due at its own time, so a slow log causes no drift.
///
///     let settings = ProducerSettings(pace: .rate(rate))
///     let producer = Producer(source: generator, log: log, settings: settings, clock: ContinuousClock(), wall: WallClock.now)
///     let summary = try await producer.run()
///
/// Cancelling the task ends the run after the append in hand. Transient errors of the log are retried, others thrown.
package struct Producer<Source: SaleSource, C: Clock>: Sendable where C.Duration == Duration {
  private let source: Source
  private let log: any SaleLog
  private let settings: ProducerSettings
  private let clock: C
  private let wall: @Sendable () -> Timestamp

  /// `clock` paces, `wall` stamps: a step of the wall clock makes neither a burst nor a pause.
  package init(
    source: Source, log: any SaleLog, settings: ProducerSettings, clock: C,
    wall: @escaping @Sendable () -> Timestamp
  ) {
    self.source = source
    self.log = log
    self.settings = settings
    self.clock = clock
    self.wall = wall
  }

  /// Runs until the count is full or the task is cancelled. `onProgress` is called after each append, `onRetry` before
  /// each wait for the log.
  package func run(
    onRetry: @escaping @Sendable (BackendError, Duration) -> Void = { _, _ in },
    onProgress: @Sendable (ProducerProgress) -> Void = { _ in }
  ) async throws -> ProducerSummary {
    try settings.check(now: wall())
    let begin = clock.now
    var sender = SaleSender(
      source: source, log: log, retry: settings.retry, clock: clock, onRetry: onRetry)
    let first = try await sender.nextSequence()
    let (sum, overflow) = first.addingReportingOverflow(settings.count ?? .max)
    var meter = RateMeter(clock: clock)
    var run = Run(first: first, last: overflow ? .max : sum)
    do {
      if settings.pace == .unlimited, settings.start == nil {
        try await sendUnlimited(&run, sender: &sender, meter: &meter, onProgress: onProgress)
      } else {
        try await sendPaced(&run, sender: &sender, meter: &meter, onProgress: onProgress)
      }
    } catch is CancellationError {
      // The sender finishes an append it has begun; what is waited for here is a moment or a log that is away.
    }
    return ProducerSummary(
      sequences: first..<run.next, ledger: sender.ledger, duration: begin.duration(to: clock.now),
      isCancelled: run.next < run.last)
  }

  private struct Run {
    var first: Int64
    var next: Int64
    var last: Int64

    init(first: Int64, last: Int64) {
      self.first = first
      self.next = first
      self.last = last
    }

    var isRunning: Bool { next < last && !Task.isCancelled }

    func total(through due: Int64, live: Bool) -> Int64? {
      last == .max ? (live ? nil : due - first) : last - first
    }
  }

  /// Sends all sales that are due, then sleeps until the next one is.
  private func sendPaced(
    _ run: inout Run, sender: inout SaleSender<Source, C>, meter: inout RateMeter<C>,
    onProgress: @Sendable (ProducerProgress) -> Void
  ) async throws {
    var course = EventCourse(
      source: source, settings: settings, first: run.first, clock: clock, wall: wall)
    while run.isRunning {
      let turn = clock.now
      course.followWall(next: run.next)
      let now = course.now
      let due = min(course.schedule.end(through: now), run.last)
      if due > run.next {
        let end = due - run.next > settings.batchLimit ? run.next + settings.batchLimit : due
        try await sender.send(run.next..<end, on: course.schedule, notBefore: course.repeatsFrom)
        meter.add(end - run.next)
        run.next = end
        let live = end == due
        onProgress(
          ProducerProgress(
            appended: end - run.first, total: run.total(through: due, live: live), rate: meter.rate, isLive: live))
        if !live { continue }
      }
      guard run.isRunning else { return }
      let wait = course.schedule.time(of: run.next) - course.now
      let rest = settings.tick - turn.duration(to: clock.now)
      // At most a second, so that a step of the wall clock is seen.
      try await clock.sleep(for: min(max(wait, rest, .milliseconds(1)), .seconds(1)))
    }
  }

  /// Spreads the event times of each batch over the time since the one before.
  private func sendUnlimited(
    _ run: inout Run, sender: inout SaleSender<Source, C>, meter: inout RateMeter<C>,
    onProgress: @Sendable (ProducerProgress) -> Void
  ) async throws {
    var stamped = wall()
    while run.isRunning {
      let end = run.last - run.next > settings.batchLimit ? run.next + settings.batchLimit : run.last
      let now = wall()
      stamped = min(stamped, now)
      let schedule = source.schedule(first: run.next, count: end - run.next, over: stamped..<now)
      stamped = now
      try await sender.send(run.next..<end, on: schedule, notBefore: run.next)
      meter.add(end - run.next)
      run.next = end
      onProgress(
        ProducerProgress(
          appended: end - run.first, total: run.total(through: end, live: true), rate: meter.rate, isLive: true))
    }
  }
}
