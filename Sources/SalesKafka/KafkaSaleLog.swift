package import SalesCore
package import SalesPipeline

/// A topic of Kafka as a log.
package actor KafkaSaleLog: SaleLog {
  package enum Mode: Sendable { case produce, read }

  package nonisolated let identity: String
  package nonisolated let topic: String
  package nonisolated let place: String
  nonisolated let address: KafkaAddress
  nonisolated let options: KafkaOptions

  /// Reaches the brokers within 8 s. To produce, a topic that is missing is made; to read, it is an error.
  package static func open(
    _ address: KafkaAddress, mode: Mode, options: KafkaOptions
  ) async throws -> KafkaSaleLog {
    throw BackendError(.unavailable, during: "reach \(address.text)", detail: "not built yet")
  }

  private init(_ address: KafkaAddress, options: KafkaOptions, identity: String) {
    self.address = address
    self.options = options
    self.identity = identity
    topic = address.topic
    place = address.text
  }

  package func append(_ records: RecordBuffer, progress: SourceProgress?) async throws -> [Range<Position>] { [] }
  package func nextSequence(of source: String) async throws -> Int64 { 0 }
  package func partitions() async throws -> [PartitionBounds] { [] }
  package func read(from position: Position, limit: Int) async throws -> RecordBatch {
    RecordBatch(partition: position.partition)
  }
  package nonisolated func changes() -> AsyncStream<Void> { AsyncStream { nil } }
}
