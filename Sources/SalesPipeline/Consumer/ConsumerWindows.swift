import SalesCore

/// Events a second over the last seconds.
struct RateWindow<Instant: InstantProtocol>: Sendable where Instant.Duration == Duration {
  private static var span: Duration { .seconds(10) }
  private var counts: [(at: Instant, count: Int)] = []
  private var began: Instant?

  mutating func note(_ count: Int, at instant: Instant) {
    if began == nil { began = instant }
    forget(before: instant)
    counts.append((instant, count))
  }

  mutating func perSecond(at instant: Instant) -> Double {
    forget(before: instant)
    guard let began else { return 0 }
    let elapsed = min(Self.span, max(.seconds(1), began.duration(to: instant)))
    return Double(counts.reduce(0) { $0 + $1.count })
      / (Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18)
  }

  private mutating func forget(before instant: Instant) {
    if let first = counts.first, first.at.duration(to: instant) > Self.span {
      counts.removeAll { $0.at.duration(to: instant) > Self.span }
    }
  }
}

/// Append → stored latencies of the last sales, for the heartbeat.
struct LatencyWindow: Sendable {
  private static let size = 1024
  private var milliseconds: [Double] = []
  private var next = 0

  mutating func note(_ latency: Duration) {
    let value = Double(max(0, latency.wholeMilliseconds))
    if milliseconds.count < Self.size {
      milliseconds.append(value)
    } else {
      milliseconds[next] = value
      next = (next + 1) % Self.size
    }
  }

  /// Nil without any measurement.
  var quantiles: (p50: Double?, p99: Double?) { milliseconds.quantiles }
}
