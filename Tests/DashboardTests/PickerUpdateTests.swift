import SalesAnalytics
import SalesCore
import Testing
import TextUI

@testable import Dashboard

@Suite struct PickerUpdateTests {
  private func picker(_ stage: Stage) -> Picker? {
    if case .picker(let picker) = stage.model.overlay { picker } else { nil }
  }

  @Test("typing finds, Enter takes the highlighted row")
  func typeAhead() {
    var stage = Stage()
    stage.type("rla")
    #expect(stage.text.contains("LATAM"))
    stage.press(.enter)
    #expect(stage.model.filter.regions == ["LATAM"])
    #expect(stage.model.overlay == nil)
  }

  @Test("letters, digits and blanks always type in a picker")
  func letters() {
    var stage = Stage()
    stage.type("p q?x 0")
    #expect(picker(stage)?.typed.value == " q?x 0")
    #expect(stage.effects.allSatisfy { $0 != .quit && $0 != .export })
  }

  @Test("ticks make the filter, whatever is highlighted")
  func ticks() {
    var stage = Stage()
    stage.type("r")
    stage.press(.down, .tab, .tab, .enter)
    #expect(stage.model.filter.regions == ["EMEA", "NA"])
    #expect(stage.lines[1].contains("r EMEA, NA"))
  }

  @Test("Ctrl-X excludes, and !x does so without it")
  func exclude() {
    var stage = Stage()
    stage.type("pdesk")
    stage.press(.control("x"), .enter)
    #expect(stage.model.filter.excludedProducts == ["Desk Lamp"])
    #expect(stage.lines[1].contains("p ¬Desk Lamp"))
    stage.type("/!trail")
    stage.press(.enter)
    #expect(stage.model.filter.excludedProducts == ["Desk Lamp", "Trail Boots"])
  }

  @Test("!x after ticks leaves them as they are")
  func ticksAndExclusion() {
    var stage = Stage()
    stage.type("rapac")
    stage.press(.tab, .control("u"))
    stage.type("!latam")
    stage.press(.enter)
    #expect(stage.model.filter.regions == ["APAC"])
    #expect(stage.model.filter.excludedRegions == ["LATAM"])
  }

  @Test("rows are matched once a change of the figures or of what is typed, not by each key")
  func matchesOnce() {
    var stage = Stage()
    stage.type("pprod")
    let before = picker(stage)?.matches.rows ?? []
    func isSame() -> Bool {
      before.withUnsafeBufferPointer { old in
        picker(stage)?.matches.rows.withUnsafeBufferPointer { $0.baseAddress == old.baseAddress } ?? false
      }
    }
    stage.press(.down, .tab, .control("x"), .pageDown, .up)
    stage.send(.tick)
    #expect(before.count == 35 && isSame())
    stage.type("uct 7")
    #expect(!isSame() && picker(stage)?.highlighted == .product("Product 7"))
  }

  @Test("the rows that show are where the list says, however far it is scrolled")
  func scrolled() {
    var stage = Stage()
    stage.type("p")
    for _ in 0..<5 { stage.press(.pageDown) }
    let last = picker(stage)?.matches.rows.last?.choice
    #expect(picker(stage)?.highlighted == last && stage.text.contains("▸  \(last?.name ?? "none") "))
  }

  @Test("Ctrl-A takes all marks away")
  func all() {
    var stage = Stage()
    stage.type("rna")
    stage.press(.enter)
    stage.type("r")
    stage.press(.control("a"), .enter)
    #expect(stage.model.filter.isEmpty)
  }

  @Test("an open picker shows what the filter has, and a bare Enter leaves it")
  func untouched() {
    var stage = Stage()
    stage.type("rna")
    stage.press(.enter)
    stage.type("r")
    #expect(picker(stage)?.marks == [.region("NA"): .ticked])
    stage.press(.enter)
    #expect(stage.model.filter.regions == ["NA"])
  }

  @Test("with an old tick, typing another name and Enter goes there")
  func replaces() {
    var stage = Stage()
    stage.type("rna")
    stage.press(.enter)
    stage.type("rapac")
    stage.press(.enter)
    #expect(stage.model.filter.regions == ["APAC"])
  }

