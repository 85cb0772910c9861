import CRdkafka
import SalesPipeline

/// A client and its topic. Calls block, so it belongs to an actor with a queue of its own.
final class KafkaConnection {
  static let reachWithin: Duration = .seconds(8)
  static let answerWithin: Int32 = 5000

  let handle: KafkaHandle
  let topic: OpaquePointer
  let address: KafkaAddress
  /// The last error of the client, told where the brokers do not answer.
  private(set) var lastFailure: KafkaFailure?

  init(_ handle: consuming KafkaHandle, address: KafkaAddress, during: String) throws {
    guard let topic = rd_kafka_topic_new(handle.pointer, address.topic, nil) else {
      throw BackendError(kafka: rd_kafka_last_error(), during: during)
    }
    self.handle = handle
    self.topic = topic
    self.address = address
  }

  deinit {
    rd_kafka_topic_destroy(topic)
  }

  /// Keeps an error as `lastFailure`. Throws it at once where waiting does not help.
  func note(_ failure: KafkaFailure, during: String) throws(BackendError) {
    // "All brokers are down" follows from the error before it, which gives the reason.
    if failure.code != RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN || lastFailure == nil { lastFailure = failure }
    if failure.kind == .permission { throw BackendError(failure, during: during) }
  }

  /// The brokers answer again.
  func forgetFailure() { lastFailure = nil }

  /// Takes the errors that have come in.
  func serveErrors(during: String) throws(BackendError) {
    while let event = handle.nextEvent() {
      if let failure = event.error { try note(failure, during: during) }
    }
  }

  /// Asks the brokers for the topic's partitions, or the reason why it has none.
  private func metadata(
    within milliseconds: Int32
  ) throws(KafkaFailure) -> (partitions: Int32, error: rd_kafka_resp_err_t) {
    var answer: UnsafePointer<rd_kafka_metadata>?
    let code = rd_kafka_metadata(handle.pointer, 0, topic, &answer, milliseconds)
    guard code == RD_KAFKA_RESP_ERR_NO_ERROR, let answer else { throw KafkaFailure(code) }
    defer { rd_kafka_metadata_destroy(answer) }
    guard answer.pointee.topic_cnt == 1, let topic = answer.pointee.topics else {
      return (0, RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART)
    }
    let leaderless = (0..<Int(topic.pointee.partition_cnt)).first { topic.pointee.partitions[$0].leader < 0 }
    let error = topic.pointee.err
    return (
      topic.pointee.partition_cnt,
      error == RD_KAFKA_RESP_ERR_NO_ERROR && leaderless != nil ? RD_KAFKA_RESP_ERR_LEADER_NOT_AVAILABLE : error
    )
  }

  /// Number of the topic's partitions, none where there is no such topic. Asks until the brokers can be reached and
  /// know.
  func partitionCount(within limit: Duration, awaitsTopic: Bool = false, during: String) throws -> Int32 {
    let deadline = ContinuousClock.now + limit
    var slice: Duration = .milliseconds(250)
    while true {
      let left = ContinuousClock.now.duration(to: deadline)
      do {
        let known = try metadata(within: Int32(max(.milliseconds(10), min(slice, left)) / .milliseconds(1)))
        let isUnknown = known.error == RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART
        if isUnknown, !awaitsTopic { return 0 }
        if known.error == RD_KAFKA_RESP_ERR_NO_ERROR, known.partitions > 0 {
          forgetFailure()
          return known.partitions
        }
        let failure = KafkaFailure(known.error)
        guard isUnknown || failure.kind == .unavailable else { throw BackendError(failure, during: during) }
        lastFailure = failure
        // The brokers answer at once, only not yet what is asked.
        if let event = handle.nextEvent(within: 100), let failure = event.error { try note(failure, during: during) }
      } catch let failure as KafkaFailure {
        if lastFailure == nil { lastFailure = failure }
      }
      try serveErrors(during: during)
      try Task.checkCancellation()
      if ContinuousClock.now >= deadline { throw unavailable(during: during) }
      slice = min(slice * 2, .seconds(2))
    }
  }

  func unavailable(during: String) -> BackendError {
    BackendError(.unavailable, during: during, detail: lastFailure?.text ?? "no answer")
  }

  /// Names the cluster.
  func clusterID(during: String) throws -> String {
    guard let text = rd_kafka_clusterid(handle.pointer, Self.answerWithin) else { throw unavailable(during: during) }
    defer { rd_kafka_mem_free(handle.pointer, text) }
    return String(cString: text)
  }

  /// First and end offset of these partitions, all brokers asked at once.
  func bounds(of partitions: some Sequence<Int32>, during: String) throws -> [PartitionBounds] {
    let partitions = Array(partitions)
    let firsts = try offsets(at: Int64(RD_KAFKA_OFFSET_BEGINNING), of: partitions, during: during)
    let ends = try offsets(at: Int64(RD_KAFKA_OFFSET_END), of: partitions, during: during)
    return zip(partitions, zip(firsts, ends)).map { partition, offsets in
      PartitionBounds(partition: partition, first: offsets.0, end: offsets.1)
    }
  }

  func end(of partition: Int32, during: String) throws -> Int64 {
    try offsets(at: Int64(RD_KAFKA_OFFSET_END), of: [partition], during: during)[0]
  }

  private func offsets(at time: Int64, of partitions: [Int32], during: String) throws -> [Int64] {
    let list = rd_kafka_topic_partition_list_new(Int32(partitions.count))
    defer { rd_kafka_topic_partition_list_destroy(list) }
    for partition in partitions {
      // The protocol's names for the two ends stand in place of a time.
      rd_kafka_topic_partition_list_add(list, address.topic, partition)?.pointee.offset = time
    }
    let code = rd_kafka_offsets_for_times(handle.pointer, list, Self.answerWithin)
    try serveErrors(during: during)
    guard code == RD_KAFKA_RESP_ERR_NO_ERROR else {
      throw code == RD_KAFKA_RESP_ERR__TIMED_OUT
        ? unavailable(during: during) : BackendError(kafka: code, during: during)
    }
    return try partitions.map { partition in
      guard let entry = rd_kafka_topic_partition_list_find(list, address.topic, partition)?.pointee else { return 0 }
      guard entry.err == RD_KAFKA_RESP_ERR_NO_ERROR else { throw BackendError(kafka: entry.err, during: during) }
      return entry.offset
    }
  }
}
