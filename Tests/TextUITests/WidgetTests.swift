import Testing

@testable import TextUI

@Suite struct WidgetTests {
  private func draw(_ columns: Int, _ rows: Int, _ body: (Rect, inout Canvas) -> Void) -> Canvas {
    var canvas = Canvas(Size(columns: columns, rows: rows))
    body(canvas.bounds, &canvas)
    return canvas
  }

  @Test("a panel has its title, what trails and its key in the top border")
  func panel() {
    let panel = TitledBox(title: "Revenue/min", trailing: "1m buckets", hotkey: "r")
    let canvas = draw(40, 3) { panel.draw(in: $0, on: &$1, look: Look()) }
    #expect(
      canvas.text() == """
        ╭─ Revenue/min ─────── 1m buckets ─ r ─╮
        │                                      │
        ╰──────────────────────────────────────╯
        """)
    #expect(canvas[36, 0].style.foreground == .key)
  }

  @Test("a narrow panel leaves out what trails, then cuts its title")
  func narrowPanel() {
    let panel = TitledBox(title: "Long title 咖啡机 here", trailing: "1m buckets")
    let canvas = draw(16, 3) { panel.draw(in: $0, on: &$1, look: Look(symbols: .ascii)) }
    #expect(canvas.text().split(separator: "\n").first == "+- Long titl… -+")
  }

  @Test("a panel gives all it has to its content when it is low")
  func lowPanel() {
    #expect(TitledBox.content(in: Rect(x: 0, y: 0, width: 20, height: 1)).height == 1)
    #expect(TitledBox.content(in: Rect(x: 0, y: 0, width: 20, height: 2)) == Rect(x: 0, y: 1, width: 20, height: 1))
    let canvas = draw(22, 2) { TitledBox(title: "Trend", hotkey: "2").draw(in: $0, on: &$1, look: Look()) }
    #expect(canvas.text() == "── Trend ──────── 2 ──\n")
  }

  @Test("sparklines put the newest at the right and keep peaks")
  func sparkline() {
    let few = draw(10, 1) { Sparkline(values: [0, 1, 2, 3, nil, 5, 6, 7]).draw(in: $0, on: &$1, look: Look()) }
    #expect(few.text() == "  ▁▂▃▄ ▆▇█")
    let many = draw(10, 1) {
      Sparkline(values: (0..<100).map { $0 == 50 ? 9 : 1 }).draw(in: $0, on: &$1, look: Look())
    }
    #expect(many.text() == "▂▂▂▂▂█▂▂▂▂")
    let high = draw(4, 1) { Sparkline(values: [80, 90, 100, 60]).draw(in: $0, on: &$1, look: Look()) }
    #expect(high.text() == "▆▇█▅", "far from nought the shape still shows")
    let flat = draw(3, 1) { Sparkline(values: [100, 99, 100]).draw(in: $0, on: &$1, look: Look()) }
    #expect(flat.text() == "███", "noise stays noise")
    let plain = draw(4, 1) { Sparkline(values: [0, 3, 7]).draw(in: $0, on: &$1, look: Look(symbols: .ascii)) }
    #expect(plain.text() == " _-#")
  }

  @Test(
    "columns of figures grow to their widest cell; where that is too wide, the least of them goes",
    arguments: [6, 20, 24])
  func figures(columns: Int) {
    var table = Table(
      columns: [
        TableColumn("name", width: .atLeast(5, share: 1), priority: 9),
        TableColumn("avg", width: .fixed(4), alignment: .trailing, priority: 8),
        TableColumn("%", width: .fixed(4), alignment: .trailing, priority: 1),
      ], rows: [["Mug", "3.00", "7%"], ["Lamp", "-150.00", "93%"]].map { $0.map { TableCell($0) } })
    table.footer = ["Other", "1.00", "-100%"].map { TableCell($0) }
    table.gap = 2
    table.fitFigures()
    let drawn = draw(columns, 4) { table.draw(in: $0, on: &$1, look: Look()) }.text().split(separator: "\n")
    #expect(!drawn.joined().contains("…"))
    #expect(drawn.contains { $0.contains("-150.00") } == (columns > 10))
    #expect(drawn.contains { $0.contains("-100%") } == (columns > 20))
  }

  private var table: Table {
    var table = Table(
      columns: [
        TableColumn("Product", width: .atLeast(8, share: 1), priority: 9),
        TableColumn("Revenue", width: .fixed(8), alignment: .trailing, priority: 8),
        TableColumn("Share", width: .fixed(5), alignment: .trailing, priority: 1),
      ],
      rows: [
        [TableCell("Espresso Pro"), TableCell("7.2k", .number), TableCell("15%", .dim)],
        [TableCell("咖啡机 ☕"), TableCell("3.9k", .number), TableCell("8%", .dim)],
        [TableCell("Trail Boots"), TableCell("3.4k", .number), TableCell("7%", .dim)],
      ])
    table.sortedBy = 1
    table.selected = 1
    return table
  }

  @Test("a table lines its columns up, whatever is in them")
  func tables() {
    let canvas = draw(34, 4) { table.draw(in: $0, on: &$1, look: Look()) }
    #expect(
      canvas.text() == """
         Product            Revenue▾ Share
         Espresso Pro           7.2k   15%
        ▸咖啡机 ☕              3.9k    8%
         Trail Boots            3.4k    7%
        """)
    #expect(canvas[20, 2].style.background == .selection)
  }

  @Test("a narrow table drops the columns of lowest priority")
  func narrowTable() {
    #expect(table.visibleColumns(width: 34) == [0, 1, 2])
    #expect(table.visibleColumns(width: 20) == [0, 1])
    #expect(table.visibleColumns(width: 12) == [0])
    #expect(table.visibleColumns(width: 0) == [0])
  }

  @Test("a table scrolls to its selected row and keeps its last line in sight")
  func scrolling() {
    var table = table
    table.selected = 2
    table.footer = [TableCell("Other (37)", .dim), TableCell("33.7k", .number)]
    let canvas = draw(23, 3) { table.draw(in: $0, on: &$1, look: Look()) }
    #expect(
      canvas.text() == """
         Product       Revenue▾
        ▸Trail Boots       3.4k
         Other (37)       33.7k
        """)
    #expect(table.row(at: Point(x: 3, y: 1), in: canvas.bounds) == 2)
    #expect(table.row(at: Point(x: 3, y: 0), in: canvas.bounds) == nil)
    #expect(table.header(at: Point(x: 20, y: 0), in: canvas.bounds) == 1)
  }

  @Test(
    "scrolling moves no further than it must",
    arguments: [
      (0, 0, 5, 10, 0), (0, 5, 5, 10, 1), (4, 2, 5, 10, 2), (9, 9, 5, 10, 5), (3, 0, 0, 10, 0), (7, 1, 5, 3, 0),
    ])
  func firstRow(scroll: Int, selected: Int, visible: Int, count: Int, first: Int) {
    #expect(Scrolling.firstRow(scroll: scroll, selected: selected, visible: visible, count: count) == first)
  }

  @Test("a picker shows filter, counts, marks and details")
  func picker() {
    let list = PickerList(
      rows: [
        .init("EMEA", detail: "41%", mark: .ticked), .init("NA", detail: "34%"),
        .init("咖啡", detail: "2%", mark: .excluded),
      ], highlighted: 1, filter: TextField("a"), total: 9)
    let canvas = draw(30, 4) { list.draw(in: $0, on: &$1, look: Look()) }
    #expect(
      canvas.text() == """
        / a                        3/9
         ✓ EMEA                    41%
        ▸  NA                      34%
         ¬ 咖啡                     2%
        """)
    #expect(canvas[3, 0].style.emphasis == .reverse)
    #expect(list.row(at: Point(x: 0, y: 3), in: canvas.bounds) == 2)
  }

  @Test("help flows into columns over a dimmed screen")
  func help() {
    let overlay = HelpOverlay(
      title: "Help",
      sections: [
        .init("Global", [.init("q", "quit"), .init("Ctrl-L", "redraw")]),
        .init("Chart", [.init("←→", "inspect"), .init("v", "mark")]),
      ])
    var canvas = Canvas(Size(columns: 50, rows: 8))
    canvas.fill(canvas.bounds, "x", style: Style(.up))
    overlay.draw(in: canvas.bounds, on: &canvas, look: Look())
    #expect(
      canvas.text() == """
        xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
        xxxxxxx╭─ Help ──────────────────────────╮xxxxxxxx
        xxxxxxx│ Global           Chart          │xxxxxxxx
        xxxxxxx│      q quit          ←→ inspect │xxxxxxxx
        xxxxxxx│ Ctrl-L redraw         v mark    │xxxxxxxx
        xxxxxxx│                                 │xxxxxxxx
        xxxxxxx╰─────────────────────────────────╯xxxxxxxx
        xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
        """)
    #expect(canvas[0, 0].style == Style(.shadow))
  }

  @Test("no widget traps or leaves its area, at any size", arguments: 0..<13, 0..<7)
  func sizes(columns: Int, rows: Int) {
    for symbols in [Symbols.unicode, .ascii] {
      let look = Look(symbols: symbols)
      // The area lies inside a larger canvas, then hangs over its edges.
      for origin in [Point(x: 2, y: 2), Point(x: -3, y: -2), Point(x: 14, y: 8)] {
        var canvas = Canvas(Size(columns: 16, rows: 10))
        let area = Rect(x: origin.x, y: origin.y, width: columns, height: rows)
        drawAll(in: area, on: &canvas, look: look)
        for y in 0..<10 {
          for x in 0..<16 where !area.contains(Point(x: x, y: y)) { #expect(canvas[x, y] == .blank, "\(x),\(y)") }
        }
      }
    }
  }

  private func drawAll(in area: Rect, on canvas: inout Canvas, look: Look) {
    TitledBox(title: "咖啡机 title", trailing: "trail", hotkey: "x", focused: true).draw(in: area, on: &canvas, look: look)
    var chart = LineChart(series: [
      ChartSeries(values: [1, nil, 3, 100, -5]), ChartSeries(values: [2], role: .series(1), pattern: .dash),
    ])
    chart.xLabels = [(0, "13:00"), (4, "now"), (9, "out")]
    chart.now = 4
    chart.cursor = 2
    chart.marked = 1...9
    chart.marks = [3: "!", 77: "!"]
    chart.ghost = [5, 4, 3]
    chart.partialFrom = 4
    chart.band = ChartBand(lower: [1, 2], upper: [3, 4, 5])
    chart.showsGrid = true
    for fill in [LineChart.Fill.none, .area, .stacked] {
      chart.fill = fill
      chart.draw(in: area, on: &canvas, look: look)
    }
    chart.showsLegend = true
    chart.series[0].name = "咖啡"
    chart.isLogarithmic = true
    chart.draw(in: area, on: &canvas, look: look)
    LineChart(series: []).draw(in: area, on: &canvas, look: look)
    Sparkline(values: [1, nil, -3, .nan]).draw(in: area, on: &canvas, look: look)
    var table = table
    table.footer = [TableCell("咖啡")]
    table.draw(in: area, on: &canvas, look: look)
    PickerList(rows: [.init("咖啡", detail: "1%", mark: .ticked)], filter: TextField("咖")).draw(
      in: area, on: &canvas, look: look)
    PickerList(rows: []).draw(in: area, on: &canvas, look: look)
    let ranked = PickerList.Row.ranked([.init("咖啡 x", detail: "x", mark: .ticked)], by: "x").map(\.row)
    PickerList(rows: ranked, filter: TextField("x")).draw(in: area, on: &canvas, look: look)
    TextField("咖啡机", cursor: 2).draw(in: area, on: &canvas, look: look)
    Popup(title: "Pick", size: Size(columns: 30, rows: 9)).draw(in: area, on: &canvas, look: look)
    HelpOverlay(title: "Help", sections: [.init("a", [.init("q", "quit")])]).draw(in: area, on: &canvas, look: look)
    drawGrids(in: area, on: &canvas, look: look)
    canvas.restyle(area) { $0 = .text }
  }

  private func drawGrids(in area: Rect, on canvas: inout Canvas, look: Look) {
    var pivot = Pivot(values: [[1, nil, -3], [.nan]], rowLabels: ["咖啡机", "b"], columnLabels: ["咖啡机", "x"])
    pivot.rowTotals = [1]
    pivot.columnTotals = [1, 2]
    pivot.selected = (1, 2)
    pivot.draw(in: area, on: &canvas, look: look)
    var heatmap = Heatmap(values: [[1, nil], [.nan, -3]], rowLabels: ["咖"], columnLabels: ["咖", "b"])
    heatmap.selected = (1, 1)
    heatmap.draw(in: area, on: &canvas, look: look)
    let places = [(0.0, 0.0), (179, 80), (-179, -50), (10, 99)].map { MapPoint(longitude: $0.0, latitude: $0.1) }
    let items = places.map { WorldMap.Item("咖啡", detail: "1k", value: 3, point: $0) }
    let map = WorldMap(
      outline: MapOutline(lines: [places]), items: items + [.init("机", value: 1, point: nil)], selected: 2)
    map.draw(in: area, on: &canvas, look: look)
  }

  @Test("heat is dimmed under a popup as all else is, not lost")
  func dimmed() {
    var canvas = Canvas(Size(columns: 40, rows: 8))
    Heatmap(values: [[0, 5, 10]]).draw(in: Rect(x: 0, y: 0, width: 6, height: 1), on: &canvas, look: Look())
    Popup(title: "Box", size: Size(columns: 4, rows: 1)).draw(in: canvas.bounds, on: &canvas, look: Look())
    #expect(canvas.text().hasPrefix("··▒▒██"))
    #expect((0..<6).allSatisfy { canvas[$0, 0].style == Style(.shadow) })
  }
}
