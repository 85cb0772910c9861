import Foundation
package import Testing

/// Kafka's records as an independent client sees and writes them.
package enum Kcat {
  package static var isThere: Bool {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    return path.split(separator: ":").contains { FileManager.default.isExecutableFile(atPath: "\($0)/kcat") }
  }

  /// The whole topic; `format` is kcat's: `%p %o %k %s\n`.
  package static func read(_ brokers: String, topic: String, format: String) async throws -> String {
    try await run(["-C", "-e", "-q", "-b", brokers, "-t", topic, "-f", format], input: "")
  }

  /// Each line is a record, placed by its key as Java's clients and we do. With `keyDelimiter`, what stands before it is the key.
  package static func write(
    _ lines: [String], _ brokers: String, topic: String, keyDelimiter: String? = nil
  ) async throws {
    let key = keyDelimiter.map { ["-K", $0] } ?? []
    _ = try await run(
      ["-P", "-b", brokers, "-t", topic, "-X", "topic.partitioner=murmur2_random"] + key,
      input: lines.map { $0 + "\n" }.joined())
  }

  /// Killed after a minute.
  private static func run(_ arguments: [String], input: String) async throws -> String {
    let folder = try TemporaryFolder()
    for (name, text) in [("input", input), ("output", ""), ("error", "")] {
      try Data(text.utf8).write(to: URL(fileURLWithPath: folder.file(name)))
    }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["timeout", "--kill-after=5", "60", "kcat"] + arguments
    process.standardInput = try FileHandle(forReadingFrom: URL(fileURLWithPath: folder.file("input")))
    process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: folder.file("output")))
    process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: folder.file("error")))
    let code: Int32 = try await withCheckedThrowingContinuation { continuation in
      process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
      do { try process.run() } catch { continuation.resume(throwing: error) }
    }
    guard code == 0 else {
      throw KcatFailure(
        description: "kcat ended with \(code): \(try String(contentsOfFile: folder.file("error"), encoding: .utf8))")
    }
    return try String(contentsOfFile: folder.file("output"), encoding: .utf8)
  }
}

struct KcatFailure: Error, CustomStringConvertible {
  var description: String
}

extension Trait where Self == ConditionTrait {
  /// Skips where kcat is missing; in CI it has to be there, so that nothing is skipped unseen.
  package static var needsKcat: ConditionTrait {
    let isCI = ProcessInfo.processInfo.environment["CI"] == "true"
    return .enabled(if: Kcat.isThere || isCI, "kcat is not installed")
  }
}
