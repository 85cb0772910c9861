/// Writes bytes, digits and amounts through a pointer. The caller provides enough memory; nothing is checked.
struct ByteWriter {
  private(set) var next: UnsafeMutablePointer<UInt8>

  init(_ start: UnsafeMutablePointer<UInt8>) { next = start }

  @inline(__always)
  mutating func byte(_ byte: UInt8) {
    next.pointee = byte
    next += 1
  }

  @inline(__always)
  mutating func copy(_ source: UnsafePointer<UInt8>?, count: Int) {
    guard let source else { return }
    next.update(from: source, count: count)
    next += count
  }

  @inline(__always)
  mutating func copy(_ text: StaticString) { copy(text.utf8Start, count: text.utf8CodeUnitCount) }

  /// The last `width` decimal digits of `value`.
  @inline(__always)
  mutating func digits(_ value: UInt64, width: Int) {
    var rest = value
    var index = width
    while index > 0 {
      index &-= 1
      let quotient = rest / 10
      next[index] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: rest &- quotient &* 10)
      rest = quotient
    }
    next += width
  }

  /// The number of digits of `value`, at least `least`.
  @inline(__always)
  static func width(_ value: UInt64, atLeast least: Int) -> Int {
    var width = 1
    var bound: UInt64 = 10
    while width < 20, value >= bound {
      width &+= 1
      let (next, overflow) = bound.multipliedReportingOverflow(by: 10)
      if overflow { return Swift.max(least, 20) }
      bound = next
    }
    return Swift.max(least, width)
  }

  /// An amount of minor units with all its decimals.
  @inline(__always)
  mutating func amount(_ minor: Int64, decimals: Int) {
    if minor < 0 { byte(UInt8(ascii: "-")) }
    let magnitude = minor.magnitude
    let width = Self.width(magnitude, atLeast: decimals + 1)
    guard decimals > 0 else { return digits(magnitude, width: width) }
    // The point goes in where the digits of the whole units end.
    digits(magnitude, width: width)
    for index in 1...decimals { next[1 - index] = next[-index] }
    next[-decimals] = UInt8(ascii: ".")
    next += 1
  }
}
