import Testing

@testable import SalesKafka

@Suite struct KafkaVersionTests {
  @Test("the library is there") func version() { #expect(!KafkaVersion.text.isEmpty) }
}
