import SalesAnalytics
import SalesCore

extension Model {
  /// The uptime at which the screen or the reading changes by itself; nil when only an event can change it. There are
  /// no other timers, so a quiet dashboard sleeps.
  var nextDeadline: Duration? {
    [
      nextReadTime, nextPatience, nextPanels, nextSort, notice?.until, nextEdgeTime, nextStreamChange, nextReplayChange,
    ].compactMap { $0 }.min()
  }

  private var nextReadTime: Duration? {
    guard reading.inFlight == nil else { return nil }
    if let failure = reading.failure { return failure.retryAt }
    let earliest = reading.earliest(isPaused: isHeld)
    return reading.isDue ? earliest : nextReplayRead.map { max($0, earliest) }
  }

  private var nextPatience: Duration? {
    guard let inFlight = reading.inFlight, !isCurrent, isJustAsked else { return nil }
    return inFlight.since + Reading.patience
  }

  private var nextSort: Duration? { [selection.regions.nextSort, selection.products.nextSort].compactMap { $0 }.min() }

  /// The time at which the window moves on by a bucket; nil for a fixed window.
  var nextEdge: Timestamp? {
    guard pause == nil, replay == nil, let latest = data.latest, latest.query.period.isLive, !latest.query.endsAtNow
    else {
      return nil
    }
    if let partial = latest.partial, partial + 1 < latest.edges.count { return latest.edges[partial + 1] }
    return latest.asOf + latest.bucket.nominalLength
  }

  private var nextEdgeTime: Duration? {
    // A read that is under way or due covers the edge.
    guard reading.inFlight == nil, !reading.isDue, let edge = nextEdge else { return nil }
    return uptime(of: edge)
  }

  /// The uptime at which the state in the top row, or the step of its age, changes.
  private var nextStreamChange: Duration? {
    if let failure = reading.failure {
      return AgeStep.next(after: moment.wall - failure.since).map { uptime(of: failure.since + $0) }
    }
    // During a replay the top row does not show the consumer.
    guard replay == nil, let state = data.latest?.state, let heartbeat = state.heartbeat, !heartbeat.isLast
    else { return nil }
    let age = moment.wall - heartbeat.time
    let patience = StreamHealth.patience(with: state)
    if age < patience { return uptime(of: heartbeat.time + patience) }
    return AgeStep.next(after: age).map { uptime(of: heartbeat.time + $0) }
  }

  private func uptime(of time: Timestamp) -> Duration { moment.uptime + max(.milliseconds(1), time - moment.wall) }
}
