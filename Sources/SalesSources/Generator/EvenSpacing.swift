import SalesPipeline

/// Evenly spaced points: point k lies at ⌊k × numerator / denominator⌋ milliseconds. Exact for every k, so the rate
/// does not drift.
struct EvenSpacing: Hashable, Sendable {
  let numerator: Int64
  let denominator: Int64

  /// One sale every numerator / denominator milliseconds; both above zero (the numerator may be zero: all at once).
  init(milliseconds numerator: Int64, sales denominator: Int64) {
    self.numerator = numerator
    self.denominator = denominator
  }

  init(_ rate: Rate) { self.init(milliseconds: 1_000_000_000, sales: rate.perMillionSeconds) }

  /// Milliseconds from the first point to point `k` ≥ 0.
  func position(_ k: Int64) -> Int64 {
    Int64(clamping: Int128(k) * Int128(numerator) / Int128(denominator))
  }

  /// The number of points at or before `position`.
  func count(through position: Int64) -> Int64 {
    guard position >= 0 else { return 0 }
    guard numerator > 0 else { return .max }
    // ⌊k·n/d⌋ ≤ p  ⟺  k·n < (p+1)·d, so the count is ⌈(p+1)·d / n⌉.
    return Int64(clamping: ((Int128(position) + 1) * Int128(denominator) + Int128(numerator) - 1) / Int128(numerator))
  }

  /// Steps through the points without dividing.
  struct Cursor {
    private(set) var position: Int64
    private var remainder: Int64
    private let step: Int64
    private let stepRemainder: Int64
    private let denominator: Int64

    init(_ spacing: EvenSpacing, at k: Int64) {
      let product = Int128(k) * Int128(spacing.numerator)
      position = Int64(clamping: product / Int128(spacing.denominator))
      remainder = Int64(product % Int128(spacing.denominator))
      step = spacing.numerator / spacing.denominator
      stepRemainder = spacing.numerator % spacing.denominator
      denominator = spacing.denominator
    }

    @inline(__always)
    mutating func advance() {
      position &+= step
      remainder &+= stepRemainder
      if remainder >= denominator {
        remainder &-= denominator
        position &+= 1
      }
    }
  }
}
