import SalesCore

/// The latency of sales from the log to this screen. Remembers when the screen first showed each state of the store,
/// and compares that with the append times in the heartbeats' samples.
struct DrawnLatency: Equatable, Sendable {
  /// A frame that showed the store's sales up to `next`, by partition.
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
  /// Samples of sales that the screen has not shown yet.
  private var waiting: [AppendSample] = []
  /// The offset after the last sample taken in, by partition.
  private var seen: [Int32: Int64] = [:]
  private var measured: [Measurement] = []
  /// Log append → drawn over the last minute, in milliseconds; nil without samples.
  private(set) var p50: Double?
  private(set) var p99: Double?
  /// Records drawn a second over the last 10 s; nil when there are too few frames.
  private(set) var perSecond: Double?
  /// The number of records in the figures last drawn.
  private(set) var records: Int64?

  /// Notes that the screen shows this state now.
  mutating func draw(_ state: StoreState, at now: Timestamp) {
    let next = Dictionary(state.checkpoints.map { ($0.partition, $0.next) }) { $1 }
    guard next != drawings.last?.next else { return }
    drawings.append(Drawing(at: now, next: next))
    if drawings.count > Self.mostDrawings { drawings.removeFirst() }
    records = next.values.reduce(0, +)
  }

  /// Forgets earlier frames, so that a time without live frames does not count as latency.
  mutating func pause() {
    drawings = []
    perSecond = nil
  }

  /// Takes in the samples of a heartbeat.
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
    /// The first frame showed it already, so its latency is not known.
    case unknown
  }

  private func fate(of sample: AppendSample) -> Fate {
    let position = sample.position
    guard let index = drawings.firstIndex(where: { $0.next[position.partition] ?? 0 > position.offset }) else {
      return .waits
    }
    return index == 0 ? .unknown : .drawn(Double(max(0, (drawings[index].at - sample.appended).wholeMilliseconds)))
  }

  /// Records a second from the last frame before the span, or the first frame, to the last one.
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