  @Test("Esc leaves everything as it was")
  func cancel() {
    var stage = Stage()
    let before = stage.canvas
    stage.type("p")
    stage.press(.tab, .control("x"), .escape)
    #expect(stage.model.filter.isEmpty)
    #expect(stage.canvas == before)
  }

  @Test("search finds regions and products, and keeps the other filter")
  func search() {
    var stage = Stage()
    stage.type("rna")
    stage.press(.enter)
    stage.type("/espr")
    stage.press(.enter)
    #expect(stage.model.filter.regions == ["NA"])
    #expect(stage.model.filter.products == ["Espresso Pro"])
  }

  @Test("a search that finds nothing says so and stays")
  func nothing() {
    var stage = Stage()
    stage.type("/xyzzy")
    #expect(stage.text.contains("nothing matches"))
    stage.press(.enter)
    #expect(stage.model.overlay != nil)
    stage.press(.escape)
    #expect(stage.model.overlay == nil)
  }

  @Test(
    "the period picker takes presets by name and the typed grammar",
    arguments: [
      ("24h", "24h"), ("2026-11-01..2026-11-07", "2026-11-01..2026-11-07"), ("now-1d/d", "now-1d/d"), ("tod", "now/d"),
      ("90", "90d"), ("45m", "45m"), ("last week", "now-1w/w"), ("this week", "now/w"), ("yest", "now-1d/d"),
      ("last month", "now-1M/M"), ("this month", "now/M"), ("this year", "now/y"),
    ])
  func periods(typed: String, period: String) {
    var stage = Stage()
    stage.type("t" + typed)
    stage.press(.enter)
    #expect(stage.model.period.text == period)
    #expect(stage.model.homePeriod.text == period)
  }

  @Test("a period that cannot be read says what is wrong and stays open")
  func badPeriod() {
    var stage = Stage()
    stage.type("t99q")
    stage.press(.enter)
    #expect(stage.model.overlay != nil)
    #expect(stage.model.period == .last(1, .hour))
    #expect(stage.text.contains("Not a period; try last week, 15m, now-1w/w"))
  }

  @Test("the row for all is not counted")
  func counts() {
    var stage = Stage()
    stage.type("r")
    #expect(stage.text.contains(" 4 │"))
    stage.type("e")
    #expect(stage.text.contains(" 1/4 │"))
  }

  @Test("a pasted text is one line")
  func paste() {
    var stage = Stage()
    stage.type("p")
    stage.send(.paste("desk\nlamp\u{1B}[31m"))
    #expect(picker(stage)?.typed.value.contains("\n") == false)
    stage.press(.control("u"))
    #expect(picker(stage)?.typed.value == "")
  }

  @Test("the highlight follows its row while the figures change")
  func follows() {
    var stage = Stage()
    stage.type("p")
    stage.press(.down, .down)
    let highlighted = picker(stage)?.highlighted
    stage.see(Shop.state { $0.checkpoints[0].next += 1 })
    #expect(picker(stage)?.highlighted == highlighted)
  }

  @Test("a name that sold nothing in the period stays in the picker while it is picked")
  func marked() {
    var filter = SaleFilter()
    filter.regions = ["Atlantis"]
    var stage = Stage(80, 24) { $0.start.filter = filter }
    stage.type("r")
    #expect(stage.text.contains("✓ Atlantis") || stage.text.contains("✓Atlantis"))
  }

  @Test(
    "what fits a name better comes first, accents and case aside",
    arguments: [
      ("es", "Espresso Pro"), ("la", "Lamp, desk"), ("cafe", "Café au lait"), ("dl", "Desk Lamp"),
      ("boo", "Trail Boots"),
    ])
  func ranks(typed: String, first: String) {
    let products = ["Trail Boots", "Desk Lamp", "Espresso Pro", "Café au lait", "Lamp, desk", "Yellow bamboo stool"]
    var stage = Stage(shop: Shop(products: products))
    stage.type("p" + typed)
    stage.press(.enter)
    #expect(stage.model.filter.products == [first])
  }
}
