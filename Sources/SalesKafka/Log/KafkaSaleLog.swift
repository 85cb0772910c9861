import Platform
package import SalesCore
package import SalesPipeline

/// A topic of Kafka as a log.
///
/// A source's numbers are noted on this machine (`SourceNumbers`). librdkafka sends a record again by itself and the
/// brokers drop what they have (idempotence); once it has given up on an append, nobody can know which of its
/// unreported records are on the topic. They are sent again under the same ids: a source goes on after the records that
/// were acknowledged without a gap, and the store counts what came twice as duplicates.
package actor KafkaSaleLog: SaleLog {
  package enum Mode: Sendable { case produce, read }

  package nonisolated let identity: LogIdentity
  package nonisolated let topic: String
  package nonisolated let location: String
  nonisolated let address: KafkaAddress
  nonisolated let options: KafkaOptions

  private let mode: Mode
  private let serial: QueueExecutor
  /// Nil after a fatal error, until it is needed again.
  private var producer: KafkaProducer?
  private var reader: KafkaReader?
  private var numbers: SourceNumbers

  package nonisolated var unownedExecutor: UnownedSerialExecutor { serial.asUnownedSerialExecutor() }

  /// Reaches the brokers within 8 s. To produce, a topic that is missing is made; to read, it is an error.
  package static func open(
    _ address: KafkaAddress, mode: Mode, options: KafkaOptions
  ) async throws -> KafkaSaleLog {
    let serial = QueueExecutor(label: "salestop.kafka")
    let client = try await serial.run { try Client.reach(address, mode: mode, options: options) }
    return KafkaSaleLog(address, mode: mode, options: options, serial: serial, client: client)
  }

  /// The clients that `open` makes on the log's own queue.
  private struct Client {
    var producer: KafkaProducer?
    var reader: KafkaReader?
    var clusterID: String

    static func reach(_ address: KafkaAddress, mode: Mode, options: KafkaOptions) throws -> sending Client {
      let during = "reach \(address.text)"
      let producer = mode == .produce ? try KafkaProducer(address, options, during: during) : nil
      let reader = mode == .read ? try KafkaReader(address, options, during: during) : nil
      guard let connection = producer?.connection ?? reader?.connection else { preconditionFailure("no mode") }
      let within = KafkaConnection.reachWithin
      if try connection.partitionCount(within: within, during: during) == 0 {
        guard mode == .produce else {
          throw BackendError(.missing, during: during, detail: "there is no topic \(address.topic)")
        }
        try connection.createTopic(
          partitions: options.partitions ?? 12, replication: options.replication, during: during)
        _ = try connection.partitionCount(within: within, awaitsTopic: true, during: during)
      }
      return Client(producer: producer, reader: reader, clusterID: try connection.clusterID(during: during))
    }
  }

  private init(
    _ address: KafkaAddress, mode: Mode, options: KafkaOptions, serial: QueueExecutor, client: sending Client
  ) {
    self.address = address
    self.mode = mode
    self.options = options
    self.serial = serial
    topic = address.topic
    location = address.text
    identity = LogIdentity("\(client.clusterID)/\(address.topic)", isDense: false)
    numbers = SourceNumbers(
      stateDirectory: options.stateDirectory, identity: identity.name, isReadOnly: mode == .read)
    producer = client.producer
    reader = client.reader
  }

  /// Returns when the brokers have acknowledged every record. It cannot be cancelled, and takes half a minute at most
  /// where they do not answer.
  package func append(_ records: RecordBuffer, progress: SourceProgress?) async throws -> [Range<Position>] {
    let during = "append to \(location)"
    guard mode == .produce else { throw BackendError(.permission, during: during, detail: "it is open for reading") }
    let first = try progress.map { try numbers.reserve($0) }
    let delivery = try currentProducer(during).append(records)
    guard let failure = delivery.failure else {
      if let progress { numbers.acknowledge(progress.source, next: progress.nextSequence) }
      return delivery.positions
    }
    // With as many records as numbers, each record has its own number; injected records have none.
    if let progress, let first, progress.nextSequence - first == records.count {
      numbers.acknowledge(progress.source, next: first + Int64(delivery.acknowledged))
    }
    if failure.isFatal { producer = nil }
    throw BackendError(failure, during: during)
  }

  /// After the last number that is acknowledged without a gap; in a new process, after those that may have been used.
  package func nextSequence(of source: String) async throws -> Int64 {
    try numbers.next(of: source)
  }

  package func partitions() async throws -> [PartitionBounds] {
    let during = "ask \(location) for its partitions"
    let connection = try mode == .produce ? currentProducer(during).connection : currentReader(during).connection
    let count = try connection.partitionCount(within: .seconds(5), during: during)
    guard count > 0 else { throw BackendError(.missing, during: during, detail: "there is no topic \(topic)") }
    return try connection.bounds(of: 0..<count, during: during)
  }

  package func read(from position: Position, limit: Int) async throws -> RecordBatch {
    try currentReader("read \(location)").read(from: position, limit: limit)
  }

  package nonisolated func changes() -> AsyncStream<Void> { .ticks(every: .milliseconds(250)) }

  private func currentProducer(_ during: String) throws -> KafkaProducer {
    if let producer { return producer }
    let new = try KafkaProducer(address, options, during: during)
    producer = new
    return new
  }

  private func currentReader(_ during: String) throws -> KafkaReader {
    if let reader { return reader }
    let new = try KafkaReader(address, options, during: during)
    reader = new
    return new
  }
}

extension KafkaSaleLog {
  /// Joins the topic's consumer group of that name, through a client of its own made from `address` and `options`.
  package func subscribe(group: String) async throws -> any LogSubscription {
    try await KafkaSubscription(address, options: options, group: group, partitions: partitions().count)
  }
}
