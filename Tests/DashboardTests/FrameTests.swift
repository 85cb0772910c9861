import SalesAnalytics
import SalesCore
import Testing
import TextUI

@testable import Dashboard

/// Whole screens, held against recorded ones.
@Suite struct FrameTests {
  @Test(
    "the overview at every size it has a layout for",
    arguments: [(80, 24), (120, 40), (200, 60), (100, 30), (80, 40), (50, 30), (40, 12), (20, 5), (1, 1)])
  func sizes(columns: Int, rows: Int) throws {
    try Recorded.expect(Stage(columns, rows).canvas, "overview-\(columns)x\(rows)")
  }

  @Test(
    "the states of the stream",
    arguments: [
      ("quiet", Shop.state { $0.heartbeat?.storedPerSecond = 0 }),
      ("lagging", Shop.state { $0.heartbeat?.logEnd[0] = 1_252_341 }),
      ("stale", Shop.state { $0.heartbeat?.time = Shop.now - .seconds(42) }),
    ])
  func states(name: String, state: StoreState) throws {
    try Recorded.expect(Stage(shop: Shop(state: state)).canvas, "state-\(name)")
  }

  @Test("a held picture")
  func paused() throws {
    var stage = Stage()
    stage.type(" ")
    stage.see(Shop.state { $0.checkpoints[0].totals.sales += 4213 })
    try Recorded.expect(stage.canvas, "state-paused")
  }

  @Test("an empty store says what to do next")
  func empty() throws {
    let state = StoreState()
    try Recorded.expect(Stage(shop: Shop(state: state, isEmpty: true)).canvas, "state-empty")
  }

  @Test("before anything was read, and when nothing could be")
  func unread() throws {
    var stage = Stage(setup: { _ in })
    stage.model = Model(setup: Setup(), size: Size(columns: 80, rows: 24), moment: stage.moment)
    stage.answers = false
    stage.send(.tick)
    try Recorded.expect(stage.canvas, "state-loading")
    stage.send(.readFailed(id: 1, "unable to open database file"))
    try Recorded.expect(stage.canvas, "state-unreadable")
  }

  @Test(
    "pickers over the screen",
    arguments: [("period", "t"), ("regions", "r"), ("products", "pwi"), ("search", "/!es"), ("bad-period", "t99q")])
  func pickers(name: String, keys: String) throws {
    var stage = Stage()
    stage.type(keys)
    try Recorded.expect(stage.canvas, "picker-\(name)")
  }

  @Test("a picker with ticks and exclusions")
  func marks() throws {
    var stage = Stage(120, 40)
    stage.type("p")
    stage.press(.down, .tab, .down, .control("x"), .tab)
    try Recorded.expect(stage.canvas, "picker-marks")
  }

  @Test("the help", arguments: [(80, 24), (120, 40), (200, 60), (40, 12)])
  func help(columns: Int, rows: Int) throws {
    var stage = Stage(columns, rows)
    stage.type("?")
    try Recorded.expect(stage.canvas, "help-\(columns)x\(rows)")
  }

  @Test("no text of the help is cut on a narrow screen")
  func wholeHelp() {
    var stage = Stage(40, 12)
    stage.type("?")
    var seen = ""
    for _ in 0..<120 {
      seen += stage.text
      stage.press(.down)
    }
    #expect(!seen.contains("…"))
    #expect(seen.contains("back to live") && seen.contains("leave the mark"))
  }

  @Test("a picker on a tiny screen shows what is typed and what it finds")
  func tinyPicker() {
    var stage = Stage(20, 5)
    stage.type("pdesk")
    #expect(stage.text.contains("/ desk") && stage.text.contains("Desk Lamp"))
  }

  @Test("a card tells a figure to the minor unit where it has room")
  func exactCards() throws {
    let stage = Stage(120, 40)
    let total = try #require(stage.model.figures?.total)
    #expect(stage.lines[3].contains(stage.model.amounts.exact(total, .revenue)))
  }

  @Test("each key figure of a busy shop shows its change", arguments: [60, 76, 80, 100])
  func wholeFigures(columns: Int) {
    var stage = Stage(columns, 24)
    let most = Totals(sales: 99_999, refunds: 42_400, revenue: 5_360_000_000)
    stage.model.latest?.total = most
    stage.model.latest?.previousTotal = Totals(sales: 88_888, refunds: 31_000, revenue: 4_200_000_000)
    #expect(stage.lines[2...3].joined().count { $0 == "▴" } == 4, "\(stage.lines[2...3])")
  }

  @Test("the crosshair, a filter, a focused list")
  func working() throws {
    var stage = Stage()
    stage.press(.left, .left, .left, .left)
    try Recorded.expect(stage.canvas, "crosshair")
    stage.press(.escape, .tab, .tab, .down, .enter)
    try Recorded.expect(stage.canvas, "filtered")
    stage.press(.character("\\"), .end)
    try Recorded.expect(stage.canvas, "scrolled")
    stage.type("z")
    try Recorded.expect(stage.canvas, "maximised")
    stage.type("z")
    stage.send(.exported(path: "/home/somebody/a/rather/long/way/down/to/the/file/salestop-2026-11-21T14-32-07.csv"))
    try Recorded.expect(stage.canvas, "exported")
  }

  @Test("without comparison there are dashes, without a filter that lets anything through a way out")
  func none() throws {
    try Recorded.expect(Stage(setup: { $0.start.comparison = .none }).canvas, "no-comparison")
    var filter = SaleFilter()
    filter.regions = ["Atlantis"]
    try Recorded.expect(Stage(setup: { $0.start.filter = filter }).canvas, "nothing-passes")
  }

  @Test("plain ASCII where the terminal has nothing else")
  func ascii() throws {
    var stage = Stage()
    stage.model.look = Look(symbols: .ascii)
    #expect(stage.text.unicodeScalars.allSatisfy { $0.isASCII })
    try Recorded.expect(stage.canvas, "ascii")
  }

  @Test("longer periods", arguments: ["24h", "7d", "now/d", "1y", "5m"])
  func periods(text: String) throws {
    let period = try Period(parsing: text)
    let name = text.replacing("/", with: "-")
    try Recorded.expect(Stage(setup: { $0.start = ViewState(period: period) }).canvas, "period-\(name)")
  }
}
