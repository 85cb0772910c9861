package import SalesCore

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
