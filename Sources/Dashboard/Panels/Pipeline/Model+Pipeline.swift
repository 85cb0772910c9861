import SalesAnalytics
import SalesCore

/// What reads and frames tell of the pipeline itself.
extension Model {
  /// Takes in what a read says of the consumer, and puts its last sign of life on this machine's clock.
  mutating func hear(_ state: inout StoreState) {
    guard let heartbeat = state.heartbeat else { return }
    drawn.take(heartbeat, at: moment.wall)
    trace.note(state, drawn: PipelineTrace.Latency(p50: drawn.p50, p99: drawn.p99))
    pulse.look(heartbeat.time, at: moment.wall)
    state.heartbeat?.time = pulse.heardAt ?? heartbeat.time
  }

  /// The frame on the screen is that of this model. What is held or played back is not new, however late it is seen.
  mutating func noteDrawn(at now: Timestamp) {
    guard pause == nil, replay == nil, period.isLive, let latest else { return drawn.pause() }
    drawn.draw(latest.state, at: now)
  }

  var partitionNumbers: [String] { latest?.state.checkpoints.map { String($0.partition) } ?? [] }

  var pipelinePlan: PipelinePlan? { ScreenLayout(self).panels[.pipeline].map { PipelinePlan(self, in: $0) } }
}
