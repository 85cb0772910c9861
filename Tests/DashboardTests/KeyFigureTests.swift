import SalesAnalytics
import SalesCore
import Testing
import TextUI

@testable import Dashboard

/// The key figures, and what they are compared with.
@Suite struct KeyFigureTests {
  @Test("the course of a figure goes from its least value to its greatest over the whole width")
  func course() {
    #expect(SparkText.curve([0, 1, 2, 3, 4, 5, 6], 7, .unicode) == "▁▂▃▄▅▆▇")
    #expect(SparkText.curve([100, 200], 7, .unicode) == "▁▂▃▄▅▆▇")
    #expect(SparkText.curve([1, 1, 3, 3], 2, .ascii) == "_#")
    #expect(SparkText.curve([nil, 5, .infinity], 3, .unicode) == " ▄ ")
    #expect(SparkText.curve([], 5, .unicode).isEmpty)
  }

  @Test("one that hardly moves is drawn as that, and nothing as nothing")
  func still() {
    #expect(Set(SparkText.curve([100, 101, 100, 101], 12, .unicode)).isSubset(of: ["▄", "▅", "▃"]))
    #expect(SparkText.curve([0, 0, 0], 3, .unicode) == "▁▁▁")
  }

  @Test(
    "changes have one precision, and gaps are alike", arguments: [(80, 24), (100, 24), (140, 24), (40, 20), (60, 20)])
  func row(columns: Int, rows: Int) {
    let stage = Stage(columns, rows)
    let lines = stage.lines[2..<(columns < 80 ? 4 : 3)]
    let changes = lines.joined(separator: " ").split(separator: " ").filter { $0.hasSuffix("%") }
    #expect(changes.count == 4 && Set(changes.map { $0.contains(".") }).count == 1)
    for line in lines {
      #expect(line.hasPrefix(" ") && DisplayWidth.of(line) < columns)
      #expect(line.contains("  "))
    }
  }

  @Test("the whole total shows where it fits")
  func exact() {
    let short = Stage(60, 24)
    let long = Stage(140, 24)
    let total = long.model.amounts.exact(long.model.latest?.total, .revenue)
    #expect(long.lines[2].contains("REVENUE \(total) ") && !short.lines[2].contains(total))
  }

  @Test("where sales begin after what they would be compared with, the filter bar says so", arguments: [120, 70, 38])
  func comparison(columns: Int) {
    var shop = Shop()
    shop.state.oldestSale = Shop.now - .minutes(70)
    let stage = Stage(columns, 24, shop: shop)
    #expect(stage.model.latest?.previous == nil)
    #expect(stage.lines[1].contains(columns > 40 ? "vs prev hour: sales begin Nov 21" : "vs prev hour: none"))
    #expect(!Stage(columns, 24).lines[1].contains("begin"))
  }

  @Test("on a small screen the comparison is named before what is not filtered, and the period in short")
  func small() {
    #expect(Stage(40, 12).lines[1].contains("t Last 1h · vs prev hour"))
    #expect(Stage(24, 5) { $0.start = ViewState(period: .last(24, .hour)) }.lines[0].contains(" 24h"))
  }

  @Test("consoles and plain terminals head changes with a word")
  func delta() {
    #expect(Symbols.unicode.onConsole.delta == "chg" && Symbols.ascii.delta == "chg")
    #expect(Symbols.unicode.delta == "Δ")
  }

  @Test("without colour a selected row is reversed as one, and its bar is not cut out of it")
  func selected() {
    let dim = Theme.autoDark.colours(of: Style(.dim, on: .selection), depth: .mono).emphasis
    #expect(dim == [.reverse])
    #expect(Theme.autoDark.colours(of: Style(.bar, on: .selection), depth: .mono).emphasis == [])
  }

  @Test("the help names the figures of the top row")
  func help() {
    let texts = HelpText(Setup()).sections.last?.entries.map(\.text)
    #expect(texts == ["sales stored a second", "from the log to the screen"])
  }
}
