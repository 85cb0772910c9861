package import SalesCore

/// How the pipeline does, judged by the store alone. `salestop status` and the dashboard both say what this says.
package enum StreamHealth: Equatable, Sendable {
  /// Sales are being stored; the latency is the median from log append to stored.
  case live(perSecond: Double, latency: Duration?)
  /// The consumer runs and has nothing to store.
  case quiet
  /// The log is ahead of the store by so many records.
  case lagging(Int64)
  /// The consumer has ended in good order, and all that the log holds is stored.
  case atRest(since: Timestamp)
  /// The consumer has ended in good order, and so many records of the log wait for the next one.
  case left(since: Timestamp, lag: Int64)
  /// The last heartbeat is so old that the consumer must be gone; nil where none has ever run. Negative for a heartbeat
  /// of the future.
  case stale(Duration?)

  /// - Parameters:
  ///   - lag: Records by which the log is ahead, where the log itself was asked. The default is what the last heartbeat says.
  ///   - now: By the clock that `state.heartbeat` is measured with.
  package init(of state: StoreState, lag: Int64? = nil, at now: Timestamp) {
    guard let heartbeat = state.heartbeat else {
      self = .stale(nil)
      return
    }
    let age = now - heartbeat.time
    let lag = lag ?? state.lag
    if heartbeat.isLast {
      self = lag > 0 ? .left(since: heartbeat.time, lag: lag) : .atRest(since: heartbeat.time)
    } else if age >= Self.patience(with: state) || age + Self.restingPatience < .zero {
      self = .stale(age)
    } else if lag > heartbeat.lagThreshold {
      self = .lagging(lag)
    } else if heartbeat.storedPerSecond > 0 {
      self = .live(
        perSecond: heartbeat.storedPerSecond, latency: heartbeat.latencyP50.map(Duration.init(latency:)))
    } else {
      self = .quiet
    }
  }

  /// How long after the last heartbeat the store still counts as up to date: 5 s while sales are stored, since one
  /// follows every second then; 30 s while nothing is stored, when it is one in 10 s, and while the consumer catches
  /// up, when a large batch may take longer than a second. Zero after the heartbeat of a consumer that ended.
  package static func patience(with state: StoreState) -> Duration {
    guard let heartbeat = state.heartbeat else { return restingPatience }
    if heartbeat.isLast { return .zero }
    guard heartbeat.storedPerSecond > 0 else { return restingPatience }
    return state.lag > heartbeat.lagThreshold ? restingPatience : .seconds(5)
  }

  /// Also how far in the future a heartbeat may be, since the consumer's clock may be ahead. One further off is of a
  /// consumer that ended before the clock was set back: a live one would have written another.
  private static let restingPatience = Duration.seconds(30)
}

extension Duration {
  /// From a measured number of milliseconds, which may be anything: clamped to 0…1e12, not finite is 0.
  package init(latency milliseconds: Double) {
    self = .milliseconds(milliseconds.isFinite ? Int64(max(0, min(milliseconds, 1e12))) : 0)
  }
}
