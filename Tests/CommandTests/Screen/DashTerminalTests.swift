import Foundation
import Glibc
import Testing
import TextUI

/// However the dashboard ends, the terminal is as it was.
@Suite(.takingTurns, .needs(.tmux), .timeLimit(.minutes(60)))
struct DashTerminalTests {
  private static let flags =
    "#{cursor_flag} #{alternate_on} #{keypad_flag} #{keypad_cursor_flag} #{mouse_any_flag} #{mouse_button_flag} #{wrap_flag}"

  /// Opens the dashboard, lets `end` end it, and compares the terminal with what it was.
  private func ends(
    with says: String, _ variables: [String: String] = [:], _ end: (Terminal) async throws -> Void
  ) async throws {
    var mine = try await Fixtures.january.value.copy()
    mine.environment = variables
    try await Terminal.with(mine) { terminal in
      try await terminal.enter("stty -a >before")
      let before = try await terminal.state(Self.flags)
      try await terminal.dash(DashKeysTests.month)
      try await terminal.see("SALES 11,819", "qQuit")
      #expect(try await terminal.state("#{alternate_on} #{cursor_flag}") == "1 0")
      try await end(terminal)
      let screen = try await terminal.see(says, "ready>", without: ["SALES"])
      #expect(screen.openBorders.isEmpty)
      #expect(try await terminal.state(Self.flags) == before)
      try await terminal.enter("stty -a >after; echo still $((40 + 2))")
      try await terminal.see("still 42")
      let text = try ["before", "after"].map { try String(contentsOfFile: mine.work + "/" + $0, encoding: .utf8) }
      #expect(text[0] == text[1])
      #expect(text[0].contains(" echo "))
    }
    #expect(try await mine.verify().ok)
  }

  @Test("q and Ctrl-C end it", arguments: ["q", "C-c"])
  func quits(_ key: String) async throws {
    try await ends(with: "ended with 0") { try await $0.press(key) }
  }

  @Test("SIGTERM, SIGINT and SIGHUP end it", arguments: [SIGTERM, SIGINT, SIGHUP])
  func signals(_ number: Int32) async throws {
    try await ends(with: "ended with ") { terminal in
      let process = try await terminal.foregroundProcess()
      try process.signal(number)
      try await eventually("the process has ended") { !process.isRunning }
    }
  }

  @Test("SIGABRT ends it, and even then the terminal is whole")
  func aborts() async throws {
    // Swift's crash report takes seconds, and has the screen scroll.
    try await ends(with: "ended with 134", ["SWIFT_BACKTRACE": "enable=no"]) { terminal in
      try await terminal.foregroundProcess().signal(SIGABRT)
    }
  }

  @Test("Ctrl-Z gives the terminal back, and fg takes it again")
  func suspends() async throws {
    try await ends(with: "ended with 0") { terminal in
      try await terminal.press("C-z")
      try await terminal.see("ready>", without: ["SALES"])
      #expect(try await terminal.state("#{alternate_on} #{cursor_flag}") == "0 1")
      try await terminal.enter("fg")
      try await terminal.see("SALES 11,819", "qQuit")
      try await terminal.press("q")
      // The line that started it is over since it was stopped; the shell is back all the same.
      try await terminal.see("ready>", without: ["SALES"])
      try await terminal.enter("clear; echo ended with $?")
    }
  }

  @Test("a terminal that goes away ends the process")
  func hangUp() async throws {
    var process: ForeignProcess?
    try await Terminal.with(try await Fixtures.january.value) { terminal in
      try await terminal.dash(DashKeysTests.month)
      try await terminal.see("SALES 11,819", "qQuit")
      process = try await terminal.foregroundProcess()
      #expect(process?.isRunning == true)
    }
    try await eventually("the process has ended") { process?.isRunning == false }
  }

  @Test(
    "a dumb terminal, or one nobody knows, is refused with 64 and a clear line",
    arguments: ["dumb", "no-such-terminal"])
  func dumb(_ term: String) async throws {
    try await Terminal.with(try await Fixtures.january.value) { terminal in
      try await terminal.enter("clear; TERM=\(term) $TEST_PROGRAM dash --fresh; echo ended with $?")
      let screen = try await terminal.see("ended with 64")
      #expect(screen.text.contains(term))
      #expect(try await terminal.state("#{alternate_on}") == "0")
    }
  }
}
