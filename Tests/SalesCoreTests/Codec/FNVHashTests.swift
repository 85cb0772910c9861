import SalesCore
import Testing

@Suite struct FNVHashTests {
  @Test(
    "the hash is FNV-1a, whose authors publish these values",
    arguments: [("", 0xCBF2_9CE4_8422_2325), ("a", 0xAF63_DC4C_8601_EC8C), ("foobar", 0x8594_4171_F739_67E8)])
  func vectors(text: String, expected: UInt64) {
    #expect(FNVHash.of(text.utf8) == expected)
  }

  @Test("bytes combined in parts have the hash of the whole")
  func parts() {
    var hash = FNVHash()
    hash.combine("foo".utf8)
    hash.combine("bar".utf8)
    #expect(hash.value == FNVHash.of("foobar".utf8))
  }
}
