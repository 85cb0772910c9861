import SalesAnalytics
import SalesCore

/// The health of the pipeline as heartbeats and frames show it: the consumer's last heartbeat, the latency to the
/// screen, and the rates of the last minutes.
struct PipelineHealth: Equatable, Sendable {
  private(set) var pulse = Pulse()
  var drawn = DrawnLatency()
  private(set) var trace = PipelineTrace()

  /// Takes in a state as it was read, and sets its heartbeat's time to this machine's clock.
  mutating func take(_ state: inout StoreState, at now: Timestamp) {
    guard let heartbeat = state.heartbeat else { return }
    drawn.take(heartbeat, at: now)
    trace.note(state, drawn: PipelineTrace.Latency(p50: drawn.p50, p99: drawn.p99))
    pulse.look(heartbeat.time, at: now)
    state.heartbeat?.time = pulse.lastSeen ?? heartbeat.time
  }
}

extension Model {
  /// Notes that the terminal has taken the frame of this model. Paused and replayed frames do not count for the
  /// latency.
  mutating func noteDrawn(at now: Timestamp) {
    guard pause == nil, replay == nil, view.period.isLive, let latest = data.latest else { return health.drawn.pause() }
    health.drawn.draw(latest.state, at: now)
  }
}
