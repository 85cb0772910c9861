import Foundation
import SalesPipeline
import Synchronization
import TestSupport
import Testing

@testable import SalesKafka

@Suite struct KafkaConfigTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  func write(_ text: String, mode: Int = 0o600) throws -> String {
    let path = folder.file("kafka.properties")
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    return path
  }

  @Test("properties, comments and blank lines")
  func reads() throws {
    let config = try KafkaConfig(
      file: write("# ours\n\n linger.ms = 20\r\ncompression.codec=zstd\nsasl.password=a=b # c\nacks=all\n"))
    #expect(config.properties.map(\.name) == ["linger.ms", "compression.codec", "sasl.password", "acks"])
    #expect(config.properties.map(\.value) == ["20", "zstd", "a=b # c", "all"])
    #expect(KafkaConfig.none.properties.isEmpty)
  }

  @Test(
    "what cannot be is refused with file, line and name",
    arguments: [
      ("linger.mss=5", "linger.mss"), ("linger.ms=soon", "linger.ms"),
      ("compression.codec=hunter2", "compression.codec"),
      ("security.protocol=hunter2", "security.protocol"), ("sasl.password hunter2 = 1", "such a name"),

      ("linger.ms", "there is no ="), ("sasl.password hunter2", "there is no ="), ("acks=1", "acks"),
      ("request.required.acks=0", "request.required.acks"),
      ("enable.idempotence=false", "enable.idempotence"), ("enable.auto.commit=true", "enable.auto.commit"),
      ("enable.auto.offset.store=true", "enable.auto.offset.store"), ("group.id=mine", "group.id"),
      ("auto.offset.reset=latest", "auto.offset.reset"), ("bootstrap.servers=a:1", "--log"),
      ("metadata.broker.list=a:1", "--log"), ("transactional.id=t", "transactional.id"), ("=5", "there is no ="),
      ("topic.acks=1", "acks"),
    ])
  func refuses(line: String, names: String) throws {
    let path = try write("# first\n\(line)\n")
    #expect { try KafkaConfig(file: path) } throws: { error in
      guard let error = error as? SettingProblem else { return false }
      return error.setting == "kafka-config" && error.message.hasPrefix("\(path):2: ") && error.message.contains(names)
        // Nothing but names is shown: any value may be a secret.
        && !error.message.contains("hunter2")
    }
  }

  @Test(
    "a secret in a file that everybody can read or write is refused, and not shown", arguments: [0o644, 0o604, 0o602])
  func secret(mode: Int) throws {
    let path = try write("sasl.password=hunter2\n", mode: mode)
    #expect { try KafkaConfig(file: path) } throws: { error in
      (error as? BackendError)?.kind == .permission && !"\(error)".contains("hunter2")
    }
    #expect(try KafkaConfig(file: write("linger.ms=5\n", mode: mode)).properties.count == 1)
  }

  @Test("a secret that a group shares is taken", arguments: [0o400, 0o600, 0o640, 0o440])
  func shared(mode: Int) throws {
    #expect(try KafkaConfig(file: write("sasl.password=hunter2\n", mode: mode)).properties.count == 1)
  }

  @Test("what is no file of properties is an error", arguments: ["nothing", "."])
  func noFile(name: String) {
    #expect(throws: BackendError.self) { try KafkaConfig(file: folder.file(name)) }
  }

  @Test(
    "it is known when a password crosses the network as it is",
    arguments: [
      ("security.protocol=SASL_PLAINTEXT\nsasl.mechanism=PLAIN", true),
      ("security.protocol=sasl_plaintext\nsasl.mechanisms=SCRAM-SHA-512", false),
      ("security.protocol=sasl_ssl\nsasl.mechanism=PLAIN", false), ("linger.ms=5", false),
    ])
  func clear(text: String, expected: Bool) throws {
    #expect(try KafkaConfig(file: write(text)).sendsPasswordInClear == expected)
  }

  @Test("a log line is told once in half a minute, on one line, whatever numbers stand in it")
  func logLines() {
    let told = Mutex<[String]>([])
    let start = ContinuousClock.now
    let seconds = Mutex(0)
    let lines = KafkaLogLines(
      tell: { isError, text in told.withLock { $0.append("\(isError) \(text)") } },
      now: { start + .seconds(seconds.withLock(\.self)) })
    for second in 0..<45 {
      seconds.withLock { $0 = second }
      lines.add(
        level: 3, facility: "FAIL", text: "h:1/1:\nrefused (after \(second)ms in state UP, 1 error(s) suppressed)")
    }
    lines.add(level: 6, facility: "INFO", text: "other")
    lines.add(level: 2, facility: "FATAL", text: "lost")
    lines.add(level: 5, facility: "AUTOCREATE", text: "allow.auto.create.topics=false not supported by broker")
    #expect(
      told.withLock(\.self) == [
        "false h:1/1: refused", "false h:1/1: refused", "false INFO: other",
        "true FATAL: lost",
      ])
  }
}
