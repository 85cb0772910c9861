import CRdkafka
import SalesCore
import SalesPipeline

/// Reads partitions from chosen offsets, without a group.
final class KafkaReader {
  let connection: KafkaConnection
  private let location: String
  private var partitions: [Int32: PartitionReader] = [:]
  /// The partitions being read ahead, the last one used at the end.
  private(set) var readAhead: [Int32] = []

  /// Each may hold 16 MB, and a topic may have a hundred.
  static let mostReadAhead = 4
  /// After so long without an answer the brokers count as away.
  private static let patience: Duration = .seconds(10)

  init(_ address: KafkaAddress, _ options: KafkaOptions, during: String) throws {
    let configuration = try KafkaConfiguration(
      address, options,
      defaults: [
        // A partition is read ahead by that much; several are at a time.
        ("queued.min.messages", "50000"), ("queued.max.messages.kbytes", "16384"), ("reconnect.backoff.max.ms", "1000"),
        ("fetch.error.backoff.ms", "100"),
        // At the end of a partition the broker keeps a fetch for so long, and every question behind it.
        ("fetch.wait.max.ms", "50"),
      ],
      during: during)
    try configuration.set("enable.partition.eof", "true", during: during)
    try configuration.set("auto.offset.reset", "error", during: during)
    connection = try KafkaConnection(
      try configuration.makeHandle(RD_KAFKA_CONSUMER, during: during), address: address, during: during)
    location = address.text
  }

  /// See `SaleLog.read`. What follows the read before is there already, or on its way.
  func read(from position: Position, limit: Int) throws -> RecordBatch {
    let during = "read \(location) at \(position.partition)/\(position.offset)"
    let reader = try reader(at: position, during: during)
    var batch = RecordBatch(partition: position.partition)
    var deadline = ContinuousClock.now + Self.patience
    var end: Int64?
    while !batch.isFull(limit) {
      do {
        if try reader.take(limit, into: &batch) { deadline = ContinuousClock.now + Self.patience }
      } catch {
        drop(position.partition)
        throw problem(error, at: position, during: during)
      }
      if reader.isAtEnd {
        if !batch.isEmpty { break }
        // It was the end when that was said; is it still?
        let known = try end ?? connection.end(of: position.partition, during: during)
        end = known
        if reader.next >= known { break }
      }
      try connection.serveErrors(during: during)
      try Task.checkCancellation()
      guard ContinuousClock.now < deadline else {
        if !batch.isEmpty { break }
        throw connection.unavailable(during: during)
      }
    }
    // The offsets at the end that are no records, marks of transactions, are read as well.
    if reader.isAtEnd, reader.next > batch.next ?? position.offset { batch.pass(to: reader.next) }
    reader.following = batch.next ?? position.offset
    // A caller that asks for one record looks something up: nothing is read ahead.
    if limit == 1 { drop(position.partition) }
    return batch
  }

  private func drop(_ partition: Int32) {
    partitions[partition] = nil
    readAhead.removeAll { $0 == partition }
  }

  private func reader(at position: Position, during: String) throws -> PartitionReader {
    if let reader = partitions[position.partition], reader.following == position.offset {
      readAhead.removeAll { $0 == position.partition }
      readAhead.append(position.partition)
      return reader
    }
    drop(position.partition)
    if readAhead.count >= Self.mostReadAhead { drop(readAhead[0]) }
    do {
      let reader = try PartitionReader(connection, position)
      partitions[position.partition] = reader
      readAhead.append(position.partition)
      return reader
    } catch {
      throw BackendError(error, during: during)
    }
  }

  /// An offset that is not there was removed, or never given.
  private func problem(_ failure: KafkaFailure, at position: Position, during: String) -> BackendError {
    guard failure.kind == .gap, let bounds = try? connection.bounds(of: [position.partition], during: during).first
    else { return BackendError(failure, during: during) }
    if position.offset > bounds.end {
      return BackendError(
        .foreign, during: during, detail: "the partition ends at \(bounds.end); the topic was cut or made anew")
    }
    return BackendError(
      .gap, during: during, detail: "retention has removed the records \(position.offset)..<\(bounds.first)")
  }
}

/// One partition being read ahead.
final class PartitionReader {
  /// The offset to be fetched next.
  private(set) var next: Int64
  /// There was nothing at `next` when the broker was asked last.
  private(set) var isAtEnd = false
  /// The position at which the caller is expected to go on.
  var following: Int64

  private let connection: KafkaConnection
  private let partition: Int32
  private let queue: OpaquePointer
  private var messages: [UnsafeMutablePointer<rd_kafka_message_t>?]
  /// Range in `messages` of those taken from the queue and not yet returned.
  private var waiting = 0..<0

  private static let chunk = 2000

  init(_ connection: KafkaConnection, _ position: Position) throws(KafkaFailure) {
    guard let queue = rd_kafka_queue_new(connection.handle.pointer) else {
      throw KafkaFailure(RD_KAFKA_RESP_ERR__FAIL)
    }
    guard rd_kafka_consume_start_queue(connection.topic, position.partition, position.offset, queue) == 0 else {
      let code = rd_kafka_last_error()
      rd_kafka_queue_destroy(queue)
      throw KafkaFailure(code)
    }
    self.connection = connection
    self.queue = queue
    partition = position.partition
    next = position.offset
    following = position.offset
    messages = Array(repeating: nil, count: Self.chunk)
  }

  deinit {
    for message in messages[waiting] { rd_kafka_message_destroy(message) }
    rd_kafka_consume_stop(connection.topic, partition)
    rd_kafka_queue_destroy(queue)
  }

  /// Adds what is at hand, up to the batch's limits; waits a moment where nothing is. False where nothing has come.
  func take(_ limit: Int, into batch: inout RecordBatch) throws(KafkaFailure) -> Bool {
    if waiting.isEmpty {
      // At the end a wait is for what others append, and the caller sees to that.
      let count = rd_kafka_consume_batch_queue(queue, isAtEnd ? 10 : 100, &messages, messages.count)
      guard count > 0 else { return false }
      waiting = 0..<count
    }
    while !batch.isFull(limit), let message = messages[waiting].first ?? nil {
      waiting = waiting.lowerBound + 1..<waiting.upperBound
      defer { rd_kafka_message_destroy(message) }
      try add(message, to: &batch)
    }
    return true
  }

  private func add(
    _ message: UnsafeMutablePointer<rd_kafka_message_t>, to batch: inout RecordBatch
  ) throws(KafkaFailure) {
    switch message.pointee.err {
    case RD_KAFKA_RESP_ERR_NO_ERROR:
      batch.append(message)
      next = message.pointee.offset + 1
      isAtEnd = false
    case RD_KAFKA_RESP_ERR__PARTITION_EOF:
      // Past what is no record, such as the marks of transactions.
      next = max(next, message.pointee.offset)
      isAtEnd = true
    default:
      let failure = KafkaFailure(message.pointee.err, rd_kafka_message_errstr(message).map { String(cString: $0) })
      if failure.kind != .unavailable { throw failure }
    }
  }
}
