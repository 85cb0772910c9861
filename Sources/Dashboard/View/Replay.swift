import SalesCore

/// A replay of the past: its current moment and speed.
struct Replay: Equatable, Sendable {
  /// The speeds, in seconds of the past a second.
  static let speeds = [1, 2, 5, 10, 30, 60, 300, 600, 1800, 3600]
  static let firstSpeed = 10

  /// The replay's moment at the uptime `since`.
  private var start: Timestamp
  private var since: Duration
  private(set) var speed = Replay.firstSpeed
  private(set) var isHeld = false

  init(from start: Timestamp, at uptime: Duration) {
    self.start = start
    since = uptime
  }

  /// The replay's moment.
  func time(at uptime: Duration) -> Timestamp { isHeld ? start : start + (uptime - since) * speed }

  /// The uptime at which the replay reaches `time`; nil when it is held before that.
  func uptime(of time: Timestamp) -> Duration? {
    guard !isHeld else { return time <= start ? since : nil }
    // Rounded up, because a millisecond of the past may end between two of the present.
    return since + (time - start) / speed + .milliseconds(1)
  }

  /// The uptime at which the replay reaches the present; nil when it never does.
  func catchUp(with moment: Moment) -> Duration? {
    guard !isHeld, speed > 1 else { return nil }
    return moment.uptime + max(.zero, moment.wall - time(at: moment.uptime)) / (speed - 1) + .milliseconds(1)
  }

  mutating func toggleHold(at uptime: Duration) {
    restart(at: uptime)
    isHeld.toggle()
  }

  /// Moves `steps` up the list of speeds; false at its end.
  mutating func changeSpeed(by steps: Int, at uptime: Duration) -> Bool {
    let index = (Self.speeds.firstIndex(of: speed) ?? 0) + steps
    guard Self.speeds.indices.contains(index) else { return false }
    restart(at: uptime)
    speed = Self.speeds[index]
    return true
  }

  /// Makes the current moment the new start, so that a change of speed applies only from now on.
  private mutating func restart(at uptime: Duration) {
    start = time(at: uptime)
    since = uptime
  }
}
