import CRdkafka

enum KafkaVersion {
  static var text: String { String(cString: rd_kafka_version_str()) }
}
