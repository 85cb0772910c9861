extension [Double] {
  /// The 50th and the 99th percentile; nil without values.
  package var quantiles: (p50: Double?, p99: Double?) {
    let sorted = sorted()
    func below(_ fraction: Double) -> Double? {
      sorted.isEmpty ? nil : sorted[Swift.min(sorted.count - 1, Int(fraction * Double(sorted.count)))]
    }
    return (below(0.5), below(0.99))
  }
}
