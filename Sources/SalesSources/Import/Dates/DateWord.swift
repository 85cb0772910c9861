/// The letters of a word, in lower case and without accents: `Février` is `fevrier`. One of more than 16 letters equals
/// no name in `DateWords`.
struct DateWord: Hashable, Sendable {
  private var packed: UInt128 = 0
  private(set) var count = 0

  init() {}

  init(_ text: some StringProtocol) {
    for byte in text.utf8 { append(byte) }
  }

  var isEmpty: Bool { count == 0 }

  private mutating func append(_ letter: UInt8) {
    packed = packed << 8 | UInt128(letter)
    count += 1
  }

  /// Appends the letter at an index that is in bounds; returns the number of its bytes, 0 where there is no letter.
  mutating func append(_ bytes: UnsafeRawBufferPointer, at index: Int) -> Int {
    let byte = bytes[index]
    if (0x61...0x7A).contains(byte | 0x20) {
      append(byte | 0x20)
      return 1
    }
    guard byte == 0xC3 || byte == 0xCC, index + 1 < bytes.count, bytes[index + 1] & 0xC0 == 0x80 else { return 0 }
    // 0xCC begins an accent that stands behind its letter.
    if byte == 0xC3 { append(Self.plainLetters[Int(bytes[index + 1] & 0x1F)]) }
    return 2
  }

  /// For the letters from à to ÿ.
  private static let plainLetters = Array("aaaaaaaceeeeiiiidnooooo-ouuuuypy".utf8)
}
