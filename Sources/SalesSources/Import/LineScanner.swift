import SalesCore

/// Cuts bytes into lines that end with LF or CR LF, chunk by chunk. Skips blank lines and reports those longer than a
/// record may be.
struct LineScanner {
  enum Step: Equatable {
    /// A line's bytes within `input`, without its end.
    case line(Range<Int>, number: Int)
    case problem(line: Int, message: String)
    /// `input` must be fed or ended.
    case needsInput
    case end
  }

  var input = InputBuffer()
  /// The line of the byte at `input.start`, from 1.
  private var number: Int
  private var skipsLine = false

  init(line: Int = 1) { number = line }

  mutating func next() -> Step {
    while true {
      guard !input.isEmpty else { return input.isEnded ? .end : .needsInput }
      let start = input.start
      // One more than the limit, for the CR of a line end.
      let limit = skipsLine ? input.bytes.count : min(input.bytes.count, start + SaleRules.maxRecordBytes + 2)
      guard let end = Self.lineFeed(in: input.bytes, from: start, to: limit) else {
        if skipsLine {
          input.start = limit
        } else if limit - start == SaleRules.maxRecordBytes + 2 {
          skipsLine = true
          return .problem(line: number, message: "is longer than \(SaleRules.maxRecordBytes) bytes")
        } else if input.isEnded {
          input.start = limit
          if let line = line(start..<limit) { return .line(line, number: number) }
          continue
        }
        if !input.isEnded { return .needsInput }
        continue
      }
      input.start = end + 1
      number += 1
      if skipsLine {
        skipsLine = false
      } else if let line = line(start..<end) {
        return .line(line, number: number - 1)
      }
    }
  }

  /// The line without a CR at its end; nil for a blank one.
  private func line(_ range: Range<Int>) -> Range<Int>? {
    var end = range.upperBound
    if end > range.lowerBound, input.bytes[end - 1] == .carriageReturn { end -= 1 }
    let isBlank = input.bytes[range.lowerBound..<end].allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == .carriageReturn }
    return isBlank ? nil : range.lowerBound..<end
  }

  private static func lineFeed(in bytes: [UInt8], from start: Int, to limit: Int) -> Int? {
    bytes.withUnsafeBufferPointer { bytes in
      var index = start
      while index < limit {
        if bytes[index] == .lineFeed { return index }
        index &+= 1
      }
      return nil
    }
  }
}
