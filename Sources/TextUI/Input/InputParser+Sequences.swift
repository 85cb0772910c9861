extension InputParser {
  enum Step {
    case incomplete
    case parsed(Int, Input?)
    case pasteBegins(Int)
  }

  static func step(_ bytes: ArraySlice<UInt8>, named: [[UInt8]: Key], longest: Int, isFinal: Bool) -> Step {
    guard let first = bytes.first else { return .incomplete }
    if first == 0x1B { return escape(bytes, named, longest, isFinal) }
    if first < 0x20 || first == 0x7F { return .parsed(1, .event(.key(control(first)))) }
    return character(bytes, isFinal)
  }

  private static func key(_ key: Key, _ length: Int) -> Step { .parsed(length, .event(.key(key))) }

  private static func control(_ byte: UInt8) -> Key {
    switch byte {
    case 0: .control(" ")
    case 8, 0x7F: .backspace
    case 9: .tab
    case 10, 13: .enter
    case 1...26: .control(Character(Unicode.Scalar(byte + 0x60)))
    default: .control(Character(Unicode.Scalar(byte + 0x40)))
    }
  }

  private static func character(_ bytes: ArraySlice<UInt8>, _ isFinal: Bool) -> Step {
    let length =
      switch bytes.first ?? 0 {
      case 0..<0x80: 1
      case 0xC2..<0xE0: 2
      case 0xE0..<0xF0: 3
      case 0xF0..<0xF5: 4
      default: 0
      }
    if length > bytes.count, bytes.dropFirst().allSatisfy({ $0 & 0xC0 == 0x80 }), !isFinal { return .incomplete }
    guard length > 0, length <= bytes.count, let text = String(validating: bytes.prefix(length), as: UTF8.self),
      let typed = text.first
    else { return key(.character("\u{FFFD}"), 1) }
    return key(.character(typed), length)
  }

  private static func escape(
    _ bytes: ArraySlice<UInt8>, _ named: [[UInt8]: Key], _ longest: Int, _ isFinal: Bool
  ) -> Step {
    for length in stride(from: min(longest, bytes.count), to: 1, by: -1) {
      if let known = named[Array(bytes.prefix(length))] { return key(known, length) }
    }
    let start = bytes.startIndex
    guard bytes.count > 1 else { return isFinal ? key(.escape, 1) : .incomplete }
    switch bytes[start + 1] {
    case 0x5B: return commandSequence(bytes, isFinal)
    case 0x4F:
      guard bytes.count > 2 else { return isFinal ? key(.escape, 1) : .incomplete }
      guard let known = arrows[bytes[start + 2]] ?? rxvt[bytes[start + 2]] else { return key(.escape, 1) }
      return key(known, 3)
    case 0x5D, 0x50, 0x5F, 0x5E: return string(bytes, isFinal)
    // Either Alt and a key, or Esc and another key typed fast; both give two keys.
    default: return key(.escape, 1)
    }
  }

  /// CSI: parameters, then a final byte.
  private static func commandSequence(_ bytes: ArraySlice<UInt8>, _ isFinal: Bool) -> Step {
    let start = bytes.startIndex
    if bytes.count > 3, bytes[start + 2] == 0x5B { return key(.function(Int(bytes[start + 3]) - 0x40), 4) }
    if bytes.count == 3, bytes[start + 2] == 0x5B, !isFinal { return .incomplete }
    var at = start + 2
    while at < bytes.endIndex, (0x20...0x3F).contains(bytes[at]) { at += 1 }
    guard at < bytes.endIndex else { return isFinal || bytes.count > 64 ? key(.escape, 1) : .incomplete }
    let length = at - start + 1
    guard (0x40...0x7E).contains(bytes[at]) else { return .parsed(length - 1, nil) }
    let text = String(decoding: bytes[(start + 2)..<at], as: UTF8.self)
    let numbers = text.drop { "<?>=".contains($0) }.split(separator: ";", omittingEmptySubsequences: false)
      .map { Int($0) ?? 0 }
    if bytes[at] == 0x7E, numbers.first == 200 { return .pasteBegins(length) }
    return .parsed(length, command(Unicode.Scalar(bytes[at]), numbers, mark: text.first))
  }

  private static func command(_ final: Unicode.Scalar, _ numbers: [Int], mark: Character?) -> Input? {
    switch (final, mark) {
    case ("M", "<"?), ("m", "<"?): mouse(numbers, isRelease: final == "m").map { .event(.mouse($0)) }
    case ("c", "?"?): .attributes
    case ("R", _) where numbers.count == 2: .cursor(row: numbers[0], column: numbers[1])
    case ("~", _): tilde[numbers.first ?? 0].map { .event(.key($0)) }
    case ("Z", _): .event(.key(.backTab))
    default: arrows[UInt8(final.value)].map { .event(.key(modified($0, numbers))) }
    }
  }

  /// `1;5D` is an arrow with Ctrl, `1;3D` one with Alt: the second number is 1 plus the bits Shift 1, Alt 2, Ctrl 4.
  private static func modified(_ key: Key, _ numbers: [Int]) -> Key {
    guard numbers.count == 2, (numbers[1] - 1) & 6 != 0 else { return key }
    return key == .left ? .controlLeft : key == .right ? .controlRight : key
  }

  /// SGR mouse reports: button and flags, column, row. Only the left button and the wheel have a meaning.
  private static func mouse(_ numbers: [Int], isRelease: Bool) -> MouseEvent? {
    guard numbers.count == 3 else { return nil }
    let point = Point(x: max(0, numbers[1] - 1), y: max(0, numbers[2] - 1))
    let button = numbers[0] & ~(4 | 8 | 16)
    switch button {
    case 0: return MouseEvent(isRelease ? .release : .press, at: point)
    case 32: return MouseEvent(.drag, at: point)
    case 64: return MouseEvent(.wheelUp, at: point)
    case 65: return MouseEvent(.wheelDown, at: point)
    default: return nil
    }
  }

  /// OSC and similar strings: text up to BEL or ST.
  private static func string(_ bytes: ArraySlice<UInt8>, _ isFinal: Bool) -> Step {
    let start = bytes.startIndex
    var at = start + 2
    while at < bytes.endIndex {
      if bytes[at] == 0x07 { return .parsed(at - start + 1, answer(bytes[(start + 2)..<at])) }
      if bytes[at] == 0x1B, at + 1 < bytes.endIndex {
        // Esc without ST: either no string, or one that was cut short.
        return bytes[at + 1] == 0x5C
          ? .parsed(at - start + 2, answer(bytes[(start + 2)..<at])) : .parsed(at - start, nil)
      }
      at += 1
    }
    return isFinal || bytes.count > 512 ? key(.escape, 1) : .incomplete
  }

  /// `11;rgb:RRRR/GGGG/BBBB`, two or four digits each.
  private static func answer(_ bytes: ArraySlice<UInt8>) -> Input? {
    let text = String(decoding: bytes, as: UTF8.self)
    guard text.hasPrefix("11;rgb"), let colon = text.firstIndex(of: ":") else { return nil }
    let parts = text[text.index(after: colon)...].split(separator: "/").prefix(3).map {
      UInt32($0.prefix(2), radix: 16)
    }
    guard parts.count == 3, let red = parts[0], let green = parts[1], let blue = parts[2] else { return nil }
    return .background(red << 16 | green << 8 | blue)
  }

  /// rxvt's arrows with Ctrl.
  private static let rxvt: [UInt8: Key] = [0x63: .controlRight, 0x64: .controlLeft]

  private static let arrows: [UInt8: Key] = [
    0x41: .up, 0x42: .down, 0x43: .right, 0x44: .left, 0x46: .end, 0x48: .home, 0x4D: .enter, 0x50: .function(1),
    0x51: .function(2), 0x52: .function(3), 0x53: .function(4),
  ]

  private static let tilde: [Int: Key] = [
    1: .home, 2: .insert, 3: .delete, 4: .end, 5: .pageUp, 6: .pageDown, 7: .home, 8: .end, 11: .function(1),
    12: .function(2), 13: .function(3), 14: .function(4), 15: .function(5), 17: .function(6), 18: .function(7),
    19: .function(8), 20: .function(9), 21: .function(10), 23: .function(11), 24: .function(12),
  ]
}
