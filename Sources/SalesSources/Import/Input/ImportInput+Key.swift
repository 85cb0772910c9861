extension ImportInput {
  /// A name for the content of inputs and for `options`, 32 hexadecimal digits. Reads them once and rewinds them.
  package static func contentKey(of inputs: [ImportInput], and options: String) async throws -> String {
    var hash = ContentHash()
    for input in inputs {
      try await input.rewind()
      while case let chunk = try await input.next(), !chunk.isEmpty { chunk.withUnsafeBytes { hash.combine($0) } }
      hash.combine(byte: 0)
      try await input.rewind()
    }
    Array(options.utf8).withUnsafeBytes { hash.combine($0) }
    var text: [UInt8] = []
    hash.appendText(to: &text)
    return String(decoding: text, as: UTF8.self)
  }
}
