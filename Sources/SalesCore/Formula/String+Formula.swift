/// Texts as formulas work on them.
extension String {
  var isBlank: Bool { unicodeScalars.allSatisfy(\.properties.isWhitespace) }

  /// Without white space at both ends.
  var trimmed: String {
    let isVisible = { (scalar: Unicode.Scalar) in !scalar.properties.isWhitespace }
    guard let first = unicodeScalars.firstIndex(where: isVisible), let last = unicodeScalars.lastIndex(where: isVisible)
    else { return "" }
    return String(unicodeScalars[first...last])
  }

  /// For messages: at most 40 characters, in one line.
  var excerpt: String {
    let line = String(prefix(40).map { $0.isNewline ? " " : $0 })
    return dropFirst(40).isEmpty ? line : line + "…"
  }

  /// The texts between the separators; the whole text where the separator is empty.
  func parts(separatedBy separator: String) -> [String] {
    var (text, separator) = (self, separator)
    return text.withUTF8 { text in
      separator.withUTF8 { separator in
        var parts: [String] = []
        var start = 0
        while !separator.isEmpty, let next = text.firstIndex(of: separator, from: start) {
          parts.append(String(decoding: text[start..<next], as: UTF8.self))
          start = next + separator.count
        }
        return parts + [String(decoding: text[start...], as: UTF8.self)]
      }
    }
  }

  func contains(bytesOf part: String) -> Bool {
    var (text, part) = (self, part)
    return text.withUTF8 { text in part.withUTF8 { part in text.firstIndex(of: part, from: 0) != nil } }
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Where the bytes of `part` begin. Bytes are compared, because a part such as a line feed may be in the middle of a
  /// character.
  fileprivate func firstIndex(of part: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    var index = start
    while index + part.count <= count {
      if self[index..<index + part.count].elementsEqual(part) { return index }
      index += 1
    }
    return nil
  }
}
