import CRdkafka

@main
enum MockKafka {
  static func main() {
    print("mock broker of librdkafka \(String(cString: rd_kafka_version_str()))")
  }
}
