import CRdkafka
import Glibc

/// librdkafka's mock cluster (no Kafka: it keeps about 5 MB a partition, in memory), held open for other processes.
///
///     mock-kafka --topic sales:12 [--topic …] [--brokers 1]
///
/// Its first line says where: `bootstrap 127.0.0.1:PORT`. Each line it is given is answered by `ok`, or by `error` and
/// what is wrong; at the end of its input it ends.
@main
enum MockKafka {
  static func main() {
    do {
      let options = try Options(Array(CommandLine.arguments.dropFirst()))
      let cluster = try MockCluster(brokers: options.brokers)
      for topic in options.topics { try cluster.create(topic) }
      say("bootstrap \(cluster.bootstrap)")
      while let line = readLine() {
        do {
          try cluster.obey(line.split(separator: " ").map(String.init))
          say("ok")
        } catch {
          say("error \(error)")
        }
      }
    } catch {
      say("mock-kafka: \(error)", to: STDERR_FILENO)
      exit(64)
    }
  }

  private static func say(_ line: String, to descriptor: Int32 = STDOUT_FILENO) {
    let bytes = Array((line + "\n").utf8)
    _ = write(descriptor, bytes, bytes.count)
  }

}

struct Mistake: Error, CustomStringConvertible {
  var description: String

  init(_ text: String) { description = text }
}

/// `NAME:PARTITIONS`.
struct MockTopic {
  var name: String
  var partitions: Int32

  init(_ text: String) throws(Mistake) {
    let parts = text.split(separator: ":")
    guard parts.count == 2, let count = Int32(parts[1]), count > 0 else { throw Mistake("no NAME:PARTITIONS: \(text)") }
    name = String(parts[0])
    partitions = count
  }
}

struct Options {
  var topics: [MockTopic] = []
  var brokers: Int32 = 1

  init(_ words: [String]) throws(Mistake) {
    var rest = words[...]
    while let word = rest.popFirst() {
      guard let value = rest.popFirst() else { throw Mistake("\(word) needs a value") }
      switch word {
      case "--topic": topics.append(try MockTopic(value))
      case "--brokers":
        guard let count = Int32(value), count > 0 else { throw Mistake("no number of brokers: \(value)") }
        brokers = count
      default: throw Mistake("unknown option \(word)")
      }
    }
  }
}
