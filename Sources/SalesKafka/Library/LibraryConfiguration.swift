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

  /// Sets a property of the client or, by default, of its topics. A problem never quotes the value, which may be a secret,
  /// as the library's own message does.
  func set(_ name: String, _ value: String) throws(PropertyProblem) {
    switch rd_kafka_conf_set(pointer, name, value, nil, 0) {
    case RD_KAFKA_CONF_OK: return
    case RD_KAFKA_CONF_UNKNOWN:
      let isName = name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
      throw PropertyProblem("librdkafka knows no property \(isName ? name : "with such a name")")
    default: throw PropertyProblem("librdkafka does not take the value of \(name)")
    }
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
