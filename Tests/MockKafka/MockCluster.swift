import CRdkafka
import Glibc

/// One mock cluster, and the words that trouble it.
struct MockCluster: ~Copyable {
  private let client: OpaquePointer
  private let cluster: OpaquePointer

  init(brokers: Int32) throws(Mistake) {
    let configuration = rd_kafka_conf_new()
    rd_kafka_conf_set_log_cb(configuration, nil)
    guard let client = rd_kafka_new(RD_KAFKA_PRODUCER, configuration, nil, 0) else { throw Mistake("no client") }
    guard let cluster = rd_kafka_mock_cluster_new(client, brokers) else { throw Mistake("no mock cluster") }
    self.client = client
    self.cluster = cluster
  }

  deinit {
    rd_kafka_mock_cluster_destroy(cluster)
    rd_kafka_destroy(client)
  }

  var bootstrap: String { String(cString: rd_kafka_mock_cluster_bootstraps(cluster)) }

  func create(_ topic: MockTopic) throws(Mistake) {
    try check(rd_kafka_mock_topic_create(cluster, topic.name, topic.partitions, 1))
  }

  func obey(_ words: [String]) throws(Mistake) {
    let numbers = words.map { Int32($0) }
    switch (words.first, words.count) {
    case ("down", 1...2): try check(rd_kafka_mock_broker_set_down(cluster, try broker(words)))
    case ("up", 1...2): try check(rd_kafka_mock_broker_set_up(cluster, try broker(words)))
    case ("rtt", 2):
      guard let milliseconds = numbers[1] else { throw Mistake("rtt MS") }
      try check(rd_kafka_mock_broker_set_rtt(cluster, -1, milliseconds))
    case ("errors", 3...): try pushErrors(request: words[1], names: words[2...])
    case ("leader", 4):
      guard let partition = numbers[2], let broker = numbers[3] else { throw Mistake("leader TOPIC PARTITION BROKER") }
      try check(rd_kafka_mock_partition_set_leader(cluster, words[1], partition, broker))
    case ("hide", 2):
      rd_kafka_mock_topic_set_error(cluster, words[1], RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART)
    case ("stamp", 4):
      guard let time = Int64(words[2]) else { throw Mistake("stamp TOPIC MILLISECONDS RECORD") }
      try produce(words[3], to: words[1], at: time)
    case ("topic", 2): try create(try MockTopic(words[1]))
    default: throw Mistake("unknown: \(words.joined(separator: " "))")
    }
  }

  /// Puts a record on the topic with a time of the producer's own choice.
  private func produce(_ record: String, to topic: String, at time: Int64) throws(Mistake) {
    rd_kafka_brokers_add(client, bootstrap)
    let failure = record.withCString { bytes in
      topic.withCString { topic in
        var values = [rd_kafka_vu_t](repeating: rd_kafka_vu_t(), count: 4)
        values[0].vtype = RD_KAFKA_VTYPE_TOPIC
        values[0].u.cstr = topic
        values[1].vtype = RD_KAFKA_VTYPE_VALUE
        values[1].u.mem.ptr = UnsafeMutableRawPointer(mutating: bytes)
        values[1].u.mem.size = strlen(bytes)
        values[2].vtype = RD_KAFKA_VTYPE_TIMESTAMP
        values[2].u.i64 = time
        values[3].vtype = RD_KAFKA_VTYPE_MSGFLAGS
        values[3].u.i = RD_KAFKA_MSG_F_COPY
        return rd_kafka_produceva(client, values, values.count)
      }
    }
    if let failure {
      defer { rd_kafka_error_destroy(failure) }
      throw Mistake(String(cString: rd_kafka_error_string(failure)))
    }
    try check(rd_kafka_flush(client, 10_000))
  }

  /// All of them where none is named.
  private func broker(_ words: [String]) throws(Mistake) -> Int32 {
    guard words.count == 2 else { return -1 }
    guard let number = Int32(words[1]) else { throw Mistake("no broker: \(words[1])") }
    return number
  }

  /// Each of the next requests of that kind is answered by one of these errors, in order.
  private func pushErrors(request: String, names: ArraySlice<String>) throws(Mistake) {
    guard let key = Self.requests[request] else { throw Mistake("unknown request \(request)") }
    var codes: [rd_kafka_resp_err_t] = []
    for name in names {
      guard let code = Self.code(named: name) else { throw Mistake("unknown error \(name)") }
      codes.append(code)
    }
    rd_kafka_mock_push_request_errors_array(cluster, key, codes.count, codes)
  }

  /// Kafka's numbers for its requests.
  private static let requests: [String: Int16] = [
    "PRODUCE": 0, "FETCH": 1, "LIST_OFFSETS": 2, "METADATA": 3, "OFFSET_COMMIT": 8, "OFFSET_FETCH": 9,
    "FIND_COORDINATOR": 10, "JOIN_GROUP": 11, "HEARTBEAT": 12, "LEAVE_GROUP": 13, "SYNC_GROUP": 14,
    "API_VERSIONS": 18, "INIT_PRODUCER_ID": 22,
  ]

  private static func code(named name: String) -> rd_kafka_resp_err_t? {
    var start: UnsafePointer<rd_kafka_err_desc>?
    var count = 0
    rd_kafka_get_err_descs(&start, &count)
    return UnsafeBufferPointer(start: start, count: count).first { entry in
      entry.name.map { String(cString: $0) == name } ?? false
    }?.code
  }

  private func check(_ code: rd_kafka_resp_err_t) throws(Mistake) {
    guard code == RD_KAFKA_RESP_ERR_NO_ERROR else { throw Mistake(String(cString: rd_kafka_err2str(code))) }
  }
}
