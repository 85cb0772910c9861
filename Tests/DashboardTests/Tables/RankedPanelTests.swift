import SalesAnalytics
import SalesCore
import Testing
import TextUI

@testable import Dashboard

@Suite struct RankedPanelTests {
  @Test(
    "the columns add up to the whole, with the last row for what has none of its own", arguments: [(80, 24), (120, 40)])
  func addsUp(columns: Int, rows: Int) throws {
    var stage = Stage.alone(.products, columns, rows) { $0.start.measure = .sales }
    for key in [Key.home, .end, .pageUp] {
      stage.press(key)
      let lines = stage.canvas(of: .products).text().split(separator: "\n").dropFirst(2).dropLast()
      let sales = lines.compactMap { line -> Int64? in
        // The first number after the name and its bar.
        let rest = line.dropFirst(17).drop { !$0.isNumber }
        return Int64(rest.prefix { $0.isNumber || $0 == "," }.filter { $0 != "," })
      }
      #expect(sales.count == lines.count)
      #expect(sales.reduce(0, +) == stage.model.figures?.total.sales, "\(lines.joined(separator: "\n"))")
    }
  }

  @Test("names are whole while there is room", arguments: [120, 80, 60, 50])
  func names(columns: Int) {
    let name = "Wireless Buds, second"
    let stage = Stage.alone(.products, columns, 24, shop: Shop(products: [name, "Desk Lamp"]))
    #expect(stage.canvas(of: .products).text().contains(name))
  }

  @Test("s goes through the columns that show", arguments: [(120, 6), (36, 4)])
  func keys(columns: Int, orders: Int) {
    var stage = Stage.alone(.products, columns, 24)
    var seen: [SortOrder.Key] = []
    repeat {
      seen.append(stage.model.view.sortProducts.key)
      stage.type("s")
    } while stage.model.view.sortProducts.key != .value && seen.count < 20
    #expect(seen.count == orders)
    #expect(seen.prefix(3) == [.value, .change, .name])
  }

  @Test("a click on a head sorts by it, another one turns it round")
  func heads() throws {
    var stage = Stage.alone(.products, 120, 24)
    stage.click(" sales ", dx: 1)
    #expect(stage.model.view.sortProducts.key == .sales)
    #expect(stage.text.contains("sales▾") && stage.text.contains("Top products by sales"))
    let counts = stage.model.products.order.compactMap { name in
      stage.model.figures?.products.first { $0.name == name }?.totals.sales
    }
    #expect(counts == counts.sorted(by: >))
    stage.click("sales▾")
    #expect(stage.text.contains("sales▴") && stage.model.view.sortProducts.isReversed)
    stage.click(" avg ", dx: 1)
    #expect(stage.model.view.sortProducts.key == .average && !stage.model.view.sortProducts.isReversed)
    #expect(stage.model.filter.isEmpty)
  }

  @Test("a click on a region's bar shows only that region; beside it, it selects")
  func bars() throws {
    var stage = Stage.alone(.regions, 80, 24)
    let region = stage.model.regions.order[1]
    stage.click(region)
    #expect(stage.model.regions.cursor.selected == region && stage.model.filter.isEmpty)
    let row = try #require(stage.place(of: region)?.y)
    let bar = try #require(stage.lines[row].firstIndex(of: "▇"))
    let x = DisplayWidth.of(String(stage.lines[row][..<bar]))
    stage.press(.home)
    stage.send(.mouse(MouseEvent(.press, at: Point(x: x, y: row))))
    #expect(stage.model.filter.regions == [region])
  }

  @Test("a click on what was selected elsewhere before selects again first")
  func focusFirst() {
    var stage = Stage()
    stage.press(.tab, .backTab)
    #expect(stage.model.focus != .regions && stage.model.regions.cursor.selected == "EMEA")
    stage.click("EMEA")
    #expect(stage.model.focus == .regions && stage.model.filter.isEmpty)
    stage.click("EMEA")
    #expect(stage.model.filter.regions == ["EMEA"])
  }

  @Test("a click on Other selects nothing")
  func other() {
    var stage = Stage.alone(.products, 80, 24)
    stage.press(.home)
    let before = stage.model.products.cursor.selected
    stage.click("Other (")
    #expect(stage.model.products.cursor.selected == before)
  }

