import Foundation

/// The built program, with a home, state, config and working folder of its own.
struct Salestop: Sendable {
  /// Beside the test bundle, which runs as a program of its own.
  static let executable: String = {
    let bundle = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    return URL(fileURLWithPath: bundle).deletingLastPathComponent().appendingPathComponent("salestop").path
  }()

  static var baseEnvironment: [String: String] {
    ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "LANG": "C.UTF-8", "TZ": "UTC"]
  }

  let scratch: Scratch
  /// Added to the environment of every run.
  var environment: [String: String] = [:]

  init() throws {
    scratch = try Scratch()
    for folder in ["work", "state", "config/salestop"] {
      try FileManager.default.createDirectory(atPath: scratch.file(folder), withIntermediateDirectories: true)
    }
  }

  var work: String { scratch.file("work") }
  var state: String { scratch.file("state/salestop") }
  var log: String { state + "/log.sqlite" }
  var store: String { state + "/store.sqlite" }
  var config: String { scratch.file("config/salestop/config.toml") }

  var wholeEnvironment: [String: String] {
    var whole = Self.baseEnvironment
    whole["HOME"] = scratch.path
    whole["XDG_STATE_HOME"] = scratch.file("state")
    whole["XDG_CONFIG_HOME"] = scratch.file("config")
    return whole.merging(environment) { $1 }
  }

  /// Writes a file into the working folder and returns its path.
  func file(_ name: String, _ bytes: some Sequence<UInt8>) throws -> String {
    let path = work + "/" + name
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    return path
  }

  func file(_ name: String, _ text: String) throws -> String {
    try file(name, text.utf8)
  }

  /// Starts the program; `under` is a command line that runs it, such as `prlimit --fsize=…`.
  func start(_ arguments: [String], input: String? = nil, under wrapper: [String] = []) throws -> ChildProcess {
    let words = wrapper + [Self.executable] + arguments
    return try ChildProcess(
      .init(
        executable: words[0], arguments: Array(words.dropFirst()), environment: wholeEnvironment, folder: work,
        input: input))
  }

  /// Starts the dashboard on a terminal; the variables are added to the environment.
  func dash(
    _ arguments: String..., on terminal: PseudoTerminal, _ variables: [String: String] = [:]
  ) throws -> ChildProcess {
    let screen = ["TERM": "xterm-256color", "SWIFT_BACKTRACE": "interactive=no,color=no"]
    return try ChildProcess(
      .init(
        executable: Self.executable, arguments: ["dash", "--fresh"] + arguments,
        environment: wholeEnvironment.merging(screen) { $1 }.merging(variables) { $1 }, folder: work,
        terminal: terminal.path))
  }

  func start(_ arguments: String...) throws -> ChildProcess {
    try start(arguments)
  }

  func run(_ arguments: [String], input: String? = nil, under wrapper: [String] = []) async throws -> Outcome {
    try await start(arguments, input: input, under: wrapper).outcome()
  }

  func run(_ arguments: String...) async throws -> Outcome {
    try await run(arguments)
  }

  /// Runs what has to succeed, for a test about something else.
  @discardableResult
  func must(_ arguments: String...) async throws -> Outcome {
    let outcome = try await run(arguments)
    guard outcome.code == 0 else { throw Unreadable(what: arguments.joined(separator: " "), why: "\(outcome)") }
    return outcome
  }

  /// Another one that begins with what this one has in its state folder. Nothing may be running here but dashboards, whose kept
  /// views come and go and are not copied.
  func copy() throws -> Salestop {
    let twin = try Salestop()
    try FileManager.default.createDirectory(atPath: twin.state, withIntermediateDirectories: true)
    for name in try FileManager.default.contentsOfDirectory(atPath: state) where !name.contains("dash.json") {
      try FileManager.default.copyItem(atPath: "\(state)/\(name)", toPath: "\(twin.state)/\(name)")
    }
    return twin
  }
}

extension Salestop {
  /// Runs a shell script with the program as `$SALESTOP`.
  func shell(_ script: String) async throws -> Outcome {
    var environment = wholeEnvironment
    environment["SALESTOP"] = nil
    environment["TEST_PROGRAM"] = Self.executable
    let process = try ChildProcess(
      .init(
        executable: "/bin/sh", arguments: ["-c", "SALESTOP=$TEST_PROGRAM; " + script], environment: environment,
        folder: work))
    return try await process.outcome()
  }

  /// The files in the state folder.
  func stateFiles() throws -> [String] {
    guard FileManager.default.fileExists(atPath: state) else { return [] }
    return try FileManager.default.contentsOfDirectory(atPath: state).sorted()
  }
}
