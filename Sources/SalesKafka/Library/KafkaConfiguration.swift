import CRdkafka
import SalesPipeline

/// Configuration of a client: our defaults, then the user's properties, then the properties on which exactly-once
/// rests.
///
///     let configuration = try KafkaConfiguration(address, options, during: "join group g")
///     try configuration.set("group.id", group)
///     let handle = try configuration.makeHandle(RD_KAFKA_CONSUMER, during: "join group g")
struct KafkaConfiguration: ~Copyable {
  private let library = LibraryConfiguration()
  private let lines: KafkaLogLines

  /// `defaults` yield to the user's properties.
  init(
    _ address: KafkaAddress, _ options: KafkaOptions, defaults: [(name: String, value: String)] = [], during: String
  ) throws(BackendError) {
    lines = KafkaLogLines(tell: options.tell)
    for property in [("client.id", "salestop")] + defaults { try set(property.0, property.1, during: during) }
    for property in options.config.properties {
      try set(property.name, property.value, during: during)
    }
    for (name, value) in [
      ("bootstrap.servers", address.brokers), ("allow.auto.create.topics", "false"), ("log.thread.name", "false"),
    ] {
      try set(name, value, during: during)
    }
    rd_kafka_conf_set_opaque(library.pointer, Unmanaged.passUnretained(lines).toOpaque())
    rd_kafka_conf_set_log_cb(library.pointer) { client, level, facility, text in
      guard let client, let facility, let text, let opaque = rd_kafka_opaque(client) else { return }
      Unmanaged<KafkaLogLines>.fromOpaque(opaque).takeUnretainedValue()
        .add(level: Int(level), facility: String(cString: facility), text: String(cString: text))
    }
    deliver(RD_KAFKA_EVENT_ERROR)
  }

  func set(_ name: String, _ value: String, during: String) throws(BackendError) {
    do {
      try library.set(name, value)
    } catch {
      throw BackendError(.mismatch, during: during, detail: error.message)
    }
  }

  /// Which events come on the client's main queue, besides errors (`RD_KAFKA_EVENT_…`).
  func deliver(_ events: Int32) {
    rd_kafka_conf_set_events(library.pointer, events | RD_KAFKA_EVENT_ERROR)
  }

  /// Makes the client; it connects by itself, in threads of its own.
  consuming func makeHandle(_ type: rd_kafka_type_t, during: String) throws(BackendError) -> KafkaHandle {
    let lines = lines
    var detail = ""
    let client = library.handOver { configuration in
      withUnsafeTemporaryAllocation(of: CChar.self, capacity: 512) { text in
        text.initialize(repeating: 0)
        let client = rd_kafka_new(type, configuration, text.baseAddress, text.count)
        if client == nil, let start = text.baseAddress { detail = String(cString: start) }
        return client
      }
    }
    // Properties that contradict each other are found here.
    guard let client else { throw BackendError(.mismatch, during: during, detail: detail) }
    return KafkaHandle(client, lines)
  }
}
