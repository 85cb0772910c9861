import Testing
import TextUI

@Suite(.takingTurns, .needs(.tmux), .timeLimit(.minutes(60)))
struct DashSizeTests {
  @Test("it follows the terminal to any size and back")
  func resize() async throws {
    try await Terminal.with(try await Fixtures.january.value) { terminal in
      try await terminal.dash(DashKeysTests.month)
      try await terminal.see("SALES 11,819", "qQuit")
      try await terminal.resize(120, 40)
      let large = try await terminal.see("Feed", "11,819", "qQuit") { $0.rightEdges == [119] }
      #expect(large.openBorders.isEmpty, "\(large.openBorders)")
      try await terminal.resize(40, 12)
      try await terminal.see("a small screen with figures") { screen in
        screen.rows.count == 12 && screen.text.contains("11,819") && screen.openBorders.isEmpty
      }
      try await terminal.resize(20, 5)
      try await terminal.see("five rows with a figure") { screen in
        screen.rows.count == 5 && screen.rows.contains { $0.text.contains("11,8") || $0.text.contains("1.0M") }
      }
      for size in [(1, 1), (2, 1), (1, 30), (300, 2), (200, 60), (3, 3)] { try await terminal.resize(size.0, size.1) }
      try await terminal.resize(80, 24)
      let back = try await terminal.see("the first screen again") { screen in
        screen.rows.count == 24 && screen.text.contains("SALES 11,819") && screen.rightEdges == [79]
          && screen.openBorders.isEmpty && screen.rows[23].text.contains("qQuit")
      }
      #expect(back.text.contains("Top products"))
      try await terminal.press("q")
      try await terminal.see("ended with 0")
    }
  }

  @Test("keys typed at one cell still do what they do")
  func blind() async throws {
    try await Terminal.with(try await Fixtures.january.value) { terminal in
      try await terminal.dash(DashKeysTests.month)
      try await terminal.see("SALES 11,819", "qQuit")
      try await terminal.resize(1, 1)
      try await terminal.press("?", "?", "Tab", "z", "z", "r")
      try await terminal.type("dach")
      try await terminal.press("Enter")
      try await terminal.resize(80, 24)
      try await terminal.see("r DACH", "11% of revenue", "SALES 1,180")
    }
  }
}

extension Terminal {
  @discardableResult
  func see(_ texts: String..., where holds: (ScreenText) -> Bool) async throws -> ScreenText {
    try await see("the screen shows \(texts) as wanted") { screen in
      texts.allSatisfy { screen.text.contains($0) } && holds(screen)
    }
  }
}
