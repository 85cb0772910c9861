extension [Double] {
  /// The value that `fraction` of all lie below, 0.5 for the median; nil without any.
  package func quantile(_ fraction: Double) -> Double? {
    let sorted = sorted()
    guard !sorted.isEmpty else { return nil }
    return sorted[Swift.min(sorted.count - 1, Int(fraction * Double(sorted.count)))]
  }
}
