package import SalesCore

/// One instant by both clocks: the wall's for figures and ages, a steady one for pace, which no adjustment may stop.
package struct Moment: Hashable, Sendable {
  package var wall: Timestamp
  /// Time since some fixed beginning; never runs backwards.
  package var uptime: Duration

  package init(wall: Timestamp, uptime: Duration) {
    self.wall = wall
    self.uptime = uptime
  }
}