  @Test("orders by sales, average and share, ties by name")
  func orders() {
    func row(_ name: String, _ sales: Int64, _ revenue: Int64) -> RankedRow {
      RankedRow(name: name, totals: Totals(sales: sales, revenue: revenue))
    }
    let rows = [row("a", 5, 10), row("b", 1, 10), row("c", 9, 9), row("d", 0, 0)]
    func order(_ key: SortOrder.Key) -> [String] {
      Ordering(order: SortOrder(key), measure: .average, currency: .usDollar).names(rows)
    }
    #expect(order(.sales) == ["c", "a", "b", "d"])
    #expect(order(.average) == ["b", "a", "c", "d"])
    #expect(order(.share) == ["a", "b", "c", "d"])
  }

  @Test("a trend fills all of its room, with columns as alike as that allows")
  func trend() {
    #expect(SparkText.trend([0, 2], 7, .unicode) == "▁▁▁▁▇▇▇")
    #expect(SparkText.trend([0, 2, 3], 5, .unicode) == "▁▁▅▅▇")
    #expect(SparkText.trend([], 5, .unicode).isEmpty)
  }

  @Test("a bar is exact to an eighth of a column, and something above nothing shows")
  func lengths() {
    #expect(SparkText.bar(1, 3, .unicode) == "▇▇▇")
    #expect(SparkText.bar(0.5, 3, .unicode) == "▇▌")
    #expect(SparkText.bar(0.875, 1, .unicode) == "▉")
    #expect(SparkText.bar(0.0001, 3, .unicode) == "▏")
    #expect(SparkText.bar(0, 3, .unicode).isEmpty)
    #expect(SparkText.bar(0.5, 3, .ascii) == "##")
  }

  @Test(
    "counts of one column have one form",
    arguments: [([313_000, 86_546], ["313k", "86.5k"]), ([313, 12_046], ["313", "12,046"])]
  )
  func oneForm(sales: [Int64], counts: [String]) throws {
    let stage = Stage.alone(.products, 120, 24)
    let figures = try #require(stage.model.figures)
    let rows = sales.map { RankedRow(name: "Lamp", totals: Totals(sales: $0, revenue: 100)) }
    let columns = RankedColumns(stage.model, figures, rows: rows, isRegions: false, hasHeads: true, width: 118)
    let place = try #require(columns.parts.firstIndex(of: .sales))
    #expect(rows.map { columns.cells($0)[place] } == counts.map { TableCell($0, .text) })
  }

  @Test(
    "places won and lost are those by the measure shown, ties by name; what sold nothing before is new",
    arguments: [
      (Measure.revenue, ["a": -1, "b": 1, "c": 0, "e": -1]), (.sales, ["a": 1, "b": -1, "c": 0, "e": -1]),
      (.average, ["a": -1, "b": 3, "c": 0, "e": -3]),
    ])
  func moves(measure: Measure, won: [String: Int]) throws {
    func row(_ name: String, _ now: (Int64, Int64), _ before: (Int64, Int64)) -> RankedRow {
      RankedRow(
        name: name, totals: Totals(sales: now.0, revenue: now.1), previous: Totals(sales: before.0, revenue: before.1))
    }
    // By revenue b a c d e, before a b c e; by sales a b c d e, before b a c e; by average b a c d e, before a e c b.
    let rows = [
      row("a", (9, 20), (5, 30)), row("b", (5, 25), (9, 9)), row("c", (4, 4), (4, 8)), row("d", (3, 3), (0, 0)),
      row("e", (1, 0), (3, 7)),
    ]
    let moves = RankMoves(rows, by: measure, currency: .usDollar)
    #expect(moves.won(by: rows[3]) == nil)
    for row in rows where row.name != "d" { #expect(moves.won(by: row) == won[row.name], "\(row.name)") }
    let stage = Stage.alone(.products, 120, 24) { $0.start.measure = measure }
    var figures = try #require(stage.model.figures)
    figures.products = rows
    let columns = RankedColumns(stage.model, figures, rows: rows, isRegions: false, hasHeads: true, width: 118)
    let place = try #require(columns.parts.firstIndex(of: .move))
    #expect(columns.cells(rows[3])[place] == TableCell("new", .up))
  }

  @Test("a scrolled list says where it is; without the focus it shows its first rows again")
  func scrolled() throws {
    var stage = Stage(120, 40)
    while stage.model.focus != .products { stage.press(.tab) }
    stage.press(.end)
    #expect(!stage.canvas(of: .products).text().contains("Espresso Pro"))
    #expect(stage.canvas(of: .products).text().contains("/40 "))
    let end = stage.model.products.cursor.selected
    stage.press(.tab)
    let text = stage.canvas(of: .products).text()
    #expect(text.contains("Espresso Pro") && !text.contains("/40 "))
    stage.press(.backTab)
    #expect(stage.model.products.cursor.selected == end)
    #expect(stage.canvas(of: .products).text().contains("/40 "))
  }
}
