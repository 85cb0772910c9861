import Foundation

/// A topic for one test: on a mock broker of its own, or under a name of its own on the brokers that
/// `SALESTOP_TEST_KAFKA` names.
package struct TestTopic: Sendable {
  package let name = "salestop-test-\(UUID().uuidString.prefix(13).lowercased())"
  package let brokers: String
  package let partitions: Int32
  private let mock: MockKafka?

  package init(partitions: Int32) throws {
    self.partitions = partitions
    if let real = ProcessInfo.processInfo.environment["SALESTOP_TEST_KAFKA"] {
      brokers = real
      mock = nil
    } else {
      let mock = try MockKafka("\(name):\(partitions)")
      brokers = mock.bootstrap
      self.mock = mock
    }
  }

  package var address: String { "kafka://\(brokers)/\(name)" }
}
