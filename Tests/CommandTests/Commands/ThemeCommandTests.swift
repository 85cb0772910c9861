import Foundation
import Testing

@Suite(.takingTurns, .timeLimit(.minutes(60)))
struct ThemeCommandTests {
  private func shop(_ themes: [String: String]) throws -> Salestop {
    let salestop = try Salestop()
    let folder = salestop.scratch.file("config/salestop/themes")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for (name, text) in themes { try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name).toml")) }
    return salestop
  }

  @Test("it lists every theme with its variant and where it is from, the person's own and broken ones too")
  func list() async throws {
    let salestop = try shop(["mine": "inherits = \"auto-light\"", "broken": "[ui]\ntext = \"accnt\""])
    let outcome = try await salestop.must("theme")
    let rows = outcome.output.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
    #expect(rows.first == ["name", "variant", "from"])
    #expect(rows.map(\.[0]).dropFirst().starts(with: ["auto-dark", "auto-light", "broken", "colour-safe"]))
    #expect(rows.count == 11)
    #expect(rows.first { $0[0] == "mine" }?[1] == "light")
    #expect(rows.first { $0[0] == "mine" }?[2].hasSuffix("config/salestop/themes/mine.toml") == true)
    #expect(outcome.output.contains("broken.toml:2: \"accnt\" is not in the palette"))
  }

  @Test("a check tells each problem with file and line, and ends with 65")
  func check() async throws {
    let salestop = try shop([:])
    let text = """
      inherits = "auto-dark"
      [palette]
      fg = "#555555"
      [ui]
      key = "accnt"
      txet = "red"
      """
    let file = try salestop.file("amber.toml", text)
    let outcome = try await salestop.run("theme", "check", file)
    #expect(outcome.code == 65 && outcome.error.isEmpty)
    #expect(outcome.output.contains("\(file):3: ui.text, "))
    #expect(outcome.output.contains("\(file):5: \"accnt\" is not in the palette\n"))
    #expect(outcome.output.contains("\(file):6: unknown key \"ui.txet\"\n"))
    // One problem a line, and nothing else.
    #expect(outcome.output.split(separator: "\n").allSatisfy { $0.hasPrefix("\(file):") })
  }

  @Test("keys that are missing, a loop, a parent that is not there and bad syntax are told")
  func others() async throws {
    let salestop = try shop(["one": "inherits = \"two\"", "two": "inherits = \"one\""])
    let bare = try salestop.file("bare.toml", "[ui]\ntext = \"#ffffff\"\n")
    #expect(try await salestop.run("theme", "check", bare).output.contains("\(bare): missing key \"delta.up\"\n"))
    let loop = try await salestop.run("theme", "check", "one")
    #expect(loop.code == 65 && loop.output.contains("one.toml:1: cannot inherit \"two\""))
    #expect(loop.output.contains("inherits itself: one → two → one"))
    let orphan = try salestop.file("orphan.toml", "\ninherits = \"nobody\"\n")
    #expect(
      try await salestop.run("theme", "check", orphan).output.contains("orphan.toml:2: cannot inherit \"nobody\""))
    let broken = try salestop.file("broken.toml", "[ui]\ntext = \n")
    #expect(try await salestop.run("theme", "check", broken).output.contains("broken.toml:2: "))
  }

  @Test("a theme may inherit one that lies beside it")
  func beside() async throws {
    let salestop = try shop([:])
    _ = try salestop.file("base.toml", "inherits = \"auto-dark\"\n")
    let file = try salestop.file("child.toml", "inherits = \"base\"\n")
    #expect(try await salestop.run("theme", "check", file).output == "\(file): ok\n")
  }

  @Test("every shipped theme passes, and what show prints is a theme that does")
  func shipped() async throws {
    let salestop = try shop([:])
    let all = try await salestop.must("theme", "check").output.split(separator: "\n")
    #expect(all.count == 8 && all.allSatisfy { $0.hasSuffix(": ok") })
    for name in ["auto-light", "nord"] {
      let file = try salestop.file("mine.toml", try await salestop.must("theme", "show", name).output)
      #expect(try await salestop.must("theme", "check", file).output == "\(file): ok\n")
    }
  }

  @Test("a name that is none is an error that suggests one")
  func unknown() async throws {
    let salestop = try shop([:])
    for command in ["check", "show"] {
      let outcome = try await salestop.run("theme", command, "gruvbx")
      #expect(outcome.code == 64 && outcome.error.contains("there is no theme `gruvbx`; did you mean `gruvbox`?"))
    }
    let missing = try await salestop.run("theme", "check", "/nowhere/a.toml")
    #expect(missing.code == 65 && missing.error.contains("/nowhere/a.toml: there is no such file"))
  }
}
