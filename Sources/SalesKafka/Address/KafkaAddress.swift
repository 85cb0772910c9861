package import SalesPipeline

/// Address of a topic: `kafka://host:9092,other:9092/topic`.
package struct KafkaAddress: Hashable, Sendable {
  /// In librdkafka's form: `host:9092,[::1]:9093`.
  package let brokers: String
  package let topic: String

  /// Reads an address. A port that is not given is 9092; an IPv6 address stands in brackets. A name and password in
  /// it are refused: a command line is no place for them.
  package init(_ text: String) throws(SettingProblem) {
    guard text.hasPrefix(Self.scheme) else {
      throw SettingProblem("log", "a Kafka address is kafka://host:9092/topic")
    }
    let rest = text.dropFirst(Self.scheme.count)
    guard !rest.contains("@") else {
      throw SettingProblem(
        "log",
        "no name or password belongs in a Kafka address; put sasl.username and sasl.password into a file "
          + "that only you can read and name it with --kafka-config")
    }
    guard let slash = rest.firstIndex(of: "/"), slash < rest.index(before: rest.endIndex) else {
      throw SettingProblem("log", "\(text) names no topic; a Kafka address is kafka://host:9092/topic")
    }
    topic = String(rest[rest.index(after: slash)...])
    guard Self.isLegal(topic: topic) else {
      throw SettingProblem(
        "log", "\"\(topic)\" is no name for a topic: up to 249 letters, digits, dots, dashes and underscores")
    }
    var hosts: [String] = []
    for part in rest[..<slash].split(separator: ",", omittingEmptySubsequences: false) {
      hosts.append(try Self.broker(part, in: text))
    }
    brokers = hosts.joined(separator: ",")
  }

  /// The whole of it, every port shown.
  package var text: String { "\(Self.scheme)\(brokers)/\(topic)" }

  private static let scheme = "kafka://"

  /// `host`, `host:port`, `[address]` or `[address]:port`, with the port filled in.
  private static func broker(_ text: Substring, in whole: String) throws(SettingProblem) -> String {
    let isBracketed = text.first == "["
    let hostEnd = isBracketed ? text.firstIndex(of: "]").map(text.index(after:)) : text.firstIndex(of: ":")
    let host = text[..<(hostEnd ?? text.endIndex)]
    let tail = text[host.endIndex...]
    let port = tail.isEmpty ? 9092 : tail.first == ":" ? Self.port(tail.dropFirst()) : nil
    guard let port, isBracketed ? isAddress(host) : isHost(host) else {
      throw SettingProblem("log", "\"\(text)\" in \(whole) is no broker; write host:port, or [address]:port for IPv6")
    }
    return "\(host):\(port)"
  }

  private static func port(_ text: Substring) -> Int? {
    guard text.allSatisfy({ $0.isASCII && $0.isNumber }), let port = Int(text) else { return nil }
    return (1...65_535).contains(port) ? port : nil
  }

  private static func isHost(_ text: Substring) -> Bool {
    !text.isEmpty && text.count <= 253 && text.allSatisfy { isNameCharacter($0) }
  }

  private static func isAddress(_ text: Substring) -> Bool {
    text.count > 3 && text.last == "]"
      && text.dropFirst().dropLast().allSatisfy { $0.isASCII && ($0.isHexDigit || ":.".contains($0)) }
  }

  private static func isLegal(topic: String) -> Bool {
    topic.count <= 249 && topic != "." && topic != ".." && topic.allSatisfy { isNameCharacter($0) }
  }

  private static func isNameCharacter(_ character: Character) -> Bool {
    character.isASCII && (character.isLetter || character.isNumber || "._-".contains(character))
  }
}
