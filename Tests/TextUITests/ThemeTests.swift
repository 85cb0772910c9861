import ConfigText
import Foundation
import Testing

@testable import TextUI

@Suite struct ThemeTests {
  private func parse(_ toml: String) throws(ConfigProblem) -> Theme {
    try Theme.parse(toml: toml, file: "amber.toml") { name in
      guard let theme = Theme.builtIn(name) else { throw ConfigProblem(file: name, message: "not found") }
      return theme
    }
  }

  private func problem(_ toml: String) -> String? {
    do {
      _ = try parse(toml)
      return nil
    } catch {
      return error.description
    }
  }

  @Test("the themes compiled in need no file", arguments: Theme.builtInNames)
  func compiledIn(name: String) {
    #expect(Theme.builtIn(name)?.name == name)
    #expect(Theme.builtInText(name)?.contains("name = \"\(name)\"") == true)
  }

  @Test("a scope falls back along its dots")
  func fallBack() throws {
    let theme = try parse(
      """
      [palette]
      one = "#010203"
      [delta]
      up = "one"
      [chart]
      fg = "#040506"
      now = "#070809"
      """)
    #expect(theme.entry(.up).foreground?.rgb == 0x010203)
    #expect(theme.entry(.chartLine).foreground?.rgb == 0x040506)
    #expect(theme.entry(.chartNow).foreground?.rgb == 0x070809)
    #expect(theme.entry(.down).foreground == nil)
  }

  @Test("an inherited theme is recoloured by a new palette")
  func inherits() throws {
    let theme = try parse(
      """
      name = "amber"
      inherits = "auto-dark"
      [palette]
      accent = ["#ffac26", 214, "yellow"]
      """)
    #expect(theme.name == "amber")
    #expect(theme.entry(.accent).foreground == Colour(rgb: 0xFFAC26, index256: 214, index16: 3))
    #expect(theme.entry(.tabActive).background?.rgb == 0xFFAC26)
    #expect(theme.entry(.up) == Theme.autoDark.entry(.up))
  }

  @Test("styles, symbols and patterns are read")
  func details() throws {
    let theme = try parse(
      """
      inherits = "auto-dark"
      [ui]
      selection = { fg = "bg", bg = "accent", bold = true, underline = false }
      [chart]
      pattern = ["dot", "solid"]
      series = ["magenta", "#00ff00"]
      [symbols]
      graph = "block"
      border = "square"
      up = "+"
      """)
    #expect(theme.entry(.selection).emphasis == .bold)
    #expect(theme.pattern(2) == .dot)
    #expect(theme.entry(.series(0)).foreground?.index16 == 5)
    #expect(theme.entry(.series(3)).foreground?.rgb == 0x00FF00)
    #expect(theme.symbols.graph == .block)
    #expect(theme.symbols.border == .square)
    #expect(theme.symbols.up == "+")
  }

  @Test(
    "what is wrong is told with file and line",
    arguments: [
      ("[ui]\ntext = \"accnt\"", "amber.toml:2: \"accnt\" is not in the palette"),
      ("name = 3", "amber.toml:1: name must be text, not a number"),
      ("variant = \"dusk\"", "amber.toml:1: variant is dark or light, not \"dusk\""),
      ("[palette]\na = \"#12345\"", "amber.toml:2: \"#12345\" is no colour: write \"#rrggbb\""),
      ("[palette]\n\na = [\"#123456\", 300]", "amber.toml:3: the second of a colour is a number from 0 to 255"),
      ("[palette]\na = 7", "amber.toml:2: a colour is \"#rrggbb\", a name or [24-bit, 256, 16], not a number"),
      (
        "[ui]\nkey = { fg = \"red\", bald = true }",
        "amber.toml:2: unknown emphasis \"bald\": bold, dim, italic, underline or reverse"
      ),
      ("[symbols]\nup = \"咖\"", "amber.toml:2: up must be one character, one column wide"),
      ("[symbols]\ngraph = \"dots\"", "amber.toml:2: graph is one of braille, block, ascii"),
      ("[chart]\nseries = \"red\"", "amber.toml:2: chart.series must be a list"),
      ("[chart]\npattern = [\"wavy\"]", "amber.toml:2: a pattern is one of solid, dash, dot, dashdot"),
      ("inherits = \"nowhere\"", "amber.toml:1: cannot inherit \"nowhere\": nowhere: not found"),
      ("# a comment\npalette = 3", "amber.toml:2: palette must be a table of colours"),
    ])
  func problems(toml: String, message: String) {
    #expect(problem(toml) == message)
  }

