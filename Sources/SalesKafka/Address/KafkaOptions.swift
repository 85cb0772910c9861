/// How a Kafka log is opened.
package struct KafkaOptions: Sendable {
  package var config = KafkaConfig.none
  /// Of a topic that is made here; 12 where nil.
  package var partitions: Int32?
  /// Copies of each record, of a topic that is made here; the brokers' default where nil.
  package var replication: Int32?
  /// Where it is kept which numbers this machine's sources have used.
  package var stateDirectory: String
  /// Hears Kafka's own log lines, each without line breaks and not the same one again and again. Called on any thread.
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
