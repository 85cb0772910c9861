/// Which log a store consumes. The log's backend says it; the store keeps it from its first consumer on.
package struct LogIdentity: Hashable, Sendable, CustomStringConvertible {
  /// Different for every log that was ever made: a random name, or a cluster's id and a topic.
  package var name: String
  /// Every offset of the log is a record. False for a topic on Kafka, where the end of a transaction takes an offset
  /// too.
  package var isDense: Bool

  package init(_ name: String, isDense: Bool) {
    self.name = name
    self.isDense = isDense
  }

  package var description: String { name }
}
