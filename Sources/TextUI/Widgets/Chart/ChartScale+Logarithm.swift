// The standard library has no logarithm without C, so it is computed by division and squaring.
extension ChartScale {
  /// 0 for values without a logarithm.
  static func log10(_ value: Double) -> Double {
    guard value > 0, value.isFinite else { return 0 }
    var rest = value
    var whole = 0.0
    while rest >= 10, whole < 400 {
      rest /= 10
      whole += 1
    }
    while rest < 1, whole > -400 {
      rest *= 10
      whole -= 1
    }
    var part = 0.0
    var bit = 0.5
    for _ in 0..<24 {
      rest *= rest
      if rest >= 10 {
        rest /= 10
        part += bit
      }
      bit /= 2
    }
    return whole + part
  }

  static func power(ofTen exponent: Double) -> Double {
    guard exponent.isFinite else { return 1 }
    let whole = min(max(exponent.rounded(.down), -320), 308)
    var power = 1.0
    for _ in 0..<Int(abs(whole)) { power *= 10 }
    if whole < 0 { power = 1 / power }
    var rest = exponent - whole
    var root = 10.0.squareRoot()
    while rest > 0, root > 1 {
      rest *= 2
      if rest >= 1 {
        power *= root
        rest -= 1
      }
      root = root.squareRoot()
    }
    return power
  }
}
