import SalesAnalytics
import SalesCore
import Testing
import TextUI

@testable import Dashboard

/// The command palette.
@Suite struct PaletteTests {
  private func palette(_ stage: Stage) -> Picker? {
    if case .picker(let picker) = stage.model.overlay, picker.kind == .commands { picker } else { nil }
  }

  private func titles(_ stage: Stage) -> [String] {
    guard let palette = palette(stage) else { return [] }
    return PickerRows(stage.model, palette).rows(palette.matches.rows).compactMap(\.offered?.label)
  }

  @Test("it opens by both its keys and Esc closes it", arguments: [Key.character(":"), .control("k")])
  func opens(key: Key) {
    var stage = Stage()
    let before = stage.canvas
    stage.press(key)
    #expect(stage.text.contains("─ Commands ─"))
    #expect(stage.lines[23].contains("EnterRun"))
    stage.press(.escape)
    #expect(stage.canvas == before)
  }

  @Test("letters in order find a command, Enter does it, and its key stands beside it")
  func runs() {
    var stage = Stage()
    stage.type(":zmin")
    #expect(stage.lines.contains { $0.contains("▸  Zoom in") && $0.contains("+") })
    stage.press(.enter)
    #expect(stage.model.period == .last(30, .minute))
    #expect(stage.model.overlay == nil)
  }

  @Test(
    "what is typed means what it says",
    arguments: [
      ("7d", "Show Last 7 days"), ("2026-11-01..2026-11-03", "Show 2026-11-01 – 2026-11-03"), ("now/d", "Show Today"),
      ("sh tren", "Show Trend"), ("theme light", "Theme auto-light"), ("comp week", "Compare with week before"),
      ("meas aver", "Measure average sale"), ("quit", "Quit"),
    ])
  func finds(typed: String, first: String) {
    var stage = Stage()
    stage.type(":" + typed)
    #expect(titles(stage).first == first)
  }

  @Test("a view, a comparison, a measure, a period, a theme and an action are done")
  func does() {
    var stage = Stage()
    stage.type(":show trend")
    stage.press(.enter)
    #expect(stage.model.viewSpec.name == "Trend")
    stage.type(":compare with nothing")
    stage.press(.enter)
    #expect(stage.model.comparison == .none)
    stage.type(":measure sales")
    stage.press(.enter)
    #expect(stage.model.measure == .sales)
    stage.type(":45m")
    stage.press(.enter)
    #expect(stage.model.period == .last(45, .minute))
    #expect(stage.model.homePeriod == .last(45, .minute))
    stage.type(":theme auto-light")
    stage.press(.enter)
    #expect(stage.effects.contains(.useTheme(1)))
    stage.type(":quit")
    stage.press(.enter)
    #expect(stage.effects.last == .quit)
  }

  @Test("a remapped key stands beside its command")
  func remapped() throws {
    let keys = try KeyMap(remapping: ["zoom-in": ["Ctrl-P"], "view-2": ["9"], "view-9": []])
    var stage = Stage(setup: { $0.keys = keys })
    stage.type(":zoom in")
    #expect(stage.lines.contains { $0.contains("Zoom in") && $0.contains("Ctrl-P") })
    stage.press(.escape)
    stage.type(":trend")
    #expect(stage.lines.contains { $0.contains("Show Trend") && $0.contains(" 9 ") })
  }

  @Test("words of the help find an action, behind all that have them in their name")
  func byHelp() {
    var stage = Stage()
    stage.type(":logarithmic")
    #expect(titles(stage) == ["Y axis"])
  }

  @Test("only what would do something now is offered")
  func useful() {
    var stage = Stage(setup: { $0.canExportPicture = false })
    stage.type(":")
    let before = titles(stage)
    for title in ["Undo", "Redo", "Back to live", "Clear filters", "Shift forward", "Copy the command", "Sort"] {
      #expect(!before.contains(title), "\(title)")
    }
    #expect(before.contains("Shift back"))
    stage.press(.escape, .tab, .enter)
    stage.type("[:")
    for title in ["Undo", "Back to live", "Clear filters", "Shift forward", "Sort"] {
      #expect(titles(stage).contains(title), "\(title)")
    }
    #expect(!titles(stage).contains("Mark a range"))
  }

  @Test("arrows and page keys move, in sight of the highlight, and stay within")
  func moves() throws {
    var stage = Stage(80, 24)
    stage.type(":")
    stage.press(.up)
    let first = palette(stage)?.highlighted
    #expect(first == .command(.view(0)))
    for _ in 0..<40 { stage.press(.down) }
    let highlighted = try #require(palette(stage)?.highlighted)
    let rows = try #require(palette(stage)).matches.rows
    #expect(rows[40].choice == highlighted)
    #expect(stage.lines.contains { $0.contains("▸") && $0.contains(titles(stage)[40]) })
    for _ in 0..<30 { stage.press(.pageDown) }
    #expect(palette(stage)?.highlighted == rows.last?.choice)
    for _ in 0..<30 { stage.press(.pageUp) }
    #expect(palette(stage)?.highlighted == first)
  }

  @Test("the highlight stays with its command while others come and go")
  func stays() {
    var stage = Stage(setup: { $0.canExport = true })
    stage.type(":export")
    stage.press(.down)
    let before = palette(stage)?.highlighted
    stage.see(Shop.state { $0.checkpoints[0].next += 1 })
    #expect(palette(stage)?.highlighted == before)
  }

  @Test("a click does a row, beside the box it closes, the wheel moves")
  func mouse() {
    var stage = Stage()
    stage.type(":")
    let rows = palette(stage).map { ScreenLayout(stage.model).pickerRows(of: $0) } ?? .zero
    stage.send(.mouse(MouseEvent(.wheelDown, at: Point(x: rows.x, y: rows.y))))
    #expect(palette(stage)?.highlighted == .command(.view(1)))
    stage.send(.mouse(MouseEvent(.press, at: Point(x: rows.x + 4, y: rows.y + 2))))
    #expect(stage.model.viewIndex == 2)
    #expect(stage.model.overlay == nil)
    stage.type(":")
    stage.send(.mouse(MouseEvent(.press, at: Point(x: rows.x, y: rows.y - 1))))
    #expect(stage.model.overlay != nil)
    stage.send(.mouse(MouseEvent(.press, at: Point(x: 0, y: 0))))
    #expect(stage.model.overlay == nil)
  }

  @Test("nothing that matches leaves it open, and keys of the screen type")
  func nothing() {
    var stage = Stage()
    stage.type(":xyzzyq")
    #expect(stage.text.contains("nothing matches"))
    stage.press(.enter)
    #expect(palette(stage)?.typed.value == "xyzzyq")
    stage.press(.control("u"))
    #expect(palette(stage)?.typed.value == "")
    stage.send(.paste("zoom\nout"))
    #expect(titles(stage).first == "Zoom out")
  }

  @Test("it is whole on small and large screens", arguments: [(40, 12), (80, 24), (120, 40), (20, 8), (12, 5), (1, 1)])
  func sizes(columns: Int, rows: Int) {
    var stage = Stage(columns, rows)
    stage.type(":zoom in")
    #expect(stage.lines.count == rows)
    if columns >= 40 { #expect(stage.lines.contains { $0.contains("▸  Zoom in") }) }
    stage.press(.enter)
    #expect(stage.model.period == .last(30, .minute))
  }
}
