/// What the first bytes of a text say about its encoding.
struct TextEncoding: Equatable {
  /// As iconv knows it; nil for UTF-8.
  var name: String?
  /// The length of the byte order mark.
  var mark = 0

  /// Nil where the bytes say nothing.
  static func marked(_ bytes: [UInt8]) -> TextEncoding? {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return TextEncoding(name: nil, mark: 3) }
    // Before UTF-16, whose mark is the beginning of this one.
    if bytes.starts(with: [0xFF, 0xFE, 0x00, 0x00]) { return TextEncoding(name: "UTF-32LE", mark: 4) }
    if bytes.starts(with: [0x00, 0x00, 0xFE, 0xFF]) { return TextEncoding(name: "UTF-32BE", mark: 4) }
    if bytes.starts(with: [0xFF, 0xFE]) { return TextEncoding(name: "UTF-16LE", mark: 2) }
    if bytes.starts(with: [0xFE, 0xFF]) { return TextEncoding(name: "UTF-16BE", mark: 2) }
    return nil
  }

  /// UTF-16 without a mark: in text with line ends, digits and separators every other byte is often zero.
  static func unmarked(_ bytes: [UInt8]) -> TextEncoding? {
    for (name, high) in [("UTF-16LE", 1), ("UTF-16BE", 0)] where isUTF16(bytes, high: high) {
      return TextEncoding(name: name)
    }
    return nil
  }

  /// - Parameter high: the index of a unit's high byte, 0 or 1.
  private static func isUTF16(_ bytes: [UInt8], high: Int) -> Bool {
    let units = bytes.count / 2
    var (highZeros, lowZeros) = (0, 0)
    // Line ends and separators that are units, and such bytes within others.
    var (marks, strays) = (0, 0)
    for unit in 0..<units {
      let (top, low) = (bytes[2 * unit + high], bytes[2 * unit + 1 - high])
      if top == 0, low < 0x20, !separators.contains(low) { return false }
      if top == 0 { highZeros += 1 }
      // Some letters end in a zero byte.
      if low == 0 { lowZeros += 1 }
      if top == 0, separators.contains(low) {
        marks += 1
      } else if separators.contains(low) || separators.contains(top) {
        strays += 1
      }
    }
    guard units >= 2, highZeros * 10 >= units, lowZeros * 4 <= highZeros else { return false }
    return marks > strays || strays == 0 && highZeros * 2 >= units
  }

  private static let separators: Set<UInt8> = [0x09, 0x0A, 0x0D, UInt8(ascii: ","), UInt8(ascii: ";")]

  /// True of the names by which people mean UTF-8.
  static func isUTF8(_ name: String) -> Bool {
    ["utf-8", "utf8", "utf-8-sig", "utf8-bom", "ascii", "us-ascii"].contains(name.lowercased())
  }

  /// True of the names that leave the order of the two bytes to the text.
  static func isUTF16(_ name: String) -> Bool {
    ["utf-16", "utf16", "unicode", "ucs-2", "ucs2"].contains(name.lowercased())
  }
}
