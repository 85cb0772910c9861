/// The 128-bit hash FNV-1a of a sale's content, which a sale without an id gets as its id: the same content is the
/// same sale, in every file and version. At a thousand million rows two of them collide with a chance of 10⁻²¹.
struct ContentHash: Hashable, Sendable {
  private var value: UInt128 = 0x6C62_272E_07BB_0142_62B8_2175_6295_C58D

  mutating func combine(_ bytes: UnsafeRawBufferPointer) {
    var value = value
    // The prime is 2^88 + 0x13B.
    for byte in bytes { value = (value ^ UInt128(byte)) &* 0x0000_0000_0100_0000_0000_0000_0000_013B }
    self.value = value
  }

  mutating func combine(byte: UInt8) { withUnsafeBytes(of: byte) { combine($0) } }

  /// For tables in memory.
  var short: UInt64 { UInt64(truncatingIfNeeded: value ^ value >> 64) }

  /// Appends 32 hexadecimal digits.
  func appendText(to bytes: inout [UInt8]) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 32) { digits in
      for (half, first) in [(UInt64(truncatingIfNeeded: value >> 64), 0), (UInt64(truncatingIfNeeded: value), 16)] {
        for index in 0..<16 {
          let digit = UInt8(truncatingIfNeeded: half >> UInt64(60 - index * 4)) & 15
          digits[first + index] = digit + (digit < 10 ? UInt8(ascii: "0") : UInt8(ascii: "a") - 10)
        }
      }
      bytes.append(contentsOf: UnsafeBufferPointer(digits))
    }
  }
}
