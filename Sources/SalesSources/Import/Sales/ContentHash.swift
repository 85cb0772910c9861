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
    for shift in stride(from: 124, through: 0, by: -4) {
      let digit = UInt8(truncatingIfNeeded: value >> UInt128(shift)) & 15
      bytes.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
    }
  }
}
