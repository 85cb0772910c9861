import SalesCore

/// How long sales took from the log to this screen. Remembers when the screen first showed what the store had taken, and
/// holds the heartbeats' samples against it.
struct DrawnLatency: Equatable, Sendable {
  /// The screen showed what the store had taken up to `next`, by partition.
  private struct Drawing: Equatable {
    var at: Timestamp
    var next: [Int32: Int64]
  }

  private struct Measurement: Equatable {
    var at: Timestamp
    var milliseconds: Double
  }

  private static let mostDrawings = 64
  private static let mostWaiting = 512
  private static let mostMeasured = 512
  private static let span = Duration.seconds(60)
  private static let spanOfRate = Duration.seconds(10)

  private var drawings: [Drawing] = []
  /// Samples of what the screen has not shown yet.
  private var waiting: [AppendSample] = []
  /// By partition: samples before it were taken in.
  private var seen: [Int32: Int64] = [:]
  private var measured: [Measurement] = []
  /// Log append → drawn, of the last minute, in milliseconds; nil without any.
  private(set) var p50: Double?
  private(set) var p99: Double?
  /// Records that came to the screen a second, over the last seconds; nil where that is not known.
  private(set) var perSecond: Double?
  /// Records the screen has shown the figures of.
  private(set) var records: Int64?

  /// The screen shows this state for the first time, or still.
  mutating func draw(_ state: StoreState, at now: Timestamp) {
    let next = Dictionary(state.checkpoints.map { ($0.partition, $0.next) }) { $1 }
    guard next != drawings.last?.next else { return }
    drawings.append(Drawing(at: now, next: next))
    if drawings.count > Self.mostDrawings { drawings.removeFirst() }
    records = next.values.reduce(0, +)
  }

  /// For a while the screen shows something else, or nothing: what is drawn after that was not drawn late.
  mutating func pause() {
    drawings = []
    perSecond = nil
  }

  /// A read brought this heartbeat.
  mutating func take(_ heartbeat: Heartbeat?, at now: Timestamp) {
    let samples = heartbeat?.samples ?? []
    let new = samples.filter { $0.position.offset >= seen[$0.position.partition] ?? 0 }
    for sample in new {
      seen[sample.position.partition] = max(seen[sample.position.partition] ?? 0, sample.position.offset + 1)
    }
    let open = waiting + new
    waiting = []
    for sample in open {
      switch fate(of: sample) {
      case .waits: waiting.append(sample)
      case .drawn(let milliseconds): measured.append(Measurement(at: now, milliseconds: milliseconds))
      case .unknown: break
      }
    }
    waiting.removeFirst(max(0, waiting.count - Self.mostWaiting))
    measured.removeFirst(max(0, measured.count - Self.mostMeasured))
    measured.removeAll { now - $0.at > Self.span }
    (p50, p99) = measured.map(\.milliseconds).quantiles
    perSecond = rate(at: now)
  }

  private enum Fate {
    case waits
    case drawn(Double)
    /// It was there when this screen began to look, and nobody knows for how long.
    case unknown
  }

  private func fate(of sample: AppendSample) -> Fate {
    let place = sample.position
    guard let index = drawings.firstIndex(where: { $0.next[place.partition] ?? 0 > place.offset }) else {
      return .waits
    }
    return index == 0 ? .unknown : .drawn(Double(max(0, (drawings[index].at - sample.appended).wholeMilliseconds)))
  }

  /// From the last drawing before the span, or the first there is, to the last one.
  private func rate(at now: Timestamp) -> Double? {
    guard let first = drawings.last(where: { now - $0.at >= Self.spanOfRate }) ?? drawings.first,
      let last = drawings.last
    else { return nil }
    let seconds = min(now - first.at, Self.spanOfRate) / .seconds(1)
    guard seconds >= 1 else { return nil }
    let drawn = last.next.reduce(Int64(0)) { $0 + max(0, $1.value - (first.next[$1.key] ?? $1.value)) }
    return Double(drawn) / seconds
  }
}
