import SalesCore

/// Random bits as a function of (seed, stream, n), without state: any sale can be made without those before it. A
/// stream is SplitMix64 (Steele, Lea, Flood 2014) started at its own key and read at position n.
struct CounterHash: Sendable {
  private let key: UInt64

  private static let golden: UInt64 = 0x9E37_79B9_7F4A_7C15

  init(seed: UInt64, stream: UInt64) {
    key = Self.mix(seed &+ Self.golden) ^ Self.mix(stream &* Self.golden &+ 0x632B_E59B_D9B4_E019)
  }

  @inline(__always)
  func bits(_ n: Int64) -> UInt64 { Self.mix(key &+ UInt64(bitPattern: n) &* Self.golden) }

  @inline(__always)
  static func mix(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// A text as 64 bits (FNV-1a, mixed): the same in every process, unlike `Hasher`.
  static func bits(of text: String) -> UInt64 { mix(FNVHash.of(text.utf8)) }

  /// 0 ≤ value < 1 from the upper 53 bits.
  static func fraction(_ bits: UInt64) -> Double { Double(bits >> 11) * 0x1p-53 }
}
