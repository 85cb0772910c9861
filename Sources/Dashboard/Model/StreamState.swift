import SalesCore

/// What the stream is doing, as the top row says it.
enum StreamState: Equatable, Sendable {
  /// Nothing was read yet.
  case loading
  case live(perSecond: Double, latency: Duration?)
  case quiet
  /// The log is ahead of the store by so many records.
  case lagging(Int64)
  /// Unreadable, or the consumer gives no sign of life: for how long, nil when it never ran.
  case stale(Duration?)
  /// Sales stored since the picture was held.
  case paused(unseen: Int64)
  /// The past is played, or held there.
  case replay(moment: String, speed: Int, isHeld: Bool)

  /// A consumer at work writes a heartbeat every 10 s at the least; three missed are a fact.
  static let heartbeatPatience: Duration = .seconds(30)

  /// As the store gives account of itself at `now`.
  init(of state: StoreState, at now: Timestamp) {
    guard let heartbeat = state.heartbeat else {
      self = .stale(nil)
      return
    }
    let age = now - heartbeat.time
    let lag = state.lag
    if age >= Self.heartbeatPatience {
      self = .stale(age)
    } else if lag > heartbeat.lagThreshold {
      self = .lagging(lag)
    } else if heartbeat.storedPerSecond > 0 {
      self = .live(
        perSecond: heartbeat.storedPerSecond,
        latency: heartbeat.latencyP50.map { .milliseconds(Int64(max(0, min($0, 1e12)))) })
    } else {
      self = .quiet
    }
  }
}
