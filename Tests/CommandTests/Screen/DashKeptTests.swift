import Foundation
import Testing
import TextUI

/// The view that the dashboard keeps between runs, and the command it puts on the clipboard.
@Suite(.takingTurns, .needs(.tmux), .timeLimit(.minutes(60)))
struct DashKeptTests {
  /// A dashboard on January, opened.
  private func january(_ body: (Terminal, Salestop) async throws -> Void) async throws {
    let mine = try await Fixtures.january.value
    try await Terminal.with(mine) { terminal in
      try await terminal.dash(DashKeysTests.month)
      try await terminal.see("SALES 11,819", "qQuit")
      try await body(terminal, mine)
    }
  }

  private func filter(_ terminal: Terminal) async throws {
    try await terminal.press("r")
    try await terminal.see("EnterApply")
    try await terminal.type("dac")
    try await terminal.see("▸  DACH")
    try await terminal.press("Enter")
    try await terminal.see("r DACH", "SALES 1,180", without: ["EnterApply"])
  }

  @Test("the next start shows what the last one was left with; flags win, --fresh begins anew, --once does not care")
  func kept() async throws {
    try await january { terminal, mine in
      try await filter(terminal)
      try await terminal.press("q")
      try await terminal.see("ended with 0")
      let path = terminal.dashState + "/dash.json"
      let attributes = try FileManager.default.attributesOfItem(atPath: path)
      #expect(attributes[.posixPermissions] as? Int == 0o600)
      try await terminal.dash()
      try await terminal.see("2026-01-01", "r DACH", "SALES 1,180")
      try await terminal.press("q")
      try await terminal.see("ended with 0")
      let before = try Data(contentsOf: URL(fileURLWithPath: path))
      let once = try await mine.must(
        "dash", "--once", "--size", "80x24", "--period", "2026-01-01..2026-02-01", "--state-dir", terminal.dashState,
        "--store", mine.store
      ).output
      #expect(once.contains("SALES 11,819"))
      #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
      try await terminal.dash("--region Japan --compare none")
      try await terminal.see("2026-01-01", "r Japan", without: ["DACH"])
      try await terminal.press("q")
      try await terminal.see("ended with 0")
      try await terminal.dash("--fresh")
      try await terminal.see("t 2026-01-31", "r all", "here are the newest")
      try await terminal.press("q")
      try await terminal.see("ended with 0")
      // Nobody chose that hour, so it was not kept, and is looked for again.
      #expect(try String(contentsOfFile: path, encoding: .utf8).contains(#""period" : "1h""#))
      try await terminal.dash()
      try await terminal.see("t 2026-01-31", "here are the newest")
      try await terminal.press("0")
      try await terminal.see("Last 1h", "No sales in this period")
      try await terminal.press("q")
      try await terminal.see("ended with 0")
      try await terminal.dash("--period 1h")
      try await terminal.see("Last 1h", "No sales in this period", without: ["here are the newest"])
      try await terminal.press("q")
      try await terminal.see("ended with 0")
    }
  }

  @Test("SIGTERM and SIGHUP keep the view, too", arguments: [SIGTERM, SIGHUP])
  func signals(_ number: Int32) async throws {
    try await january { terminal, _ in
      try await filter(terminal)
      try await terminal.foregroundProcess().signal(number)
      try await terminal.see("ended with")
      try await terminal.dash()
      try await terminal.see("2026-01-01", "r DACH", "SALES 1,180")
      #expect(try FileManager.default.contentsOfDirectory(atPath: terminal.dashState) == ["dash.json"])
    }
  }

  @Test("a broken file is told once and replaced at the end")
  func broken() async throws {
    try await Terminal.with(try await Fixtures.january.value) { terminal in
      try FileManager.default.createDirectory(atPath: terminal.dashState, withIntermediateDirectories: true)
      try Data("{ not json".utf8).write(to: URL(fileURLWithPath: terminal.dashState + "/dash.json"))
      try await terminal.dash(DashKeysTests.month)
      try await terminal.told("it is not what dash writes")
      try await terminal.see("SALES 11,819", "qQuit")
      try await terminal.press("q")
      try await terminal.see("ended with 0")
      let before = terminal.sent.count
      try await terminal.dash()
      try await terminal.see("2026-01-01", "SALES 11,819", "qQuit")
      let again = String(decoding: terminal.sent.dropFirst(before), as: UTF8.self)
      #expect(again.contains("SALES") && !again.contains("it is not what dash writes"))
    }
  }

  @Test("Y puts the command on the clipboard, through tmux as well; run, it shows the same")
  func copies() async throws {
    try await january { terminal, mine in
      try await terminal.tmux("set", "-s", "set-clipboard", "on")
      try await filter(terminal)
      try await terminal.press("Y")
      try await terminal.told("Copied salestop dash --store")
      let command = try await eventually("tmux has the command") {
        let text = try? await terminal.tmux("show-buffer").output
        return text.flatMap { $0.hasPrefix("salestop dash ") ? $0 : nil }
      }
      #expect(
        command
          == "salestop dash --store \(mine.store) --fresh --view overview --period 2026-01-01..2026-02-01 --compare previous --region DACH"
      )
      let once = try await mine.shell("$SALESTOP " + command.dropFirst("salestop ".count) + " --once --size 80x24")
      #expect(once.output.contains("SALES 1,180"), "\(once)")
    }
  }

  @Test("X writes an SVG of the screen, and says where", .needs(.python3))
  func picture() async throws {
    try await january { terminal, mine in
      try await terminal.press("X")
      let name = try await terminal.told("where") {
        $0.firstMatch(of: /Exported [^\u{1B}]*(salestop-\d{8}-\d{6}\.svg)/)?.1
      }
      let text = try await Python.run(
        """
        import sys, xml.etree.ElementTree as tree
        print(''.join(tree.parse(sys.argv[1]).getroot().itertext()))
        """, mine.work + "/" + name)
      #expect(text.contains("11,819") && text.contains("Espresso") && !text.contains("Exported"))
    }
  }

  @Test("M gives the mouse to the terminal and takes it again, also after the next start")
  func mouse() async throws {
    try await january { terminal, _ in
      #expect(try await terminal.state("#{mouse_any_flag} #{mouse_button_flag}") == "1 1")
      try await terminal.press("M")
      try await terminal.told("Mouse off")
      try await eventually("the terminal has the mouse") {
        try await terminal.state("#{mouse_any_flag} #{mouse_button_flag} #{mouse_sgr_flag}") == "0 0 0"
      }
      try await terminal.press("q")
      try await terminal.see("ended with 0")
      try await terminal.dash()
      try await terminal.see("SALES 11,819", "qQuit")
      #expect(try await terminal.state("#{mouse_any_flag}") == "0")
      try await terminal.press("M")
      try await terminal.told("Mouse on")
      try await eventually("the terminal has it no more") { try await terminal.state("#{mouse_any_flag}") == "1" }
    }
  }
}
