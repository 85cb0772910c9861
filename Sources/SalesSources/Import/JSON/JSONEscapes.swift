/// The escapes in a JSON text.
enum JSONEscapes {
  static func value(ofHexDigit byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a")) + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A")) + 10
    default: nil
    }
  }

  /// Replaces the escapes of a well-formed text in place; what they stand for is never longer. Returns the new end; nil
  /// where one is half a surrogate pair.
  static func replace(in bytes: UnsafeMutableBufferPointer<UInt8>, _ text: Range<Int>) -> Int? {
    var (source, target) = (text.lowerBound, text.lowerBound)
    while source < text.upperBound {
      guard bytes[source] == UInt8(ascii: "\\") else {
        bytes[target] = bytes[source]
        (source, target) = (source + 1, target + 1)
        continue
      }
      if bytes[source + 1] == UInt8(ascii: "u") {
        guard let scalar = scalar(in: bytes, &source, end: text.upperBound) else { return nil }
        for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
          bytes[target] = byte
          target += 1
        }
      } else {
        bytes[target] = short(bytes[source + 1])
        (source, target) = (source + 2, target + 1)
      }
    }
    return target
  }

  private static func short(_ letter: UInt8) -> UInt8 {
    switch letter {
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "f"): 0x0C
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "r"): 0x0D
    case UInt8(ascii: "t"): 0x09
    default: letter
    }
  }

  /// Reads `\uXXXX`, or two of them that are a surrogate pair.
  private static func scalar(
    in bytes: UnsafeMutableBufferPointer<UInt8>, _ source: inout Int, end: Int
  ) -> Unicode.Scalar? {
    let first = unit(in: bytes, at: source)
    source += 6
    guard first & 0xFC00 == 0xD800 else { return Unicode.Scalar(first) }
    guard source + 6 <= end, bytes[source] == UInt8(ascii: "\\"), bytes[source + 1] == UInt8(ascii: "u") else {
      return nil
    }
    let second = unit(in: bytes, at: source)
    guard second & 0xFC00 == 0xDC00 else { return nil }
    source += 6
    return Unicode.Scalar(0x10000 + (first & 0x3FF) << 10 + second & 0x3FF)
  }

  private static func unit(in bytes: UnsafeMutableBufferPointer<UInt8>, at index: Int) -> UInt32 {
    (index + 2..<index + 6).reduce(0) { $0 << 4 | (value(ofHexDigit: bytes[$1]) ?? 0) }
  }
}
