import CRdkafka
import SalesCore
import SalesPipeline

extension RecordBatch {
  /// Copies a record; without a value (a tombstone) it is empty.
  mutating func append(_ message: UnsafeMutablePointer<rd_kafka_message_t>) {
    var kind = RD_KAFKA_TIMESTAMP_NOT_AVAILABLE
    // Brokers before 0.10 stamp nothing: -1. Producers may stamp anything.
    let time = Timestamp(milliseconds: rd_kafka_message_timestamp(message, &kind))
    append(
      offset: message.pointee.offset, appended: min(max(time, .distantPast), .distantFuture),
      isProducersTime: kind != RD_KAFKA_TIMESTAMP_LOG_APPEND_TIME,
      bytes: UnsafeRawBufferPointer(start: message.pointee.payload, count: message.pointee.len))
  }
}

extension KafkaFailure {
  /// A message that is no record, such as an error; nil for a record.
  init?(of message: UnsafeMutablePointer<rd_kafka_message_t>) {
    guard message.pointee.err != RD_KAFKA_RESP_ERR_NO_ERROR else { return nil }
    self.init(message.pointee.err, rd_kafka_message_errstr(message).map { String(cString: $0) })
  }
}
