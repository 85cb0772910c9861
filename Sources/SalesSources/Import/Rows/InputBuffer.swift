/// Bytes that were read and are not yet consumed.
struct InputBuffer {
  private(set) var bytes: [UInt8] = []
  /// The index of the first byte not yet consumed.
  var start = 0
  /// True where `bytes` are the last ones of the input.
  private(set) var isEnded = false
  /// The bytes of the input before `bytes`.
  private var dropped = 0
  /// The bytes before this index are consumed, and stay where they are when more is fed.
  private(set) var kept = 0

  init() {}

  /// A whole input.
  init(whole bytes: [UInt8]) {
    self.bytes = bytes
    isEnded = true
  }

  var isEmpty: Bool { start == bytes.count }

  /// The bytes of the input that are consumed.
  var consumed: Int { dropped + start }

  mutating func feed(_ chunk: [UInt8]) {
    dropped += start - kept
    if isEmpty, kept == 0 {
      bytes = chunk
    } else {
      bytes.removeSubrange(kept..<start)
      bytes.append(contentsOf: chunk)
    }
    start = kept
  }

  /// Drops what is consumed, so that `start` is 0.
  mutating func compact() {
    dropped += start
    bytes.removeSubrange(..<start)
    (start, kept) = (0, 0)
  }

  /// Keeps what is consumed at its place, until `release`.
  mutating func keep() { kept = start }

  mutating func release() { kept = 0 }

  /// Feeds it what `input` has next, or ends it.
  mutating func feed(from input: ImportInput) async throws {
    let chunk = try await input.next()
    if chunk.isEmpty { end() } else { feed(chunk) }
  }

  mutating func end() { isEnded = true }

  /// Lets `edit` change bytes in place.
  mutating func edit<Result>(_ edit: (UnsafeMutableBufferPointer<UInt8>) -> Result) -> Result {
    bytes.withUnsafeMutableBufferPointer { edit($0) }
  }

  /// The index behind the line's end; nil where it is not before `limit`, or is a CR there that may have its LF behind.
  func lineEnd(from start: Int, limit: Int) -> Int? {
    bytes.withUnsafeBufferPointer { bytes in
      var index = start
      while index < limit, bytes[index] != .lineFeed, bytes[index] != .carriageReturn { index += 1 }
      guard index < limit else { return nil }
      if bytes[index] == .lineFeed { return index + 1 }
      if index + 1 < limit { return bytes[index + 1] == .lineFeed ? index + 2 : index + 1 }
      return isEnded && limit == bytes.count ? limit : nil
    }
  }
}
