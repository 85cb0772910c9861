import SalesCore

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
