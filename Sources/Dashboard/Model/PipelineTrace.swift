import SalesCore

/// What the last heartbeats told: the log's growth as a rate, and the lag as a line.
struct PipelineTrace: Equatable, Sendable {
  private struct Point: Equatable {
    /// The consumer's clock, which the growth is measured on.
    var at: Timestamp
    var logEnd: [Int32: Int64]
    var lag: Int64
  }

  static let most = 120
  private static let spanOfRate = Duration.seconds(10)

  /// Where something changed, the newest last: a line of lag that stands still does not wander.
  private var points: [Point] = []
  private var lastBeat: Timestamp?

  /// By heartbeat that brought something, the newest last.
  var lags: [Double] { points.map { Double($0.lag) } }

  mutating func note(_ state: StoreState) {
    guard let beat = state.heartbeat, beat.time != lastBeat else { return }
    // A clock that was set back begins anew.
    if let lastBeat, beat.time < lastBeat { points = [] }
    lastBeat = beat.time
    if let last = points.last, last.logEnd == beat.logEnd, last.lag == state.lag { return }
    points.append(Point(at: beat.time, logEnd: beat.logEnd, lag: state.lag))
    if points.count > Self.most { points.removeFirst() }
  }

  /// Records appended to the log a second, over the last seconds; nil where only one heartbeat is known.
  var producedPerSecond: Double? {
    guard let lastBeat, let last = points.last,
      let first = points.last(where: { lastBeat - $0.at >= Self.spanOfRate }) ?? points.first, first.at < lastBeat
    else { return nil }
    let grown = last.logEnd.reduce(Int64(0)) { $0 + max(0, $1.value - (first.logEnd[$1.key] ?? $1.value)) }
    return Double(grown) / (min(lastBeat - first.at, max(Self.spanOfRate, lastBeat - last.at)) / .seconds(1))
  }
}
