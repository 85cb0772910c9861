import SalesCore

/// A source's schedule and the event time it has reached, which say the sales that are due.
struct EventCourse<Source: SaleSource, C: Clock> where C.Duration == Duration {
  private(set) var schedule: Source.Schedule
  /// Sales before this number belong to an earlier schedule and must not be repeated as duplicates.
  private(set) var repeatsFrom: Int64
  private let source: Source
  private let rate: Rate
  private let clock: C
  private let wall: @Sendable () -> Timestamp
  private let begin: C.Instant
  /// Event time at `begin`.
  private var anchor: Timestamp
  /// The settings give the start; the schedule is never moved.
  private let isFixed: Bool

  /// Milliseconds. A larger difference between the clocks is taken for a step of the wall clock.
  private static var tolerance: Int64 { 2000 }

  init(
    source: Source, settings: ProducerSettings, first: Int64, clock: C, wall: @escaping @Sendable () -> Timestamp
  ) {
    self.source = source
    self.clock = clock
    self.wall = wall
    begin = clock.now
    repeatsFrom = first
    anchor = wall()
    if case .rate(let rate) = settings.pace { self.rate = rate } else { rate = .onePerMillisecond }
    if let start = settings.start {
      isFixed = true
      schedule = source.schedule(first: 0, start: start, rate: rate)
      // At a rate, event time runs beside the clock from the first sale on; at none, all up to now is due.
      if settings.pace != .unlimited { anchor = min(anchor, schedule.time(of: first)) }
    } else {
      isFixed = false
      schedule = source.schedule(first: first, start: anchor - (settings.backfill ?? .zero), rate: rate)
    }
  }

  private var unbound: Timestamp { anchor + begin.duration(to: clock.now) }

  /// Event time now, never ahead of the wall clock.
  var now: Timestamp { min(unbound, wall()) }

  /// After a step of the wall clock, sale `next` and those after it move with it.
  mutating func followWall(next: Int64) {
    guard !isFixed else { return }
    let step = wall().milliseconds - unbound.milliseconds
    guard abs(step) > Self.tolerance else { return }
    let start = schedule.time(of: next) + .milliseconds(step)
    schedule = source.schedule(first: next, start: max(.epoch, start), rate: rate)
    anchor = anchor + .milliseconds(step)
    repeatsFrom = next
  }
}
