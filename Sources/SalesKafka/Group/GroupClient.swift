import CRdkafka
import SalesPipeline

/// A consumer of librdkafka, its queues and its assignment. It belongs to one actor; no call here blocks for long.
final class GroupClient {
  private(set) var handle: KafkaHandle
  let topic: String
  private let signal: QueueSignal
  /// Rebalances come here.
  private let group: OpaquePointer
  /// One a partition: what is read of one never stands before another's records.
  private var queues: [Int32: OpaquePointer] = [:]
  private var wasAssigned = false

  init(_ handle: consuming KafkaHandle, topic: String, signal: QueueSignal, during: String) throws(BackendError) {
    guard let group = rd_kafka_queue_get_consumer(handle.pointer) else {
      throw BackendError(.unavailable, during: during, detail: "librdkafka gave no consumer")
    }
    self.handle = handle
    self.group = group
    self.topic = topic
    self.signal = signal
    signal.watch(group)
    signal.watch(self.handle.events)
  }

  deinit {
    for queue in queues.values { Self.discard(queue, signal) }
    signal.unwatch(handle.events)
    Self.discard(group, signal)
  }

  private static func discard(_ queue: OpaquePointer, _ signal: QueueSignal) {
    signal.unwatch(queue)
    rd_kafka_queue_destroy(queue)
  }

  func subscribe(during: String) throws(BackendError) {
    let code = withList([:]) { list in
      rd_kafka_topic_partition_list_add(list, topic, RD_KAFKA_PARTITION_UA)
      return rd_kafka_subscribe(handle.pointer, list)
    }
    guard code == RD_KAFKA_RESP_ERR_NO_ERROR else { throw BackendError(kafka: code, during: during) }
  }

  /// The next event of either queue. To poll is also what shows the library that its user is alive.
  func nextEvent(within milliseconds: Int32 = 0) -> KafkaEvent? {
    if let event = handle.nextEvent() { return event }
    guard let event = handle.nextEvent(of: group, within: milliseconds) else { return nil }
    if event.isAssignment { wasAssigned = true }
    return event
  }

  private var isCooperative: Bool {
    rd_kafka_rebalance_protocol(handle.pointer).map { String(cString: $0) } == "COOPERATIVE"
  }

  /// Begins reading `added`; `all` is what is assigned then, with the offset to go on at. A partition that was read
  /// before begins anew.
  func assign(_ added: [Int32: Int64], all: [Int32: Int64], restarts: Set<Int32>) -> KafkaFailure? {
    for partition in added.keys { open(partition) }
    guard isCooperative else { return replaceAssignment(all) }
    if !restarts.isEmpty {
      let old = Dictionary(uniqueKeysWithValues: restarts.map { ($0, Int64(RD_KAFKA_OFFSET_INVALID)) })
      if let failure = KafkaFailure(taking: withList(old) { rd_kafka_incremental_unassign(handle.pointer, $0) }) {
        return failure
      }
    }
    return KafkaFailure(taking: withList(added) { rd_kafka_incremental_assign(handle.pointer, $0) })
  }

  /// Ends reading `removed`; `rest` is what stays assigned.
  func unassign(_ removed: Set<Int32>, rest: [Int32: Int64]) -> KafkaFailure? {
    defer { for partition in removed { close(partition) } }
    guard isCooperative else { return replaceAssignment(rest.isEmpty ? nil : rest) }
    let list = Dictionary(uniqueKeysWithValues: removed.map { ($0, Int64(RD_KAFKA_OFFSET_INVALID)) })
    return KafkaFailure(taking: withList(list) { rd_kafka_incremental_unassign(handle.pointer, $0) })
  }

  private func replaceAssignment(_ all: [Int32: Int64]?) -> KafkaFailure? {
    let code = all.map { withList($0) { rd_kafka_assign(handle.pointer, $0) } } ?? rd_kafka_assign(handle.pointer, nil)
    return code == RD_KAFKA_RESP_ERR_NO_ERROR ? nil : KafkaFailure(code)
  }

  /// Before the partition is assigned, so that no record of it goes the common way.
  private func open(_ partition: Int32) {
    guard queues[partition] == nil, let queue = rd_kafka_queue_get_partition(handle.pointer, topic, partition) else {
      return
    }
    rd_kafka_queue_forward(queue, nil)
    signal.watch(queue)
    queues[partition] = queue
  }

