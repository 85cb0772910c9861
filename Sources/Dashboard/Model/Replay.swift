import SalesCore

/// The past, played again.
struct Replay: Equatable, Sendable {
  /// Seconds of the past a second.
  static let speeds = [1, 2, 5, 10, 30, 60, 300, 600, 1800, 3600]

  /// What was on at the uptime `since`.
  var start: Timestamp
  var since: Duration
  var speed: Int

  /// The moment that is played.
  func time(at uptime: Duration) -> Timestamp { start + (uptime - since) * speed }
}
