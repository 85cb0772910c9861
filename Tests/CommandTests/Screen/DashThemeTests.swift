import Foundation
import Testing
import TextUI

/// Themes in the real dashboard in a real terminal.
@Suite(.takingTurns, .needs(.tmux), .timeLimit(.minutes(60)))
struct DashThemeTests {
  /// The backgrounds in 24 bits, as tmux tells them.
  private static let dark = "48;2;14;17;22"
  private static let light = "48;2;251;252;253"

  private func january(
    _ salestop: Salestop? = nil, _ flags: String = "", term: String = "COLORTERM=truecolor",
    _ body: (Terminal) async throws -> Void
  ) async throws {
    let salestop = if let salestop { salestop } else { try await Fixtures.january.value }
    try await Terminal.with(salestop) { terminal in
      try await terminal.enter(
        "clear; \(term) $TEST_PROGRAM dash --fresh \(DashKeysTests.month) \(flags); echo ended with $?")
      try await terminal.see("SALES 11,819", "qQuit")
      try await body(terminal)
    }
  }

  @Test("T shows the highlighted theme at once, Esc goes back, Enter keeps it")
  func preview() async throws {
    try await january { terminal in
      try await terminal.seeColours("the dark one") { $0.contains(Self.dark) }
      try await terminal.press("T")
      try await terminal.see("─ Theme ─", "▸  auto-dark", "nord", "EnterApply")
      try await terminal.press("Down")
      try await terminal.seeColours("the light one") { $0.contains(Self.light) && !$0.contains(Self.dark) }
      try await terminal.press("Escape")
      try await terminal.seeColours("the dark one again") { $0.contains(Self.dark) && !$0.contains(Self.light) }
      try await terminal.press("T")
      try await terminal.see("▸  auto-dark")
      try await terminal.type("ligh")
      try await terminal.see("▸  auto-light", without: ["nord"])
      try await terminal.press("Enter")
      try await terminal.told("Theme auto-light")
      try await terminal.see("qQuit", without: ["EnterApply"])
      try await terminal.seeColours("the light one") { $0.contains(Self.light) && !$0.contains(Self.dark) }
    }
  }

  @Test(
    "going through all themes does not use up a terminal's colours", arguments: ["TERM=xterm", "COLORTERM=truecolor"])
  func pairs(term: String) async throws {
    try await january(term: term) { terminal in
      let before = try await settled("the whole screen") { PaintedText(try await terminal.colours()) }
      #expect(before.looks.count > 3)
      for _ in 0..<3 {
        try await terminal.press("T")
        try await terminal.see("▸  auto-dark")
        for name in ["auto-light", "colour-safe", "gruvbox", "high-contrast", "mono", "nord", "solarized"] {
          try await terminal.press("Down")
          try await terminal.see("▸  \(name)")
        }
        try await terminal.press("Escape")
        try await terminal.see("qQuit")
      }
      try await terminal.seeColours("the colours from before") { PaintedText($0) == before }
    }
  }

  @Test("a theme file that is edited is shown by itself; a bad one keeps the old and says where; mended, it shows")
  func hotReload() async throws {
    let salestop = try await Fixtures.january.value.copy()
    let folder = salestop.scratch.file("config/salestop/themes")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let file = URL(fileURLWithPath: folder + "/amber.toml")
    func write(_ background: String) throws {
      let text = "inherits = \"auto-dark\"\n[palette]\nbg = \(background)\n"
      try Data(text.utf8).write(to: file, options: .atomic)
    }
    try write("\"#010203\"")
    try await january(salestop, "--theme amber") { terminal in
      try await terminal.seeColours("amber") { $0.contains("48;2;1;2;3") }
      try write("\"#040506\"")
      try await terminal.seeColours("the new amber") { $0.contains("48;2;4;5;6") && !$0.contains("48;2;1;2;3") }
      try write("\"#04050\"")
      try await terminal.see("amber.toml:3:", "is no colour")
      #expect(try await terminal.colours().contains("48;2;4;5;6"))
      try write("\"#070809\"")
      try await terminal.seeColours("the mended amber") { $0.contains("48;2;7;8;9") && !$0.contains("48;2;4;5;6") }
      try await terminal.see("SALES 11,819", without: ["amber.toml:3:"])
    }
  }

  @Test("a config file that comes, names a theme, breaks and is mended is followed; Ctrl-R reads it too")
  func config() async throws {
    let salestop = try await Fixtures.january.value.copy()
    func write(_ text: String) throws {
      try Data(text.utf8).write(to: URL(fileURLWithPath: salestop.config), options: .atomic)
    }
    try await january(salestop) { terminal in
      try write("theme = \"auto-light\"\n")
      try await terminal.seeColours("the light one") { $0.contains(Self.light) }
      try write("\nthme = \"auto-dark\"\n")
      try await terminal.see("config.toml:2: unknown key `thme`", "did you mean `theme`?")
      #expect(try await terminal.colours().contains(Self.light))
      try write("theme = \"auto-dark\"\n")
      try await terminal.seeColours("the dark one") { $0.contains(Self.dark) && !$0.contains(Self.light) }
      try await terminal.press("C-r")
      try await terminal.told("Reading the store, the themes")
    }
  }
}

/// The signs of a screen with their colours, without the blanks, whose colour nobody sees, and without the top row, which
/// tells an age.
private struct PaintedText: Equatable {
  private(set) var cells: [String] = []
  var looks: Set<Substring> { Set(cells.map { $0.dropFirst() }) }

  init(_ text: String) {
    var look: [String: String] = [:]
    var isTop = true
    for part in text.split(separator: "\u{1B}[").dropFirst() {
      guard let end = part.firstIndex(of: "m") else { continue }
      Self.take(part[..<end].split(separator: ";").map(String.init), into: &look)
      let shown = look.sorted { $0.key < $1.key }.map { "\($0.key)\($0.value)" }.joined(separator: " ")
      var signs = part[part.index(after: end)...]
      if isTop {
        guard let next = signs.firstIndex(where: \.isNewline) else { continue }
        (signs, isTop) = (signs[next...], false)
      }
      cells += signs.filter { !$0.isWhitespace }.map { "\($0)\(shown)" }
    }
  }

  private static func take(_ codes: [String], into look: inout [String: String]) {
    if codes.isEmpty || codes == ["0"] { look = [:] }
    // Colours beyond the first take the rest of the sequence.
    if let code = codes.first(where: { $0 == "38" || $0 == "48" }), let place = codes.firstIndex(of: code) {
      look[code == "38" ? "fg" : "bg"] = codes[place...].joined(separator: ";")
      return
    }
    for code in codes.compactMap({ Int($0) }) {
      switch code {
      case 0: look = [:]
      case 30...39, 90...97: look["fg"] = "\(code)"
      case 40...49, 100...107: look["bg"] = "\(code)"
      default: look["as\(code)"] = ""
      }
    }
  }
}

extension Terminal {
  /// The screen with its escape sequences.
  func colours() async throws -> String { try await tmux("capture-pane", "-p", "-e").output }

  func seeColours(_ what: String, _ holds: (String) -> Bool) async throws {
    var last = ""
    try await eventually(what, last: last) {
      last = try await colours()
      return holds(last)
    }
  }
}
