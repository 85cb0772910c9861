import Foundation
package import SalesCore

/// The injected time: the wall clock for figures, a steady clock for pace and deadlines.
package struct DashboardClock: Sendable {
  package var wall: @Sendable () -> Timestamp
  /// Since `start`; never runs backwards.
  package var uptime: @Sendable () -> Duration
  /// The instant that uptime counts from; the terminal's deadlines are this plus an uptime.
  package var start: ContinuousClock.Instant

  package init(
    wall: @escaping @Sendable () -> Timestamp, uptime: @escaping @Sendable () -> Duration,
    start: ContinuousClock.Instant = .now
  ) {
    self.wall = wall
    self.uptime = uptime
    self.start = start
  }

  package static func system() -> DashboardClock {
    let start = ContinuousClock.now
    return DashboardClock(wall: { Timestamp(Date()) }, uptime: { ContinuousClock.now - start }, start: start)
  }

  var moment: Moment { Moment(wall: wall(), uptime: uptime()) }
}

/// One instant on two clocks: the wall clock for figures and ages, a steady clock for pace.
package struct Moment: Hashable, Sendable {
  package var wall: Timestamp
  /// Time since a fixed start; never runs backwards.
  package var uptime: Duration

  package init(wall: Timestamp, uptime: Duration) {
    self.wall = wall
    self.uptime = uptime
  }
}
