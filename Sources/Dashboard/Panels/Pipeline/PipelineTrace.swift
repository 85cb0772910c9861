import SalesCore

/// The history of the heartbeats: rates, lag and latencies over the last 10 minutes.
struct PipelineTrace: Equatable, Sendable {
  /// One heartbeat, with the later ones that had the same values.
  struct Beat: Equatable, Sendable {
    /// The start of the interval: the previous heartbeat, or this one after a gap of 30 s.
    var since: Timestamp
    /// The heartbeat's time on the consumer's clock.
    var at: Timestamp
    /// The time of the last heartbeat with the same values.
    var until: Timestamp
    /// Records appended to the log since the first heartbeat of the history.
    var grown: Int64
    var lag: Int64
    var storedPerSecond: Double
    /// Log append → stored, in milliseconds.
    var stored: Latency
    /// Log append → drawn, in milliseconds.
    var drawn: Latency

    fileprivate func hasSameValues(as other: Beat) -> Bool {
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
  /// Heartbeats further apart do not describe the time between them.
  private static let longestGap = Duration.seconds(30)

  /// Heartbeats that changed a value, the newest last.
  private(set) var beats: [Beat] = []
  private var lastBeat: Timestamp?
  private var logEnd: [Int32: Int64] = [:]

  /// The lag of each beat, the newest last.
  var lags: [Double] { beats.suffix(Self.mostLags).map { Double($0.lag) } }

  mutating func note(_ state: StoreState, drawn: Latency = Latency()) {
    guard let heartbeat = state.heartbeat, heartbeat.time != lastBeat else { return }
    // The history starts anew when the consumer's clock was set back.
    if let lastBeat, heartbeat.time < lastBeat { self = PipelineTrace() }
    let before = beats.last?.until ?? heartbeat.time
    // The records of a partition seen for the first time are no growth.
    let growth = heartbeat.logEnd.reduce(Int64(0)) { $0 + max(0, $1.value - (logEnd[$1.key] ?? $1.value)) }
    let beat = Beat(
      since: heartbeat.time - before > Self.longestGap ? heartbeat.time : before, at: heartbeat.time,
      until: heartbeat.time, grown: (beats.last?.grown ?? 0) + growth, lag: state.lag,
      storedPerSecond: heartbeat.storedPerSecond,
      stored: Latency(p50: heartbeat.latencyP50, p99: heartbeat.latencyP99), drawn: drawn)
    (lastBeat, logEnd) = (heartbeat.time, heartbeat.logEnd)
    if let last = beats.last, beat.hasSameValues(as: last), beat.since < beat.at {
      beats[beats.count - 1].until = heartbeat.time
      return
    }
    beats.append(beat)
    beats.removeFirst(max(0, beats.count - Self.most))
    beats.removeAll { beat.at - $0.at > Self.span }
  }

  /// Records appended to the log a second, over the last 10 s; nil with a single heartbeat.
  var producedPerSecond: Double? {
    guard let lastBeat, let last = beats.last,
      let first = beats.last(where: { lastBeat - $0.at >= Self.spanOfRate }) ?? beats.first, first.at < lastBeat
    else { return nil }
    // The rate counts to the log's last growth; later beats changed other values.
    let grew = beats.first { $0.grown == last.grown } ?? last
    return Double(last.grown - first.grown)
      / (min(lastBeat - first.at, max(Self.spanOfRate, lastBeat - grew.at)) / .seconds(1))
  }

  /// The time window of the charts: 1, 2, 5 or 10 minutes, the shortest that holds all beats; nil without beats.
  var window: (from: Timestamp, seconds: Int)? {
    guard let first = beats.first, let last = beats.last else { return nil }
    let known = last.at - first.at
    let seconds = [60, 120, 300].first { .seconds($0) >= known } ?? 600
    return (last.at - .seconds(seconds), seconds)
  }

  /// The greatest value in each second of the window; nil for seconds without a heartbeat.
  func line(_ value: (Beat) -> Double?) -> [Double?] {
    guard let (from, seconds) = window else { return [] }
    func second(_ time: Timestamp) -> Int { min(max(0, Int((time - from).wholeMilliseconds / 1000)), seconds - 1) }
    var line = [Double?](repeating: nil, count: seconds)
    for beat in beats {
      for index in second(beat.since)...second(beat.until) {
        line[index] = [line[index], value(beat)].compactMap { $0 }.max()
      }
    }
    return line
  }
}
