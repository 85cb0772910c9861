/// Bytes that were read and are not yet consumed.
struct InputBuffer {
  private(set) var bytes: [UInt8] = []
  /// The index of the first byte not yet consumed.
  var start = 0
  /// True where `bytes` are the last ones of the input.
  private(set) var isEnded = false

  var isEmpty: Bool { start == bytes.count }

  mutating func feed(_ chunk: [UInt8]) {
    if isEmpty {
      bytes = chunk
    } else {
      bytes.removeSubrange(..<start)
      bytes.append(contentsOf: chunk)
    }
    start = 0
  }

  mutating func end() { isEnded = true }

  /// Lets `edit` change bytes in place.
  mutating func edit<Result>(_ edit: (UnsafeMutableBufferPointer<UInt8>) -> Result) -> Result {
    bytes.withUnsafeMutableBufferPointer { edit($0) }
  }
}
