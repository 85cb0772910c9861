import SalesCore
import Testing
import TextUI

@testable import Dashboard

/// Terminals that can do less.
@Suite struct PlainTerminalTests {
  /// Signs that fonts of the Linux console have, among those we may draw.
  private static let console = Set("─│┌┐└┘├┤┬┴┼░▒▓█▄▌▐▀▲▼•←→↑↓".unicodeScalars)

  private func isOnConsole(_ scalar: Unicode.Scalar) -> Bool {
    let near = ConsoleGlyphs.nearest(to: scalar)
    return (0x20..<0x7F).contains(near.value) || (0xA1..<0x100).contains(near.value) || Self.console.contains(near)
  }

  @Test(
    "on the Linux console each sign of every view is one that its fonts have",
    arguments: [(80, 24), (120, 40), (200, 60)])
  func signs(columns: Int, rows: Int) {
    var stage = Stage(columns, rows)
    stage.model.look = DashboardConfiguration.look(.autoDark, on: TerminalTraits(colourDepth: .ansi16, isConsole: true))
    for view in stage.model.setup.views.indices {
      stage.model.showView(at: view)
      stage.wait(.seconds(1))
      for key in ["", "?", "T"] {
        stage.press(.escape)
        stage.type(key)
        let strange = Set(stage.text.unicodeScalars.filter { $0 != "\n" && !isOnConsole($0) })
        #expect(strange.isEmpty, "\(strange) in view \(view) with \(key)")
      }
    }
  }

  @Test("where boxes are not one column wide every sign is ASCII", arguments: [(80, 24), (120, 40), (200, 60)])
  func ascii(columns: Int, rows: Int) {
    var stage = Stage(columns, rows)
    stage.model.look = DashboardConfiguration.look(.autoDark, on: TerminalTraits(unicode: false))
    for view in stage.model.setup.views.indices {
      stage.model.showView(at: view)
      stage.wait(.seconds(1))
      let strange = Set(stage.text.unicodeScalars.filter { !$0.isASCII })
      #expect(strange.isEmpty, "\(strange) in view \(view)")
    }
  }

  @Test("without colour a selected row is reversed, and nothing has a colour", arguments: ["auto-dark", "auto-light"])
  func mono(name: String) throws {
    let theme = try #require(Theme.builtIn(name))
    var stage = Stage()
    stage.model.look = DashboardConfiguration.look(theme, on: TerminalTraits(colourDepth: .mono))
    stage.press(.tab, .down)
    let canvas = stage.canvas
    var reversed: Set<Int> = []
    for y in 0..<24 {
      for x in 0..<80 {
        let colours = theme.colours(of: canvas[x, y].style, depth: .mono)
        #expect(colours.foreground == nil && colours.background == nil)
        if colours.emphasis.contains(.reverse), canvas[x, y].character != " " { reversed.insert(y) }
      }
    }
    let selected = try #require(stage.lines.firstIndex { $0.contains("│▸") })
    #expect(reversed.contains(selected))
    // The active tab is, too; nothing else.
    #expect(reversed.subtracting([0, selected]).isEmpty)
  }
}