  @Test("an error of syntax names its line")
  func syntax() {
    #expect(problem("[ui]\ntext = \n")?.hasPrefix("amber.toml:2: ") == true)
  }

  @Test("a check reports unknown and missing keys and faint text, which do not stop a theme")
  func check() {
    let toml = "[ui]\ntext = \"#303030\"\nbackground = \"#202020\"\ntxet = \"red\"\n[extra]\nx = 1"
    #expect(problem(toml) == nil)
    let found = Theme.check(toml: toml, file: "a.toml") { _ in Theme.autoDark }.map(\.description)
    #expect(found.contains("a.toml:4: unknown key \"ui.txet\""))
    #expect(found.contains("a.toml:5: unknown key \"extra\""))
    #expect(found.contains("a.toml: missing key \"delta.up\""))
    #expect(found.contains { $0.hasPrefix("a.toml:2: ui.text") && $0.contains(": contrast 1.") })
  }

  @Test("faint text is told with the line its colour comes from, roles of one colour together")
  func faintLines() {
    let toml = """
      inherits = "auto-dark"
      [palette]
      dim = ["#404040", 250, "white"]
      [ui]
      key = ["#e0e0e0", 238, "bright-white"]
      tab.active = { fg = "#777777", bg = "#707070" }
      """
    let found = Theme.check(toml: toml, file: "a.toml") { _ in Theme.autoDark }.map(\.description)
    #expect(found.count == 6, "\(found)")
    #expect(
      found.first == "a.toml:3: ui.dim, delta.flat, state.quiet, ui.tab.idle, chart.axis, ui.header: contrast 1.8:1, "
        + "below 4.5:1")
    #expect(found.contains("a.toml:5: ui.key: contrast 1.9:1 in 256 colours, below 4.5:1"))
    #expect(found.contains { $0.hasPrefix("a.toml:6: ui.tab.active: contrast 1.1:1") })
  }

  @Test("a theme without a name is called as its file")
  func unnamed() throws {
    let theme = try Theme.parse(toml: "inherits = \"auto-dark\"", file: "/home/me/themes/mine.toml") { _ in .autoDark }
    #expect(theme.name == "mine")
  }

  @Test("with 16 colours a selected row is written in its own colour alone")
  func selectedRow() {
    for role in [Role.up, .down, .dim] {
      let row = Theme.autoDark.colours(of: Style(role, on: .selection), depth: .ansi16)
      #expect(row.foreground?.index16 == 15)
      #expect(Theme.autoDark.colours(of: Style(role, on: .selection), depth: .ansi256).foreground?.index16 != 15)
    }
  }

  @Test("a library finds files before built-in themes and refuses a theme that inherits itself")
  func library() throws {
    let files = [
      "a": "inherits = \"b\"", "b": "inherits = \"a\"", "mine": "inherits = \"auto-light\"\nname = \"mine\"",
      "auto-dark": "inherits = \"auto-dark\"\nname = \"darker\"",
    ]
    let library = ThemeLibrary { name in files[name].map { ("\(name).toml", $0) } }
    #expect(try library.theme(named: "mine").variant == .light)
    #expect(try library.theme(named: "auto-dark").name == "darker")
    #expect(try library.theme(named: "auto-light") == Theme.autoLight)
    #expect(throws: ConfigProblem.self) { try library.theme(named: "a") }
    #expect(throws: ConfigProblem.self) { try library.theme(named: "none") }
  }

  @Test("no colour leaves weight and reversal to tell things apart")
  func mono() {
    let selected = Theme.autoDark.colours(of: Style(.text, on: .selection), depth: .mono)
    #expect(selected.foreground == nil && selected.background == nil)
    #expect(selected.emphasis.contains(.reverse))
    #expect(Theme.autoDark.colours(of: Style(.number), depth: .mono).emphasis.contains(.bold))
  }
}
