/// Options for opening a Kafka log.
package struct KafkaOptions: Sendable {
  package var config = KafkaConfig.none
  /// Partitions of a topic that is made here. The default is 12.
  package var partitions: Int32?
  /// Copies of each record, of a topic that is made here; the brokers' default where nil.
  package var replication: Int32?
  /// Folder in which the next numbers of this machine's sources are kept.
  package var stateDirectory: String
  /// Receives librdkafka's log lines, each on one line and without repetitions. Called on any thread.
  package var tell: @Sendable (_ isError: Bool, String) -> Void

  package init(
    config: KafkaConfig = .none, partitions: Int32? = nil, replication: Int32? = nil, stateDirectory: String,
    tell: @escaping @Sendable (_ isError: Bool, String) -> Void
  ) {
    self.config = config
    self.partitions = partitions
    self.replication = replication
    self.stateDirectory = stateDirectory
    self.tell = tell
  }
}
