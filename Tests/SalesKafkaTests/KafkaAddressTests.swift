import SalesPipeline
import Testing

@testable import SalesKafka

@Suite struct KafkaAddressTests {
  @Test(
    "an address says brokers and topic, with the ports filled in",
    arguments: [
      ("kafka://localhost/sales", "localhost:9092", "sales"),
      ("kafka://a:1,b.example.org,c:65535/my.topic-1_X", "a:1,b.example.org:9092,c:65535", "my.topic-1_X"),
      ("kafka://[::1]/sales", "[::1]:9092", "sales"),
      ("kafka://[2001:db8::7]:9093,10.0.0.1/s", "[2001:db8::7]:9093,10.0.0.1:9092", "s"),
    ])
  func reads(_ text: String, brokers: String, topic: String) throws {
    let address = try KafkaAddress(text)
    #expect(address.brokers == brokers)
    #expect(address.topic == topic)
    #expect(try KafkaAddress(address.text) == address)
  }

  @Test(
    "what is no address is refused",
    arguments: [
      "", "kafka://", "kafka:///sales", "kafka://host", "kafka://host/", "kafka://host:0/t", "kafka://host:65536/t",
      "kafka://host:x/t", "kafka://host:+1/t", "kafka://host:/t", "kafka://a,,b/t", "kafka://a b/t", "kafka://::1/t",
      "kafka://[]/t", "kafka://[::1/t", "kafka://[::1]x/t", "kafka://host/a/b", "kafka://host/a b", "kafka://host/..",
      "kafka://host/ä", "mongodb://host/t", "kafka://host/t?acks=0", "kafka://höst/t",
      "kafka://h/" + String(repeating: "x", count: 250),
    ])
  func refuses(_ text: String) {
    #expect(throws: SettingProblem.self) { try KafkaAddress(text) }
  }

  @Test("a password is refused without being shown, and the way to give one is said")
  func password() {
    #expect { try KafkaAddress("kafka://me:hunter2@host/t") } throws: { error in
      let text = "\(error)"
      return text.contains("--kafka-config") && !text.contains("hunter2")
    }
  }
}