  private func close(_ partition: Int32) {
    if let queue = queues.removeValue(forKey: partition) { Self.discard(queue, signal) }
  }

  /// Gives `body` what is at hand of the partition, at most `limit`; it owns none of it. How many that were.
  func consume(
    _ partition: Int32, limit: Int, _ body: (UnsafeMutablePointer<rd_kafka_message_t>) -> Void
  ) -> Int {
    guard let queue = queues[partition] else { return 0 }
    return withUnsafeTemporaryAllocation(of: UnsafeMutablePointer<rd_kafka_message_t>?.self, capacity: limit) {
      messages in
      let count = max(0, rd_kafka_consume_batch_queue(queue, 0, messages.baseAddress, limit))
      for index in 0..<count {
        guard let message = messages[index] else { continue }
        body(message)
        rd_kafka_message_destroy(message)
      }
      return count
    }
  }

  /// The result comes as an event.
  func commit(_ positions: [Int32: Int64]) -> KafkaFailure? {
    let code = withList(positions) { rd_kafka_commit(handle.pointer, $0, 1) }
    return code == RD_KAFKA_RESP_ERR_NO_ERROR ? nil : KafkaFailure(code)
  }

  /// The offsets that the group has committed. It waits for the broker.
  func committed(_ partitions: Set<Int32>) -> Result<[Int32: Int64], KafkaFailure> {
    let list = Dictionary(uniqueKeysWithValues: partitions.map { ($0, Int64(RD_KAFKA_OFFSET_INVALID)) })
    return withList(list) { list in
      let code = rd_kafka_committed(handle.pointer, list, Self.committedWithin)
      guard code == RD_KAFKA_RESP_ERR_NO_ERROR, let list else { return .failure(KafkaFailure(code)) }
      let entries = UnsafeBufferPointer(start: list.pointee.elems, count: Int(list.pointee.cnt))
      return .success(
        Dictionary(uniqueKeysWithValues: entries.filter { $0.offset >= 0 }.map { ($0.partition, $0.offset) }))
    }
  }

  /// In milliseconds.
  private static let committedWithin: Int32 = 5000

  /// Begins to leave the group: a revocation is still to be answered.
  func startClosing() {
    handle.isAbandoned = !wasAssigned && isMember && rd_kafka_version() < Self.freesUnassigned
    _ = KafkaFailure(taking: rd_kafka_consumer_close_queue(handle.pointer, group))
  }

  /// Before 2.3 the library asserts, when a client is freed, that a member of the group was assigned something:
  /// https://github.com/confluentinc/librdkafka/issues/4312
  private static let freesUnassigned: Int32 = 0x0203_0000

  private var isMember: Bool {
    guard let name = rd_kafka_memberid(handle.pointer) else { return false }
    defer { rd_kafka_mem_free(handle.pointer, name) }
    return name.pointee != 0
  }

  var isClosed: Bool { rd_kafka_consumer_closed(handle.pointer) != 0 }

  private func withList<Value>(
    _ offsets: [Int32: Int64], _ body: (UnsafeMutablePointer<rd_kafka_topic_partition_list_t>?) -> Value
  ) -> Value {
    let list = rd_kafka_topic_partition_list_new(Int32(offsets.count))
    defer { rd_kafka_topic_partition_list_destroy(list) }
    for (partition, offset) in offsets {
      rd_kafka_topic_partition_list_add(list, topic, partition)?.pointee.offset = offset
    }
    return body(list)
  }
}

extension KafkaEvent {
  var isAssignment: Bool {
    type == RD_KAFKA_EVENT_REBALANCE && rd_kafka_event_error(pointer) == RD_KAFKA_RESP_ERR__ASSIGN_PARTITIONS
  }

  /// The topic's partitions that a rebalance is about.
  func partitions(of topic: String) -> Set<Int32> {
    guard let list = rd_kafka_event_topic_partition_list(pointer)?.pointee else { return [] }
    let entries = UnsafeBufferPointer(start: list.elems, count: Int(list.cnt))
    return Set(entries.filter { String(cString: $0.topic) == topic }.map(\.partition))
  }
}
