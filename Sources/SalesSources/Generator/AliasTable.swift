/// Picks an index by weight in constant time (Walker's alias method, built after Vose).
struct AliasTable: Sendable {
  /// By slot: random bits below the threshold pick the slot's own index, others its alias.
  private var thresholds: [UInt32]
  private var aliases: [Int32]

  /// Weights are finite and not negative, at least one above zero.
  init(weights: [Double]) {
    let count = weights.count
    let total = weights.reduce(0, +)
    var scaled = weights.map { $0 * Double(count) / total }
    thresholds = Array(repeating: .max, count: count)
    aliases = Array(0..<Int32(count))
    var small: [Int] = []
    var large: [Int] = []
    for index in 0..<count {
      if scaled[index] < 1 { small.append(index) } else { large.append(index) }
    }
    while let low = small.popLast(), let high = large.last {
      thresholds[low] = UInt32(scaled[low] * 0x1p32)
      aliases[low] = Int32(high)
      scaled[high] -= 1 - scaled[low]
      if scaled[high] < 1 {
        large.removeLast()
        small.append(high)
      }
    }
  }

  /// The 32 random bits times the count: the upper half of the product is the slot, the lower half is compared with
  /// its threshold.
  @inline(__always)
  func pick(_ bits: UInt32) -> Int {
    let product = UInt64(bits) * UInt64(thresholds.count)
    let slot = Int(product >> 32)
    return UInt32(truncatingIfNeeded: product) < thresholds[slot] ? slot : Int(aliases[slot])
  }
}
