import Foundation
import Testing
import TextUI

/// The same keys on terminals of different kinds come to the same screen.
@Suite(.takingTurns, .needs(.tmux), .timeLimit(.minutes(60)))
struct DashTermTests {
  private static let terms = [
    "TERM=tmux-256color", "TERM=tmux-256color COLORTERM=truecolor", "TERM=xterm", "TERM=xterm-256color", "TERM=screen",
    "TERM=screen-256color", "TERM=linux", "TERM=linux-16color", "TERM=vt100", "TERM=xterm-256color NO_COLOR=1",
  ]

  /// The screens of the commonest terminal.
  private static let expected = Task<[[String]], any Error> {
    var screens: [[String]] = []
    try await Terminal.with(try await Fixtures.january.value) { terminal in
      screens = try await DashTermTests().drive(terminal, "TERM=xterm-256color", expecting: nil)
    }
    return screens
  }

  /// Letters and figures, which no terminal draws otherwise; without the top row, where time shows, and without key hints, which
  /// are longer where arrows are words.
  private static func words(_ screen: ScreenText) -> [String] {
    screen.rows.dropFirst().prefix(21).map { row in
      String(row.text.filter { $0.isASCII && ($0.isUppercase || $0.isNumber || ",.%".contains($0)) })
    }
  }

  /// The screen after each of a few keys. A capture may come in the middle of a frame, so each waits until the
  /// screen is the expected one, or where nothing is expected, until it stands still.
  private func drive(_ terminal: Terminal, _ term: String, expecting expected: [[String]]?) async throws -> [[String]] {
    var screens: [[String]] = []
    func look(_ texts: String..., without others: [String] = []) async throws {
      let wanted = expected?[screens.count]
      let name = "\(term): screen \(screens.count + 1), \(wanted ?? [])"
      func words() async throws -> [String]? {
        let screen = try await terminal.screen()
        let isThere = texts.allSatisfy { screen.text.contains($0) } && !others.contains { screen.text.contains($0) }
        return isThere ? Self.words(screen) : nil
      }
      var last: [String]?
      let found =
        if let wanted {
          try await eventually(name, last: "\(last ?? [])") {
            last = try await words()
            return last == wanted ? wanted : nil
          }
        } else {
          try await settled(name, words)
        }
      screens.append(found)
    }
    try await terminal.enter(
      "clear; env -u COLORTERM \(term) $TEST_PROGRAM dash --fresh \(DashKeysTests.month); echo ended with $?")
    try await look("SALES 11,819", "Espresso Pro", "Quit")
    try await terminal.press("Tab", "Down", "Down")
    try await look("SALES 11,819", "Filter", "DACH")
    try await terminal.press("r")
    try await terminal.see("All regions", "Apply")
    try await terminal.type("dach")
    try await terminal.see("/ dach", "1/", without: ["All regions"])
    try await terminal.press("Enter")
    try await look("r DACH", "SALES 1,180", "Espresso", without: ["Apply", "11,819"])
    try await terminal.press("Escape")
    try await look("r all", "SALES 11,819", "US West", without: ["1,180"])
    try await terminal.press("z")
    try await terminal.see("a panel alone") { !$0.text.contains("Top products") || !$0.text.contains("Revenue/") }
    try await terminal.press("z")
    try await look("SALES 11,819", "Top products", "Revenue/")
    return screens
  }

  @Test("the same keys come to the same screens", arguments: terms)
  func same(term: String) async throws {
    let expected = try await Self.expected.value
    try await Terminal.with(try await Fixtures.january.value) { terminal in
      let flags = "#{cursor_flag} #{alternate_on} #{keypad_flag} #{mouse_any_flag} #{wrap_flag}"
      let before = try await terminal.state(flags)
      #expect(try await drive(terminal, term, expecting: expected) == expected)
      let colours = try await terminal.colours()
      let hasColour = colours.contains(/\u{1B}\[[0-9;]*[34][0-8]/)
      #expect(hasColour == !(term.contains("vt100") || term.contains("NO_COLOR")))
      try await terminal.press("q")
      try await terminal.see("ended with 0")
      #expect(try await terminal.state(flags) == before)
    }
  }

  @Test("ESCDELAY is honoured: while it lasts, what follows Esc belongs to it; without it a lone Esc acts by itself")
  func escapeDelay() async throws {
    try await Terminal.with(try await Fixtures.january.value) { terminal in
      try await terminal.enter("clear; ESCDELAY=10000 $TEST_PROGRAM dash --fresh \(DashKeysTests.month)")
      try await terminal.see("SALES 11,819", "qQuit")
      try await terminal.press("p")
      try await terminal.see("▸  All products")
      // An arrow, its bytes one by one; tmux itself takes the time between them, as ten seconds are the longest delay.
      try await terminal.tmux(
        "send-keys", "Escape", ";", "run-shell", "sleep 0.3", ";", "send-keys", "-l", "[", ";", "run-shell",
        "sleep 0.3", ";", "send-keys", "-l", "B")
      let moved = try await terminal.see("the row below is highlighted") {
        !$0.text.contains("▸  All products") && $0.text.contains("All products")
      }
      #expect(!moved.text.contains("[B"))
    }
    // With the usual delay, no other key and nothing else to wake it: this store is still and the period stands.
    try await Terminal.with(try await Fixtures.january.value) { terminal in
      try await terminal.dash(DashKeysTests.month)
      try await terminal.see("SALES 11,819", "qQuit")
      try await terminal.press("p")
      try await terminal.see("▸  All products")
      try await terminal.press("Escape")
      try await terminal.see("SALES 11,819", "qQuit", without: ["All products"])
    }
  }
}
