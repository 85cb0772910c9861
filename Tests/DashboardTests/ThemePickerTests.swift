import SalesCore
import Testing
import TextUI

@testable import Dashboard

@Suite struct ThemePickerTests {
  /// A theme that is auto-dark but for its name and what `lines` add.
  static func theme(_ name: String, _ lines: String = "") throws -> Theme {
    try Theme.parse(toml: "name = \"\(name)\"\ninherits = \"auto-dark\"\n\(lines)", file: "\(name).toml") { _ in
      .autoDark
    }
  }

  private func stage(_ columns: Int = 80, _ rows: Int = 24) throws -> Stage {
    let themes = [Theme.autoDark, .autoLight, try Self.theme("nord"), try Self.theme("gruvbox")]
    return Stage(columns, rows) { $0.themes = themes }
  }

  private func used(_ stage: Stage) -> [Int] {
    stage.effects.compactMap { if case .useTheme(let index) = $0 { index } else { nil } }
  }

  @Test("T lists the themes with the one in use highlighted, and changes nothing yet")
  func opens() throws {
    var stage = try stage()
    stage.press(.character("T"))
    #expect(stage.text.contains("─ Theme ─"))
    #expect(stage.text.contains("▸  auto-dark") && stage.text.contains("●●●●●●  dark"))
    #expect(stage.text.contains("auto-light") && stage.text.contains("light │"))
    #expect(stage.lines[23].contains("EnterApply") && !stage.lines[23].contains("Tick"))
    #expect(used(stage) == [])
  }

  @Test("the screen behind it keeps its colours, for that is the preview")
  func behind() throws {
    var stage = try stage()
    let before = stage.canvas
    stage.press(.character("T"))
    for x in 0..<80 { #expect(stage.canvas[x, 0] == before[x, 0]) }
  }

  @Test("the highlighted theme is shown at once; Esc goes back to the one before")
  func previews() throws {
    var stage = try stage()
    stage.press(.character("T"), .down, .down)
    #expect(used(stage) == [1, 2])
    stage.press(.escape)
    #expect(used(stage) == [1, 2, 0])
    #expect(stage.model.themeIndex == 0 && stage.model.overlay == nil)
  }

  @Test("a click outside of the box goes back as well")
  func clickedAway() throws {
    var stage = try stage()
    stage.press(.character("T"), .down)
    stage.send(.mouse(MouseEvent(.press, at: Point(x: 0, y: 0))))
    #expect(used(stage) == [1, 0])
  }

  @Test("Enter keeps it")
  func keeps() throws {
    var stage = try stage()
    stage.press(.character("T"), .down, .enter)
    #expect(used(stage) == [1])
    #expect(stage.model.themeIndex == 1 && stage.model.overlay == nil)
    #expect(stage.text.contains("Theme auto-light"))
    stage.press(.character("T"))
    #expect(stage.text.contains("▸  auto-light"))
  }

  @Test("typing filters, letters and digits alike, and shows the best match; nothing that matches shows the old one")
  func filters() throws {
    var stage = try stage()
    stage.press(.character("T"))
    stage.type("nor")
    #expect(used(stage) == [2])
    stage.type("q1")
    #expect(stage.text.contains("nothing matches"))
    #expect(used(stage) == [2, 0])
    stage.press(.enter)
    #expect(stage.text.contains("─ Theme ─"))
    stage.press(.backspace, .backspace, .enter)
    #expect(stage.model.themeIndex == 2)
  }

  @Test("with a single theme there is nothing to pick")
  func alone() {
    var stage = Stage { $0.themes = [.autoDark] }
    stage.press(.character("T"))
    #expect(stage.model.overlay == nil)
  }
}

@Suite struct ReloadTests {
  private static func reloaded(_ themes: [Theme], _ change: (inout Reloaded) -> Void = { _ in }) -> Message {
    var reloaded = Reloaded(themes: themes)
    change(&reloaded)
    return .reloaded(reloaded)
  }

  @Test("Ctrl-R reads the store and the files again")
  func key() {
    var stage = Stage()
    let reads = stage.reads.count
    stage.press(.control("r"))
    stage.wait(.seconds(1))
    #expect(stage.effects.contains(.reload) && stage.reads.count == reads + 1)
  }

