import CRdkafka

/// A property that librdkafka does not know, or a value that it does not take.
struct PropertyProblem: Error {
  var message: String

  init(_ message: String) { self.message = message }
}

/// A set of librdkafka's properties.
struct LibraryConfiguration: ~Copyable {
  let pointer: OpaquePointer

  init() { pointer = rd_kafka_conf_new() }

  deinit { rd_kafka_conf_destroy(pointer) }

  /// Sets a property of the client or, by default, of its topics.
  func set(_ name: String, _ value: String, isSecret: Bool = false) throws(PropertyProblem) {
    let size = 512
    let (result, text) = withUnsafeTemporaryAllocation(of: CChar.self, capacity: size) { text in
      text.initialize(repeating: 0)
      let result = rd_kafka_conf_set(pointer, name, value, text.baseAddress, size)
      return (result, text.baseAddress.map { String(cString: $0) } ?? "")
    }
    if result == RD_KAFKA_CONF_OK { return }
    // The library's message may quote the value.
    throw PropertyProblem("\(name): \(isSecret ? "the value is not accepted" : text)")
  }

  /// Gives it to a client, which frees it where that is made.
  consuming func handOver(_ make: (OpaquePointer) -> OpaquePointer?) -> OpaquePointer? {
    if let made = make(pointer) {
      discard self
      return made
    }
    _ = consume self
    return nil
  }
}
