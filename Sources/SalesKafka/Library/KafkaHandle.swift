import CRdkafka

/// One client of librdkafka. It belongs to one actor; closing waits for the library's threads.
struct KafkaHandle: ~Copyable {
  let pointer: OpaquePointer
  /// Delivery reports, errors and rebalances come here.
  let events: OpaquePointer
  /// The library writes into it until it is destroyed.
  private let lines: KafkaLogLines
  /// Never freed: the library would end the process.
  var isAbandoned = false

  init(_ pointer: OpaquePointer, _ lines: KafkaLogLines) {
    self.pointer = pointer
    self.lines = lines
    events = rd_kafka_queue_get_main(pointer)
  }

  deinit {
    rd_kafka_queue_destroy(events)
    if isAbandoned {
      _ = Unmanaged.passRetained(lines)
      return
    }
    rd_kafka_destroy(pointer)
    withExtendedLifetime(lines) {}
  }

  /// The next event of `queue`, the main one where nil; waits at most so long.
  func nextEvent(
    of queue: OpaquePointer? = nil, within milliseconds: Int32 = 0
  ) -> KafkaEvent? {
    rd_kafka_queue_poll(queue ?? events, milliseconds).map(KafkaEvent.init)
  }

  /// The error after which this client is of no use.
  var fatalError: (code: rd_kafka_resp_err_t, text: String)? {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 512) { text in
      text.initialize(repeating: 0)
      let code = rd_kafka_fatal_error(pointer, text.baseAddress, text.count)
      guard code != RD_KAFKA_RESP_ERR_NO_ERROR, let start = text.baseAddress else { return nil }
      return (code, String(cString: start))
    }
  }
}

/// An event of librdkafka, freed with the value.
struct KafkaEvent: ~Copyable {
  let pointer: OpaquePointer

  init(_ pointer: OpaquePointer) { self.pointer = pointer }

  deinit { rd_kafka_event_destroy(pointer) }

  var type: Int32 { rd_kafka_event_type(pointer) }

  /// The error of the event, where it carries one.
  var error: KafkaFailure? {
    let code = rd_kafka_event_error(pointer)
    guard code != RD_KAFKA_RESP_ERR_NO_ERROR else { return nil }
    let text = rd_kafka_event_error_string(pointer).map { String(cString: $0) }
    return KafkaFailure(code, text, isFatal: rd_kafka_event_error_is_fatal(pointer) != 0)
  }
}
