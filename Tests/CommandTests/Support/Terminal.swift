import Foundation
import Testing

/// A terminal that keys can be typed into and whose screen can be read: a tmux server on a socket of its own, with a shell in it.
struct Terminal: Sendable {
  let salestop: Salestop
  private let scratch: Scratch

  /// Opens a terminal, and closes it after `body` whatever comes.
  static func with(
    _ salestop: Salestop, columns: Int = 80, rows: Int = 24, _ body: (Terminal) async throws -> Void
  ) async throws {
    let terminal = Terminal(salestop: salestop, scratch: try Scratch())
    do {
      try await terminal.open(columns, rows)
      try await body(terminal)
    } catch {
      _ = try? await terminal.tmux("kill-server")
      throw error
    }
    try await terminal.tmux("kill-server")
  }

  private func open(_ columns: Int, _ rows: Int) async throws {
    let settings = """
      set -g status off
      set -g default-terminal tmux-256color
      set -g remain-on-exit on
      set -sg escape-time 0
      """
    try Data(settings.utf8).write(to: URL(fileURLWithPath: scratch.file("tmux.conf")))
    try Data("PS1='ready> '".utf8).write(to: URL(fileURLWithPath: scratch.file("shrc")))
    // The limit ends everything in it, should this process be killed before it could.
    try await tmux(
      "new-session", "-d", "-x", "\(columns)", "-y", "\(rows)", "timeout --foreground 3600 sh")
    try await tmux("pipe-pane", "-O", "cat >'\(sentPath)'")
    try await see("ready>")
  }

  @discardableResult
  func tmux(_ arguments: String...) async throws -> Outcome {
    var environment = salestop.wholeEnvironment
    // A crash report may want to talk with the person at the terminal.
    environment["SWIFT_BACKTRACE"] = environment["SWIFT_BACKTRACE"] ?? "interactive=no,color=no"
    environment["ENV"] = scratch.file("shrc")
    environment["TEST_PROGRAM"] = Salestop.executable
    let process = try ChildProcess(
      .init(
        executable: "tmux",
        arguments: ["-S", scratch.file("socket"), "-f", scratch.file("tmux.conf"), "-u"] + arguments,
        environment: environment, folder: salestop.work))
    let outcome = try await process.outcome()
    guard outcome.code == 0 else { throw Unreadable(what: "tmux \(arguments)", why: "\(outcome)") }
    return outcome
  }

  /// Keys by tmux's names: `Enter`, `Escape`, `C-x`, `Tab`, `Down`, or a character.
  func press(_ keys: String...) async throws {
    for key in keys { try await tmux("send-keys", "--", key) }
  }

  func type(_ text: String) async throws {
    try await tmux("send-keys", "-l", "--", text)
  }

  /// Types a line at the shell; the program is `$TEST_PROGRAM`.
  func enter(_ line: String) async throws {
    try await type(line)
    try await press("Enter")
  }

  /// Starts the dashboard from the shell. How it is left is kept in this terminal's own folder, so that those who share a store do
  /// not meet each other's view.
  func dash(_ flags: String = "") async throws {
    let store = salestop.environment["SALESTOP_STORE"] == nil ? "--store \(salestop.store)" : ""
    try await enter(
      "clear; $TEST_PROGRAM dash --state-dir \(dashState) \(store) \(flags); echo ended with $?")
  }

  var dashState: String { scratch.file("dash") }

  func screen() async throws -> ScreenText {
    ScreenText(String(try await tmux("capture-pane", "-p").output.dropLast()))
  }

  private var sentPath: String { scratch.file("sent") }

  /// All that programs have sent to it so far.
  var sent: Data { (try? Data(contentsOf: URL(fileURLWithPath: sentPath))) ?? Data() }

  /// Waits until something was sent, and returns what `find` makes of it. It may not be on the screen any more: a
  /// notice stands for seconds, and a look may take longer.
  @discardableResult
  func told<T>(_ what: String, _ find: (String) throws -> T?) async throws -> T {
    var last = ""
    return try await eventually("it tells \(what)", last: last.suffix(4000).debugDescription) {
      last = String(decoding: sent, as: UTF8.self)
      return try find(last)
    }
  }

  func told(_ text: String) async throws {
    try await told(text) { $0.contains(text) ? text : nil }
  }

  /// tmux's own account of the terminal, such as `cursor_flag`.
  func state(_ format: String) async throws -> String {
    try await tmux("display-message", "-p", format).output.trimmingCharacters(in: .newlines)
  }

  func resize(_ columns: Int, _ rows: Int) async throws {
    try await tmux("resize-window", "-x", "\(columns)", "-y", "\(rows)")
  }

  /// Waits until the screen is as wanted and returns it.
  @discardableResult
  func see(_ what: String, _ holds: (ScreenText) throws -> Bool) async throws -> ScreenText {
    var last = ScreenText("")
    return try await eventually(what, last: "\n" + last.text) {
      last = try await screen()
      return try holds(last) ? last : nil
    }
  }

  @discardableResult
  func see(_ texts: String..., without others: [String] = []) async throws -> ScreenText {
    try await see("the screen shows \(texts)" + (others.isEmpty ? "" : ", not \(others)")) { screen in
      texts.allSatisfy { screen.text.contains($0) } && !others.contains { screen.text.contains($0) }
    }
  }

  /// The process that the shell runs.
  func foregroundProcess() async throws -> ForeignProcess {
    // The pane holds `timeout`, that a shell, that the program.
    var processID = try await state("#{pane_pid}")
    for _ in 0..<2 {
      let parent = processID
      processID = try await eventually("process \(parent) has a child") {
        let children = try? String(contentsOfFile: "/proc/\(parent)/task/\(parent)/children", encoding: .utf8)
        return children?.split(separator: " ").first.map(String.init)
      }
    }
    return try ForeignProcess(pid_t(processID) ?? 0)
  }
}
