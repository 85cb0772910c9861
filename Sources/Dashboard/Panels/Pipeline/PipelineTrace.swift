import SalesCore

/// What the last heartbeats told: the log's growth as a rate, and rates, lag and latencies over the last minutes.
struct PipelineTrace: Equatable, Sendable {
  /// What one heartbeat that brought something told.
  struct Beat: Equatable, Sendable {
    /// What it tells is of the time since then: since the one before it, unless that is too long ago to know.
    var since: Timestamp
    /// The consumer's clock, which the growth is measured on.
    var at: Timestamp
    /// The last heartbeat that told the same.
    var until: Timestamp
    /// Records appended to the log since the first one that is kept.
    var grown: Int64
    var lag: Int64
    var storedPerSecond: Double
    /// Log append → stored, in milliseconds.
    var stored: Latency
    /// Log append → drawn.
    var drawn: Latency

    fileprivate func tellsSame(as other: Beat) -> Bool {
      lag == other.lag && storedPerSecond == other.storedPerSecond && stored == other.stored && drawn == other.drawn
        && grown == other.grown
    }
  }

  struct Latency: Equatable, Sendable {
    var p50: Double?
    var p99: Double?
  }

  static let span = Duration.minutes(10)
  private static let most = 600
  private static let mostLags = 120
  private static let spanOfRate = Duration.seconds(10)
  /// Heartbeats further apart say nothing of the time between them.
  private static let longestGap = Duration.seconds(30)

  /// Where something changed, the newest last: lines that stand still do not wander.
  private(set) var beats: [Beat] = []
  private var lastBeat: Timestamp?
  private var logEnd: [Int32: Int64] = [:]

  /// By heartbeat that brought something, the newest last.
  var lags: [Double] { beats.suffix(Self.mostLags).map { Double($0.lag) } }

  mutating func note(_ state: StoreState, drawn: Latency = Latency()) {
    guard let heard = state.heartbeat, heard.time != lastBeat else { return }
    // A clock that was set back begins anew.
    if let lastBeat, heard.time < lastBeat { self = PipelineTrace() }
    let before = beats.last?.until ?? heard.time
    // A partition that is seen for the first time has not grown by all that it holds.
    let growth = heard.logEnd.reduce(Int64(0)) { $0 + max(0, $1.value - (logEnd[$1.key] ?? $1.value)) }
    let beat = Beat(
      since: heard.time - before > Self.longestGap ? heard.time : before, at: heard.time,
      until: heard.time, grown: (beats.last?.grown ?? 0) + growth, lag: state.lag,
      storedPerSecond: heard.storedPerSecond,
      stored: Latency(p50: heard.latencyP50, p99: heard.latencyP99), drawn: drawn)
    (lastBeat, logEnd) = (heard.time, heard.logEnd)
    if let last = beats.last, beat.tellsSame(as: last), beat.since < beat.at {
      beats[beats.count - 1].until = heard.time
      return
    }
    beats.append(beat)
    beats.removeFirst(max(0, beats.count - Self.most))
    beats.removeAll { beat.at - $0.at > Self.span }
  }

  /// Records appended to the log a second, over the last seconds; nil where only one heartbeat is known.
  var producedPerSecond: Double? {
    guard let lastBeat, let last = beats.last,
      let first = beats.last(where: { lastBeat - $0.at >= Self.spanOfRate }) ?? beats.first, first.at < lastBeat
    else { return nil }
    // Since the log grew last, not since something else changed.
    let grew = beats.first { $0.grown == last.grown } ?? last
    return Double(last.grown - first.grown)
      / (min(lastBeat - first.at, max(Self.spanOfRate, lastBeat - grew.at)) / .seconds(1))
  }

  /// The stretch its lines are drawn over: as long as it knows of, in steps, so that they do not shrink all the time.
  var stretch: (from: Timestamp, seconds: Int)? {
    guard let first = beats.first, let last = beats.last else { return nil }
    let known = last.at - first.at
    let seconds = [60, 120, 300].first { .seconds($0) >= known } ?? 600
    return (last.at - .seconds(seconds), seconds)
  }

  /// A value for each second of the stretch, the greatest told of it; nil where no heartbeat told.
  func line(_ value: (Beat) -> Double?) -> [Double?] {
    guard let (from, seconds) = stretch else { return [] }
    func second(_ time: Timestamp) -> Int { min(max(0, Int((time - from).wholeMilliseconds / 1000)), seconds - 1) }
    var line = [Double?](repeating: nil, count: seconds)
    for beat in beats {
      for place in second(beat.since)...second(beat.until) {
        line[place] = [line[place], value(beat)].compactMap { $0 }.max()
      }
    }
    return line
  }
}
