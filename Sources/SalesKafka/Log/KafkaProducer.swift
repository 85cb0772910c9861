import CRdkafka
import SalesCore
import SalesPipeline

/// Sends records and waits for the delivery report of each.
final class KafkaProducer {
  /// Result of an append.
  struct Delivery {
    var positions: [Range<Position>] = []
    /// Number of records acknowledged from the first on, without a gap.
    var acknowledged: Int
    var failure: KafkaFailure?
  }

  let connection: KafkaConnection
  private let location: String
  private var open: Open?

  /// The append in hand.
  private struct Open {
    var outstanding = 0
    var delivery: Delivery
    var runs = PositionRuns()
    var isPurged = false

    mutating func fail(_ index: Int, _ failure: KafkaFailure) {
      delivery.acknowledged = min(delivery.acknowledged, index)
      // The one that says most: what follows from a fatal error is fatal too, and a timeout has another cause.
      if delivery.failure == nil || failure.isFatal { delivery.failure = failure }
    }
  }

  init(_ address: KafkaAddress, _ options: KafkaOptions, during: String) throws {
    let configuration = try KafkaConfiguration(
      address, options,
      defaults: [
        ("compression.codec", "lz4"), ("linger.ms", "5"), ("partitioner", "murmur2_random"),
        // After that long a record counts as undelivered, and the caller decides.
        ("message.timeout.ms", "30000"), ("reconnect.backoff.max.ms", "1000"),
      ],
      during: during)
    try configuration.set("enable.idempotence", "true", during: during)
    try configuration.set("acks", "all", during: during)
    configuration.deliver(RD_KAFKA_EVENT_DR)
    connection = try KafkaConnection(
      try configuration.makeHandle(RD_KAFKA_PRODUCER, during: during), address: address, during: during)
    location = address.text
  }

  /// Returns when there is a report on every record. The records' memory is lent to librdkafka until then.
  func append(_ records: RecordBuffer) throws -> Delivery {
    open = Open(delivery: Delivery(acknowledged: records.count))
    defer { open = nil }
    records.bytes.withUnsafeBufferPointer { bytes in
      send(records, bytes)
      while let open, open.outstanding > 0 { serve(within: 100) }
    }
    var delivery = open?.delivery ?? Delivery(acknowledged: 0)
    if delivery.failure == nil { connection.forgetFailure() }
    delivery.positions = open?.runs.finish() ?? []
    return delivery
  }

  private static let chunk = 1000

  private func send(_ records: RecordBuffer, _ bytes: UnsafeBufferPointer<UInt8>) {
    var messages: [rd_kafka_message_t] = []
    messages.reserveCapacity(Self.chunk)
    var index = 0
    while index < records.count {
      let end = min(index + Self.chunk, records.count)
      messages.removeAll(keepingCapacity: true)
      for record in index..<end {
        messages.append(Self.message(record, UnsafeBufferPointer(rebasing: bytes[records.range(of: record)])))
      }
      index = end
      produce(&messages)
    }
  }

  /// Leaves no message out: where the queue is full, it waits for reports and goes on.
  private func produce(_ messages: inout [rd_kafka_message_t]) {
    while !messages.isEmpty {
      let taken = messages.withUnsafeMutableBufferPointer { messages in
        rd_kafka_produce_batch(
          connection.topic, RD_KAFKA_PARTITION_UA, 0, messages.baseAddress, Int32(messages.count))
      }
      open?.outstanding += Int(taken)
      if Int(taken) == messages.count { break }
      var again: [rd_kafka_message_t] = []
      for message in messages where message.err != RD_KAFKA_RESP_ERR_NO_ERROR {
        guard message.err == RD_KAFKA_RESP_ERR__QUEUE_FULL else {
          open?.fail(Self.index(of: message), failure(of: message.err))
          continue
        }
        var message = message
        message.err = RD_KAFKA_RESP_ERR_NO_ERROR
        again.append(message)
      }
      messages = again
      if !messages.isEmpty { serve(within: 100) }
    }
    serve(within: 0)
  }

  /// Takes the events that are there, the first of them after a wait.
  private func serve(within milliseconds: Int32) {
    var wait = milliseconds
    while let event = connection.handle.nextEvent(within: wait) {
      wait = 0
      if event.type == RD_KAFKA_EVENT_DR {
        while let message = rd_kafka_event_message_next(event.pointer) { report(message.pointee) }
      } else if let failure = event.error {
        try? connection.note(failure, during: "")
        if failure.isFatal { giveUp() }
      }
    }
  }

  private func report(_ message: rd_kafka_message_t) {
    open?.outstanding -= 1
    if message.err == RD_KAFKA_RESP_ERR_NO_ERROR {
      // Of a record that was found to be there already, the broker does not say where.
      if message.offset >= 0 { open?.runs.add(partition: message.partition, offset: message.offset) }
    } else {
      open?.fail(Self.index(of: message), failure(of: message.err))
    }
  }

  /// After a fatal error nothing is sent any more: reports the waiting records as failed now, not when they time out.
  private func giveUp() {
    guard open?.isPurged == false else { return }
    open?.isPurged = true
    rd_kafka_purge(connection.handle.pointer, RD_KAFKA_PURGE_F_QUEUE | RD_KAFKA_PURGE_F_INFLIGHT)
  }

  private func failure(of code: rd_kafka_resp_err_t) -> KafkaFailure {
    if let fatal = connection.handle.fatalError { return KafkaFailure(fatal.code, fatal.text, isFatal: true) }
    if code == RD_KAFKA_RESP_ERR__MSG_TIMED_OUT, let cause = connection.lastFailure { return cause }
    // The brokers have forgotten this client, or took it for an older one: only a new one can go on.
    let isOver = code == RD_KAFKA_RESP_ERR_INVALID_PRODUCER_EPOCH || code == RD_KAFKA_RESP_ERR_UNKNOWN_PRODUCER_ID
    return KafkaFailure(code, isFatal: isOver)
  }

  private static func message(_ index: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> rd_kafka_message_t {
    var message = rd_kafka_message_t()
    message.payload = UnsafeMutableRawPointer(mutating: bytes.baseAddress)
    message.len = bytes.count
    // One more, since the pointer of index 0 would be nil.
    message._private = UnsafeMutableRawPointer(bitPattern: index + 1)
    if let key = RecordKey.range(in: bytes) {
      message.key = message.payload.map { $0 + key.lowerBound }
      message.key_len = key.count
    }
    return message
  }

  private static func index(of message: rd_kafka_message_t) -> Int { Int(bitPattern: message._private) - 1 }
}
