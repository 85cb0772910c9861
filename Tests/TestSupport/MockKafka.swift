import Foundation
import Glibc

/// A mock Kafka broker in a process of its own (`Tests/MockKafka`), on a free port, with the topics asked for. It ends
/// with its last holder, and with this process whatever that dies of: it reads from a socket that only we hold open.
package actor MockKafka {
  package nonisolated let bootstrap: String
  private let processID: pid_t
  /// Its standard input and output.
  private let socket: Int32

  /// Topics as `sales:12`, name and number of partitions.
  package init(_ topics: String..., brokers: Int = 1) throws {
    let words = ["--brokers", "\(brokers)"] + topics.flatMap { ["--topic", $0] }
    (processID, socket) = try Self.spawn(words)
    do {
      let line = try Self.line(from: socket)
      guard line.hasPrefix("bootstrap ") else { throw MockFailure("mock-kafka began with \(line)") }
      bootstrap = String(line.dropFirst("bootstrap ".count))
    } catch {
      Self.end(processID, socket)
      throw error
    }
  }

  deinit {
    Self.end(processID, socket)
  }

  package nonisolated func address(_ topic: String) -> String { "kafka://\(bootstrap)/\(topic)" }

  /// Cuts every connection and takes none, with all brokers where none is named.
  package func down(_ broker: Int? = nil) throws { try tell("down", broker.map(String.init)) }

  package func up(_ broker: Int? = nil) throws { try tell("up", broker.map(String.init)) }

  /// How long every answer takes.
  package func delay(milliseconds: Int) throws { try tell("rtt", "\(milliseconds)") }

  /// Each of the next requests of that kind is answered by one of these errors, in order: `("PRODUCE", "NOT_ENOUGH_REPLICAS")`.
  package func fail(_ request: String, _ errors: String...) throws {
    try tell("errors", request, errors.joined(separator: " "))
  }

  package func lead(_ topic: String, partition: Int, broker: Int) throws {
    try tell("leader", topic, "\(partition)", "\(broker)")
  }

  /// Puts a record, which has no spaces, on the topic with a time of its producer's own choice.
  package func append(_ record: String, to topic: String, stamped milliseconds: Int64) throws {
    try tell("stamp", topic, "\(milliseconds)", record)
  }

  /// `sales:12`.
  package func make(_ topic: String) throws { try tell("topic", topic) }

  /// Says that there is no such topic; without that, the mock makes any topic that is asked for.
  package func hide(_ topic: String) throws { try tell("hide", topic) }

  private func tell(_ words: String?...) throws {
    let command = words.compactMap(\.self).joined(separator: " ")
    let bytes = Array((command + "\n").utf8)
    guard send(socket, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count else {
      throw MockFailure("mock-kafka has ended")
    }
    let answer = try Self.line(from: socket)
    guard answer == "ok" else { throw MockFailure("mock-kafka, \(command): \(answer)") }
  }

  /// The next line, within a minute.
  private static func line(from descriptor: Int32) throws -> String {
    var line: [UInt8] = []
    while true {
      var ready = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      var byte: UInt8 = 0
      guard poll(&ready, 1, 60_000) > 0, read(descriptor, &byte, 1) == 1 else {
        throw MockFailure("mock-kafka gives no answer")
      }
      if byte == 0x0A { return String(decoding: line, as: UTF8.self) }
      line.append(byte)
    }
  }

  /// Beside the test bundle, which runs as a program of its own.
  private static var executable: String {
    let bundle = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    return URL(fileURLWithPath: bundle).deletingLastPathComponent().appendingPathComponent("mock-kafka").path
  }

  private static func spawn(_ words: [String]) throws -> (pid_t, socket: Int32) {
    var ends: [Int32] = [0, 0]
    guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends) == 0 else {
      throw MockFailure("no socket: \(String(cString: strerror(errno)))")
    }
    defer { close(ends[1]) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, ends[1], 0)
    posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
    let arguments = ([executable] + words).map { strdup($0) }
    defer { for text in arguments { free(text) } }
    var processID: pid_t = 0
    let code = posix_spawn(&processID, executable, &actions, nil, arguments + [nil], environ)
    guard code == 0 else {
      close(ends[0])
      throw MockFailure("\(executable): \(String(cString: strerror(code)))")
    }
    return (processID, ends[0])
  }

  private static func end(_ processID: pid_t, _ socket: Int32) {
    close(socket)
    kill(processID, SIGKILL)
    waitpid(processID, nil, 0)
  }
}

package struct MockFailure: Error, CustomStringConvertible {
  package let description: String

  init(_ description: String) { self.description = description }
}
