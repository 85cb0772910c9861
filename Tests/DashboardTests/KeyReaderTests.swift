import ConfigText
import Testing
import TextUI

@testable import Dashboard

@Suite struct KeyReaderTests {
  @Test("an action has a key or several, everywhere or in one context")
  func read() throws {
    let tables = ScreenTables(
      toml: """
        [keys]
        pause = ["w", "Space"]
        view-2 = "F2"
        [keys.list]
        sort = "o"
        """, file: "c.toml")
    #expect(tables.problems.isEmpty, "\(tables.problems)")
    #expect(tables.keys == ["pause": ["w", "Space"], "view-2": ["F2"], "list.sort": ["o"]])
    let keys = try KeyMap(remapping: tables.keys)
    #expect(keys.match([.character("w")], in: [.global]) == .action(.pause))
    #expect(keys.match([.function(2)], in: [.global]) == .action(.view2))
    #expect(keys.match([.character("o")], in: [.list]) == .action(.sort))
    #expect(keys.match([.character("s")], in: [.list]) == .none)
  }

  @Test("one context alone is changed, the others keep their keys")
  func context() throws {
    let keys = try KeyMap(remapping: ["list.up": ["w"], "up": ["Ctrl-P", "i"]])
    #expect(keys.match([.character("w")], in: [.list]) == .action(.up))
    #expect(keys.match([.control("p")], in: [.list]) == .none)
    #expect(keys.match([.character("i")], in: [.grid]) == .action(.up))
  }

  @Test("a letter never stands for an action where text is typed")
  func typing() throws {
    let keys = try KeyMap(remapping: ["up": ["Ctrl-P", "i"], "down": ["e"]])
    #expect(keys.match([.control("p")], in: [.picker]) == .action(.up))
    #expect(keys.match([.character("i")], in: [.picker]) == .none)
    #expect(keys.match([.character("e")], in: [.picker]) == .none)
    #expect(keys.match([.down], in: [.picker]) == .action(.down))
  }

  @Test("an action may go without a key, but for the way out")
  func unbound() throws {
    let keys = try KeyMap(remapping: ["theme": []])
    #expect(keys.match([.character("T")], in: [.global]) == .none)
    #expect(Stage(120, 40) { $0.keys = keys }.lines.last?.contains("Theme") == false)
  }

  static let refused: [(toml: String, says: String)] = [
    ("paus = \"w\"", ":2: there is no action \"paus\"; did you mean \"pause\"?"),
    (
      "pause = \"Hyper-X\"",
      ":2: \"Hyper-X\" (for pause) is no key; write keys such as p, Space, Ctrl-L, F1, PgUp or \"g g\""
    ),
    ("pause = 1", ":2: `pause` is a key or a list of keys: \"p\", or [\"p\", \"Space\"]"),
    ("pause = [\"w\", 1]", ":2: `pause` is a key or a list of keys: \"p\", or [\"p\", \"Space\"]"),
    ("theme = \"x\"\npause = \"q\"", ":3: q stands for both pause and quit (global); give one of them another key"),
    (
      "theme = \"w\"\npause = \"g\"",
      ":3: g for pause would never work where g g is first (chart); give one of them another key"
    ),
    (
      "[keys.list]\nsort = \"S\"",
      ":3: S stands for both sort and reverse-sort (list); give one of them another key"
    ),
    (
      "[keys.lists]\nsort = \"o\"",
      ":3: keys have no context \"lists\"; there are global, list, chart, grid, help, picker, text"
    ),
    ("[keys.chart]\nsort = \"o\"", ":3: sort does nothing in chart; it works in list"),
    ("[keys.picker]\nup = \"w\"", ":3: w (for picker.up) types text there; take one such as Ctrl-N or F2"),
    ("quit = []", ":2: `quit` needs a key"),
  ]

  @Test("keys that cannot be are refused in a line that says where, what, and what would do", arguments: refused)
  func problem(_ item: (toml: String, says: String)) throws {
    let problems = ScreenTables(toml: "[keys]\n" + item.toml + "\n", file: "c.toml").problems
    #expect(problems.map(\.description).contains("c.toml" + item.says), "\(problems)")
  }

  @Test("keys that are no table are refused")
  func noTable() {
    let problems = ScreenTables(toml: "keys = \"p\"\n", file: "c.toml").problems
    #expect(problems.map(\.description) == ["c.toml:1: keys are a table: `[keys]`, then lines such as `pause = \"p\"`"])
  }
}
