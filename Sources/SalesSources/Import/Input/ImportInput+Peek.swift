import Synchronization

extension ImportInput {
  /// Reads until the first bytes are enough. Returns them, and an input that gives them again.
  func peeked(until isEnough: ([UInt8]) -> Bool) async throws -> (first: [UInt8], input: ImportInput) {
    var bytes: [UInt8] = []
    while !isEnough(bytes) {
      let chunk = try await next()
      guard !chunk.isEmpty else { break }
      bytes += chunk
    }
    let head = PutBack(bytes)
    let input = ImportInput(name: name, size: size, isLive: isLive) { [next] in
      let first = head.take()
      return first.isEmpty ? try await next() : first
    }
    return (bytes, input)
  }
}

private final class PutBack: Sendable {
  private let bytes: Mutex<[UInt8]>

  init(_ bytes: [UInt8]) { self.bytes = Mutex(bytes) }

  func take() -> [UInt8] {
    bytes.withLock { bytes in
      defer { bytes = [] }
      return bytes
    }
  }
}
