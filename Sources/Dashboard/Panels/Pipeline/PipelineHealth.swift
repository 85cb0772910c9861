import SalesAnalytics
import SalesCore

/// What heartbeats and frames tell of the pipeline: the consumer's last sign of life, latency to the screen, and the
/// rates of the last minutes.
struct PipelineHealth: Equatable, Sendable {
  private(set) var pulse = Pulse()
  var drawn = DrawnLatency()
  private(set) var trace = PipelineTrace()

  /// Takes in a state as it was read, and puts its heartbeat on this machine's clock.
  mutating func hear(_ state: inout StoreState, at now: Timestamp) {
    guard let heartbeat = state.heartbeat else { return }
    drawn.take(heartbeat, at: now)
    trace.note(state, drawn: PipelineTrace.Latency(p50: drawn.p50, p99: drawn.p99))
    pulse.look(heartbeat.time, at: now)
    state.heartbeat?.time = pulse.heardAt ?? heartbeat.time
  }
}

extension Model {
  /// The terminal has taken the frame of this model. A frame that is paused or replayed is not new, however late it is
  /// seen.
  mutating func noteDrawn(at now: Timestamp) {
    guard pause == nil, replay == nil, view.period.isLive, let latest = data.latest else { return health.drawn.pause() }
    health.drawn.draw(latest.state, at: now)
  }
}