  @Test("a theme in use that was edited is shown anew; others that changed are not")
  func edited() throws {
    let (nord, other) = (try ThemePickerTests.theme("nord"), try ThemePickerTests.theme("other"))
    var stage = Stage { $0.themes = [.autoDark, nord, other] }
    stage.model.useTheme(1)
    stage.send(.tick)
    let again = try ThemePickerTests.theme("nord", "[palette]\nfg = \"#ffffff\"")
    stage.effects = []
    // In another place of the list, too.
    stage.send(Self.reloaded([.autoDark, try ThemePickerTests.theme("amber"), again, other]))
    #expect(stage.effects == [.useTheme(2)])
    #expect(stage.model.shownTheme == again)
    stage.effects = []
    stage.send(
      Self.reloaded([.autoDark, again, try ThemePickerTests.theme("other", "[palette]\nfg = \"#eeeeee\"")]))
    #expect(stage.effects == [])
  }

  @Test("a theme whose file broke or went stays while it is in use, and what is wrong is shown until it is mended")
  func broken() throws {
    let nord = try ThemePickerTests.theme("nord")
    var stage = Stage(100, 24) { $0.themes = [.autoDark, nord] }
    stage.model.useTheme(1)
    stage.send(.tick)
    stage.send(Self.reloaded([.autoDark]) { $0.problem = "nord.toml:3: \"accnt\" is not in the palette" })
    #expect(stage.model.shownTheme == nord)
    #expect(stage.text.contains("nord.toml:3: \"accnt\" is not in the palette"))
    stage.wait(.seconds(20))
    #expect(stage.text.contains("nord.toml:3"))
    stage.send(Self.reloaded([.autoDark, nord]))
    #expect(!stage.text.contains("nord.toml:3"))
  }

  @Test("what cannot be read changes nothing and is shown")
  func failed() {
    var stage = Stage(100, 24)
    stage.send(.reloadFailed("config.toml:7: unknown key `them`"))
    #expect(stage.text.contains("config.toml:7: unknown key `them`"))
    #expect(stage.model.setup.themes == [.autoDark, .autoLight])
  }

  @Test("keys that clash leave the old ones; good ones count at once")
  func keys() {
    var stage = Stage(100, 24)
    stage.send(Self.reloaded([.autoDark, .autoLight]) { $0.keys = ["pause": ["q"]] })
    #expect(stage.text.contains("q stands for both"))
    stage.send(Self.reloaded([.autoDark, .autoLight]) { $0.keys = ["quit": ["Ctrl-Q"]] })
    stage.press(.character("q"))
    #expect(!stage.effects.contains(.quit))
    stage.press(.control("q"))
    #expect(stage.effects.contains(.quit))
  }

  @Test("views are taken up, and the one shown stays the one shown")
  func views() throws {
    var stage = Stage()
    let views = stage.model.setup.views
    stage.model.showView(at: views.count - 1)
    let name = try #require(views.last).name
    stage.send(Self.reloaded([.autoDark]) { $0.views = Array(views.reversed()) })
    #expect(stage.model.viewSpec.name == name && stage.model.viewIndex == 0)
  }

  @Test("another theme in the settings is taken up; the same one again leaves what was picked")
  func wanted() {
    var stage = Stage { $0.wantedTheme = "auto-dark" }
    stage.send(Self.reloaded([.autoDark, .autoLight]) { $0.wantedTheme = "auto-light" })
    #expect(stage.model.themeIndex == 1)
    stage.press(.character("T"), .up, .enter)
    stage.send(Self.reloaded([.autoDark, .autoLight]) { $0.wantedTheme = "auto-light" })
    #expect(stage.model.themeIndex == 0)
  }

  @Test("an open picker of themes goes on")
  func whilePicking() throws {
    var stage = Stage()
    stage.press(.character("T"), .down)
    stage.send(Self.reloaded([.autoDark, try ThemePickerTests.theme("amber"), .autoLight]))
    #expect(stage.text.contains("amber") && stage.text.contains("▸  auto-light"))
    #expect(stage.model.shownTheme == .autoLight)
  }
}
