/// Passes over the rest of a value, chunk by chunk, by its brackets and quotes alone.
struct JSONSkip {
  /// The brackets that are open.
  var depth = 0
  private var isText = false
  private var isEscaped = false

  /// Returns the index behind the bracket that closes the value; nil where it is not among these bytes.
  mutating func end(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
    for index in start..<bytes.count {
      let byte = bytes[index]
      if isText {
        if isEscaped {
          isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
          isEscaped = true
        } else if byte == .quote {
          isText = false
        }
        continue
      }
      switch byte {
      case .quote: isText = true
      case .openingBrace, .openingBracket: depth += 1
      case .closingBrace, .closingBracket:
        depth -= 1
        if depth <= 0 { return index + 1 }
      default: break
      }
    }
    return nil
  }
}
