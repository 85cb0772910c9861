import SalesCore

/// The past, played again.
struct Replay: Equatable, Sendable {
  /// Seconds of the past a second.
  static let speeds = [1, 2, 5, 10, 30, 60, 300, 600, 1800, 3600]
  static let firstSpeed = 10

  /// What was on at the uptime `since`.
  private var start: Timestamp
  private var since: Duration
  private(set) var speed = Replay.firstSpeed
  private(set) var isHeld = false

  init(from start: Timestamp, at uptime: Duration) {
    self.start = start
    since = uptime
  }

  /// The moment that is played.
  func time(at uptime: Duration) -> Timestamp { isHeld ? start : start + (uptime - since) * speed }

  /// When `time` is on, or the moment has passed; nil where it is held before that.
  func uptime(of time: Timestamp) -> Duration? {
    guard !isHeld else { return time <= start ? since : nil }
    // A millisecond of the past may end between two of the present.
    return since + (time - start) / speed + .milliseconds(1)
  }

  /// When it reaches the present; nil where it never does.
  func catchUp(with moment: Moment) -> Duration? {
    guard !isHeld, speed > 1 else { return nil }
    return moment.uptime + max(.zero, moment.wall - time(at: moment.uptime)) / (speed - 1) + .milliseconds(1)
  }

  mutating func toggleHold(at uptime: Duration) {
    settle(at: uptime)
    isHeld.toggle()
  }

  /// Another speed, `steps` up the list; false at its end.
  mutating func changeSpeed(by steps: Int, at uptime: Duration) -> Bool {
    let index = (Self.speeds.firstIndex(of: speed) ?? 0) + steps
    guard Self.speeds.indices.contains(index) else { return false }
    settle(at: uptime)
    speed = Self.speeds[index]
    return true
  }

  /// What changes from now on changes nothing of what was played.
  private mutating func settle(at uptime: Duration) {
    start = time(at: uptime)
    since = uptime
  }
}
