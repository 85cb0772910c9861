/// Round numbers for axes: 1, 2 or 5 times a power of ten apart.
package enum Ticks {
  /// The multiples of a round step from `low` to `high`, both included: about `count` of them, never more than `count +
  /// 1`. One value for an empty span, none for an infinite one.
  package static func nice(low: Double, high: Double, count: Int) -> [Double] {
    guard low.isFinite, high.isFinite, (high - low).isFinite, low <= high else { return [] }
    guard high > low, count > 0 else { return [low] }
    let ticks = multiples(of: niceStep((high - low) / Double(count)), low: low, high: high)
    return ticks.isEmpty ? [low] : ticks
  }

  /// All multiples of `step` from `low` to `high`; none where they would be too many to draw.
  static func multiples(of step: Double, low: Double, high: Double) -> [Double] {
    guard step > 0, step.isFinite else { return [] }
    // Without slack, 0.3 would not count as a multiple of 0.1.
    let first = (low / step - 1e-9).rounded(.up)
    let last = (high / step + 1e-9).rounded(.down)
    guard last >= first, last - first < 10_000 else { return [] }
    return stride(from: first, through: last, by: 1).map { $0 == 0 ? 0 : cleaned($0, step) }
  }

  /// The least of 1, 2 and 5 times a power of ten that is not below `least`.
  package static func niceStep(_ least: Double) -> Double {
    guard least.isFinite, least > 0 else { return 1 }
    var power = 1.0
    while power > least, power > 1e-300 { power /= 10 }
    while power * 10 <= least, power < 1e300 { power *= 10 }
    for factor in [1.0, 2, 5, 10] where power * factor >= least * (1 - 1e-12) { return power * factor }
    return power * 10
  }

  /// `factor * step` without binary rounding errors, so that 3 × 0.1 is 0.3.
  private static func cleaned(_ factor: Double, _ step: Double) -> Double {
    guard step < 1 else { return factor * step }
    let inverse = (1 / step).rounded()
    return abs(inverse * step - 1) < 1e-9 ? factor / inverse : factor * step
  }
}
