import CRdkafka
import SalesPipeline

extension KafkaConnection {
  /// Makes the topic; that it is there already is no error.
  func createTopic(partitions: Int32, replication: Int32?, during: String) throws {
    let during = "\(during), make topic \(address.topic)"
    do {
      try create(partitions: partitions, replication: replication ?? -1)
    } catch let failure as KafkaFailure
      where replication == nil && failure.code == RD_KAFKA_RESP_ERR_INVALID_REPLICATION_FACTOR
    {
      // Brokers before 2.4 have no default of theirs.
      do { try create(partitions: partitions, replication: 1) } catch let failure as KafkaFailure {
        throw BackendError(failure, during: during)
      }
    } catch let failure as KafkaFailure where failure.code == RD_KAFKA_RESP_ERR__UNSUPPORTED_FEATURE {
      throw BackendError(
        .missing, during: during,
        detail: "it is not there, and these brokers make none on request; make it with their tools")
    } catch let failure as KafkaFailure {
      throw BackendError(failure, during: during)
    }
  }

  private func create(partitions: Int32, replication: Int32) throws {
    let (wanted, problem) = withUnsafeTemporaryAllocation(of: CChar.self, capacity: 512) { text in
      text.initialize(repeating: 0)
      let wanted = rd_kafka_NewTopic_new(address.topic, partitions, replication, text.baseAddress, text.count)
      return (wanted, text.baseAddress.map { String(cString: $0) })
    }
    guard let wanted else { throw KafkaFailure(RD_KAFKA_RESP_ERR__INVALID_ARG, problem) }
    defer { rd_kafka_NewTopic_destroy(wanted) }
    let queue = rd_kafka_queue_new(handle.pointer)
    defer { rd_kafka_queue_destroy(queue) }
    var topics: [OpaquePointer?] = [wanted]
    let options = rd_kafka_AdminOptions_new(handle.pointer, RD_KAFKA_ADMIN_OP_CREATETOPICS)
    defer { rd_kafka_AdminOptions_destroy(options) }
    rd_kafka_AdminOptions_set_request_timeout(options, Self.answerWithin, nil, 0)
    rd_kafka_CreateTopics(handle.pointer, &topics, 1, options, queue)
    guard let event = handle.nextEvent(of: queue, within: 2 * Self.answerWithin) else {
      throw KafkaFailure(RD_KAFKA_RESP_ERR__TIMED_OUT)
    }
    if let failure = event.error { throw failure }
    var count = 0
    guard let results = rd_kafka_CreateTopics_result_topics(rd_kafka_event_CreateTopics_result(event.pointer), &count)
    else { return }
    for index in 0..<count {
      let code = rd_kafka_topic_result_error(results[index])
      if code == RD_KAFKA_RESP_ERR_NO_ERROR || code == RD_KAFKA_RESP_ERR_TOPIC_ALREADY_EXISTS { continue }
      throw KafkaFailure(code, rd_kafka_topic_result_error_string(results[index]).map { String(cString: $0) })
    }
  }
}
