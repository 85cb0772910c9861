import Foundation
import Testing

/// Programs that a test needs beside our own.
enum Tool: String {
  case tmux, python3, prlimit, setpriv

  var isThere: Bool {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    return path.split(separator: ":").contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(rawValue)") }
  }
}

extension Trait where Self == ConditionTrait {
  /// Skips where the program is missing; in CI it has to be there, so that nothing is skipped unseen.
  static func needs(_ tool: Tool) -> ConditionTrait {
    let isCI = ProcessInfo.processInfo.environment["CI"] == "true"
    return .enabled(if: tool.isThere || isCI, "\(tool.rawValue) is not installed")
  }
}

/// An opinion independent of our own code.
enum Python {
  static func run(_ script: String, _ arguments: String...) async throws -> String {
    let folder = try Scratch()
    let process = try ChildProcess(
      .init(
        executable: "python3", arguments: ["-I", "-X", "utf8", "-c", script] + arguments,
        environment: Salestop.baseEnvironment, folder: folder.path))
    let outcome = try await process.outcome()
    guard outcome.code == 0 else { throw Unreadable(what: "python3", why: "\(outcome)") }
    return outcome.output
  }

  /// Runs SQL on a database that nobody has open, and returns the first column of its last statement's rows.
  @discardableResult
  static func sql(_ database: String, _ statements: String...) async throws -> [String] {
    let script = """
      import json, sqlite3, sys
      db = sqlite3.connect(sys.argv[1])
      for statement in sys.argv[2:]:
          rows = db.execute(statement).fetchall()
      db.commit()
      print(json.dumps([str(row[0]) for row in rows]))
      """
    let folder = try Scratch()
    let process = try ChildProcess(
      .init(
        executable: "python3", arguments: ["-I", "-X", "utf8", "-c", script, database] + statements,
        environment: Salestop.baseEnvironment, folder: folder.path))
    let outcome = try await process.outcome()
    guard outcome.code == 0 else { throw Unreadable(what: "python3", why: "\(outcome)") }
    return try outcome.json([String].self)
  }
}
