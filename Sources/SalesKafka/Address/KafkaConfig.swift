import CRdkafka
import Glibc
import SalesPipeline

/// Properties of librdkafka from a file: `key=value` lines, `#` begins a comment line.
package struct KafkaConfig: Sendable {
  struct Property: Sendable {
    var name: String
    var value: String
  }

  private(set) var properties: [Property] = []

  /// No properties of the user.
  package static let none = KafkaConfig()

  private init() {}

  /// Throws a `SettingProblem` that names file and line for a property that librdkafka does not know or take, or that
  /// would break what this program promises; a `BackendError` for a file that cannot be read, or that holds a secret
  /// and is everybody's to read or write.
  package init(file path: String) throws {
    let during = "read --kafka-config \(path)"
    let (text, isPrivate) = try Self.read(path, during: during)
    let trial = LibraryConfiguration()
    for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
      let line = line.trimmed
      if line.isEmpty || line.first == "#" { continue }
      do {
        let property = try Self.property(line)
        guard isPrivate || !Self.isSecret(property.name) else {
          throw BackendError(
            .permission, of: .input, during: during,
            detail: "it holds \(property.name) and everybody on this machine may read it; chmod 600 \(path)")
        }
        try trial.set(property.name, property.value)
        properties.append(property)
      } catch let problem as PropertyProblem {
        throw SettingProblem("kafka-config", "\(path):\(index + 1): \(problem.message)")
      }
    }
  }

  /// A password would cross the network as it is.
  package var sendsPasswordInClear: Bool {
    func value(_ name: String) -> String? { properties.last { $0.name == name }?.value.lowercased() }
    let mechanism = value("sasl.mechanisms") ?? value("sasl.mechanism")
    return value("security.protocol") == "sasl_plaintext" && (mechanism == "plain" || mechanism == "oauthbearer")
  }

  private static func property(_ line: Substring) throws(PropertyProblem) -> Property {
    guard let equals = line.firstIndex(of: "="), equals > line.startIndex else {
      // The line may be a password whose name was forgotten.
      throw PropertyProblem("there is no = in this line; write name=value")
    }
    // `topic.acks` is `acks` to librdkafka.
    let name = line[..<equals].trimmed
    let property = Property(
      name: String(name.hasPrefix("topic.") ? name.dropFirst("topic.".count) : name),
      value: String(line[line.index(after: equals)...].trimmed))
    if let reason = refusal(of: property) { throw PropertyProblem("\(property.name) \(reason)") }
    return property
  }

  /// Why a property is not the user's to set.
  private static func refusal(of property: Property) -> String? {
    let value = property.value.lowercased()
    return switch property.name {
    case "bootstrap.servers", "metadata.broker.list": "is given by the address, --log kafka://host:9092/topic"
    case "enable.idempotence" where value != "true": "must stay true: a record sent again would stand there twice"
    case "acks", "request.required.acks":
      value == "all" || value == "-1" ? nil : "must stay all: a record would be lost with its first broker"
    case "enable.auto.commit", "enable.auto.offset.store", "auto.commit.enable":
      value == "false" ? nil : "must stay false: only what is stored counts as consumed"
    case "group.id": "is made from the store, so that two stores never share a group"
    case "group.instance.id": "cannot be one for all consumers that read this file"
    case "auto.offset.reset":
      "must stay error: records that retention has removed would be passed over in silence"
    case "allow.auto.create.topics": "must stay false: the topic is made with --partitions and --replication"
    case "transactional.id": "has no use here: sales are known again by their ids"
    case "enable.partition.eof", "enabled_events", "log.queue": "is used by this program itself"
    default: nil
    }
  }

  static func isSecret(_ name: String) -> Bool {
    name.hasSuffix("password") || name.hasSuffix("secret") || name == "ssl.key.pem" || name == "sasl.oauthbearer.config"
  }

  /// The file's text, and whether it is the owner's and the group's alone: a group is how services share a secret.
  private static func read(_ path: String, during: String) throws(BackendError) -> (String, isPrivate: Bool) {
    // A pipe without a writer is not waited for.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw fileProblem(during) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw fileProblem(during) }
    guard status.st_mode & S_IFMT == S_IFREG, status.st_size <= 1 << 20 else {
      throw BackendError(.mismatch, during: during, detail: "it is no file of properties")
    }
    var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
    let count = pread(descriptor, &bytes, bytes.count, 0)
    guard count >= 0 else { throw fileProblem(during) }
    return (String(decoding: bytes[..<count], as: UTF8.self), status.st_mode & 0o006 == 0)
  }

  private static func fileProblem(_ during: String) -> BackendError {
    let kind: BackendError.Kind = [EACCES, EPERM].contains(errno) ? .permission : .mismatch
    return BackendError(kind, of: .input, during: during, detail: String(cString: strerror(errno)))
  }
}

extension Substring {
  fileprivate var trimmed: Substring {
    var rest = drop { $0.isWhitespace }
    while let last = rest.last, last.isWhitespace { rest.removeLast() }
    return rest
  }
}
