import Testing
import TextUI

@testable import Dashboard

@Suite struct KeyMapTests {
  @Test("no chord has two meanings in one context")
  func clashes() {
    #expect(KeyMap.clashes(in: KeyMap.defaultBindings).isEmpty)
  }

  @Test("a clash within a context is an error that names key, context and both actions")
  func clash() {
    let problem = #expect(throws: KeyMapProblem.self) { try KeyMap(remapping: ["pause": ["q"]]) }
    #expect(problem?.description == "q stands for both pause and quit (global)")
  }

  @Test("a chord that begins another of its context clashes with it")
  func prefixClash() {
    #expect(throws: KeyMapProblem.self) { try KeyMap(remapping: ["sort": ["g"]]) }
  }

  @Test("a key for everywhere that begins a panel's chord is an error that names both")
  func hidden() {
    let problem = #expect(throws: KeyMapProblem.self) { try KeyMap(remapping: ["pause": ["g"]]) }
    #expect(problem?.description == "g for pause would never work where g g is first (chart)")
    #expect(throws: KeyMapProblem.self) { try KeyMap(remapping: ["list.sort": ["x s"]]) }
  }

  @Test("the key that opens the help closes it", arguments: [Key.function(2), .character("W")])
  func closesHelp(key: Key) throws {
    let keys = try KeyMap(remapping: ["help": [key.label]])
    var stage = Stage(80, 24) { $0.keys = keys }
    stage.press(key)
    #expect(stage.model.overlay == .help(offset: 0))
    stage.press(key)
    #expect(stage.model.overlay == nil)
  }

  @Test("one key may mean different things in different contexts")
  func contexts() throws {
    let keys = try KeyMap(remapping: ["pause": ["s"]])
    #expect(keys.match([.character("s")], in: [.chart, .global]) == .action(.pause))
    #expect(keys.match([.character("s")], in: [.list, .global]) == .action(.sort))
  }

  @Test("unknown actions and keys are refused by name")
  func unknown() {
    #expect(throws: KeyMapProblem.unknownAction("paus")) { try KeyMap(remapping: ["paus": ["p"]]) }
    #expect(throws: KeyMapProblem.unknownKey("Hyper-X", action: "pause")) {
      try KeyMap(remapping: ["pause": ["Hyper-X"]])
    }
  }

  @Test("g waits for its second g")
  func chord() {
    let keys = KeyMap.standard
    #expect(keys.match([.character("g")], in: [.list, .global]) == .prefix)
    #expect(keys.match([.character("g"), .character("g")], in: [.list, .global]) == .action(.first))
    #expect(keys.match([.character("g"), .character("x")], in: [.list, .global]) == .none)
  }

  @Test(
    "every key the overview promises does something",
    arguments: [
      "q", "?", "t", "r", "p", "/", "Esc", "\\", "Space", "+", "-", "=", "[", "]", "0", "c", "m", "x", "z", "Ctrl-L",
      "Ctrl-Z", "Ctrl-C", "Tab", "Shift-Tab", "T", "F1", ":", "Ctrl-K", "d", "Backspace", "u", "U", "<", ">", "b", "y",
      "X", "Y", "M", "Ctrl-R", "1", "6",
    ])
  func promised(label: String) throws {
    let key = try #require(Key(parsing: label))
    guard case .action = KeyMap.standard.match([key], in: [.global]) else {
      Issue.record("\(label) is dead")
      return
    }
  }

  @Test("every binding has keys and a help text, and the help lists each")
  func help() {
    #expect(KeyMap.defaultBindings.allSatisfy { !$0.chords.isEmpty && !$0.help.isEmpty })
    // All but one line are scrolled off where there is one: each binding's, a heading for each context, blanks between.
    let scrolled = HelpText(Setup()).scrollRange(in: Size(columns: 90, rows: 5))
    // There are six views and nine keys for them; two figures of the top row are told under a heading of their own.
    #expect(scrolled + 1 == KeyMap.defaultBindings.count - 3 + 2 + 2 * (KeyContext.allCases.count + 1) - 1)
  }

  @Test("the help has a context's heading each, names the views, and has none for views that are not there")
  func helpOfViews() {
    var setup = Setup()
    setup.views = Array(setup.views.prefix(2)) + [ViewSpec("Shop floor", [])]
    let sections = HelpText(setup).sections
    #expect(sections.map(\.title) == KeyContext.allCases.map(\.title) + ["Top row, right"])
    let views = sections[0].entries.filter { $0.text.hasPrefix("view ") }
    #expect(views.map(\.key) == ["1", "2", "3"])
    #expect(views.map(\.text) == ["view Overview", "view Trend", "view Shop floor"])
  }

  @Test("at 80 columns the hints are the ones of the design, and what is useful in a panel comes before them")
  func hintsAt80() {
    var stage = Stage()
    #expect(stage.lines[23] == " ?Help /Find trpPick SpacePause ←→Inspect +-Zoom []Shift cCompare xExport qQuit")
    stage.press(.left)
    #expect(stage.lines[23].contains("EnterZoom here"))
    stage.press(.tab)
    #expect(stage.lines[23].contains("↑↓Move EnterFilter sSort"))
  }

  @Test("every action has a name of its own in a context")
  func titles() {
    for context in KeyContext.allCases {
      let titles = KeyMap.defaultBindings.filter { $0.context == context }.map(\.action.title)
      #expect(Set(titles).count == titles.count)
      #expect(titles.allSatisfy { $0.first?.isUppercase == true && !$0.contains("-") })
    }
  }

  @Test("a remapped key shows in hints and filter bar")
  func hints() throws {
    let keys = try KeyMap(remapping: ["pick-period": ["w"]])
    let stage = Stage(80, 24) { $0.keys = keys }
    #expect(stage.lines[1].hasPrefix(" w Last 1h"))
    #expect(stage.lines[23].contains("wrpPick"))
  }
}
