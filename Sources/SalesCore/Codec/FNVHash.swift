/// The 64-bit hash FNV-1a: the same for the same bytes in every process and version, unlike `Hasher`. It is no defence
/// against bytes that are chosen to collide.
///
///     FNVHash.of("foobar".utf8)  // 0x8594_4171_F739_67E8
package struct FNVHash: Sendable {
  package var value: UInt64

  @inlinable
  package init() { value = 0xCBF2_9CE4_8422_2325 }

  @inlinable
  package mutating func combine(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
  }

  @inlinable
  package static func of(_ bytes: some Sequence<UInt8>) -> UInt64 {
    var hash = FNVHash()
    hash.combine(bytes)
    return hash.value
  }
}
