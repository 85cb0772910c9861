import Testing

@testable import TextUI

@Suite struct StackTests {
  private var stack: LineChart {
    var chart = LineChart(series: [
      ChartSeries(values: [2, 2, 2, 2], role: .series(0), name: "EMEA"),
      ChartSeries(values: [1, 1, 2, 2], role: .series(1), pattern: .dash, name: "NA"),
      ChartSeries(values: [1, 1, 1, 1], role: .series(2), pattern: .dot, name: "咖啡"),
    ])
    chart.fill = .stacked
    chart.showsLegend = true
    return chart
  }

  private func canvas(_ chart: LineChart, _ columns: Int, _ rows: Int, symbols: Symbols = .unicode) -> Canvas {
    var canvas = Canvas(Size(columns: columns, rows: rows))
    chart.draw(in: canvas.bounds, on: &canvas, look: Look(symbols: symbols, hasColour: false))
    return canvas
  }

  @Test("parts differ by pattern and are named above the plot")
  func braille() {
    #expect(
      canvas(stack, 30, 8).text() == """
          ⣿⣿ EMEA  ⠭⠭ NA  ⢂⢂ 咖啡
        6┤
         │          ⢀⣀⣀⢤⢤⢒⢒⢊⢋⢋⢋⢋⢋⢋⢋⢋⢋⢋
        4┤⢋⢋⢋⢋⢋⢋⢋⢋⢋⢋⢃⣂⣂⠦⠦⠶⠶⠮⠭⠭⠭⠭⠭⠭⠭⠭⠭⠭
         │⠭⠭⠭⠭⠭⠭⠭⠭⠭⠭⠭⠭⠭⠭⠭⠭⠭⠭⠭⠭⠭⠭⠭⠭⠭⠭⠭⠭
        2┤⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿
         │⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿
        0┼────────────────────────────
        """)
  }

  @Test("the same stack in ASCII")
  func ascii() {
    #expect(
      canvas(stack, 24, 8, symbols: .ascii).text() == """
          ## EMEA  == NA  +1
        6|
         |         -------------
        4|-------------=========
         |======================
        2|######################
         |######################
        0+----------------------
        """)
  }

  @Test("the same stack in quadrant blocks")
  func blocks() {
    var symbols = Symbols.unicode
    symbols.graph = .block
    #expect(
      canvas(stack, 24, 8, symbols: symbols).text() == """
          ██ EMEA  ▀▀ NA  +1
        6┤
         │         ▄▄▄▄▛▛▛▛▛▛▛▛▛
        4┤▛▛▛▛▛▛▛▛▛▄▄▄▄▀▀▀▀▀▀▀▀▀
         │▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀
        2┤██████████████████████
         │██████████████████████
        0┼──────────────────────
        """)
  }

  @Test("values below nought are stacked downwards")
  func negative() {
    var chart = LineChart(series: [
      ChartSeries(values: [2, 2, 2], role: .series(0)),
      ChartSeries(values: [-1, -1, -1], role: .series(1), pattern: .dash),
      ChartSeries(values: [1, 1, -1], role: .series(2), pattern: .dot),
    ])
    chart.fill = .stacked
    #expect(
      canvas(chart, 20, 9).text() == """
          │⢤⢤⢤⢤⢤⢤⢤⢤⢤⢄⡀
          │⢂⢂⢂⢂⢂⢂⢂⢂⢂⢂⢊⢋⢒⢢⢄⣀
         2┤⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿
          │⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿
          │⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿
         0┤⠭⠭⠭⠭⠭⠭⠭⠭⠭⠭⠭⠭⠭⠭⠭⠭⠭
          │⠭⠭⠭⠭⠭⠭⠭⠭⠭⠭⠭⠭⢭⢭⢭⢭⢭
          │            ⢀⣂⣂⣂⣂
        -2┼─────────────────
        """)
    #expect(
      canvas(chart, 20, 9).roleLetters() == """
          b22222222222
          b2222222222222222
         ib00000000000000000
          b00000000000000000
          b00000000000000000
         ib11111111111111111
          b11111111111111111
          b            22222
        iibbbbbbbbbbbbbbbbbb
        """)
  }

  @Test("a stack too low for a dot shows one of its largest part, beside parts below 0", arguments: [true, false])
  func lowest(hasColour: Bool) {
    var chart = LineChart(series: [
      ChartSeries(values: [-900, -900, -900], role: .series(0)), ChartSeries(values: [1, 2, 900], role: .series(1)),
      ChartSeries(values: [2, 1, 0], role: .series(2)),
    ])
    chart.fill = .stacked
    var canvas = Canvas(Size(columns: 24, rows: 10))
    chart.draw(in: canvas.bounds, on: &canvas, look: Look(hasColour: hasColour))
    let letters = canvas.roleLetters().split(separator: "\n").map { $0.filter("12".contains) }
    #expect(letters.contains { $0.hasPrefix("2") && $0.contains("1") }, "\(letters)")
  }

  @Test("neighbours of one pattern are made to differ")
  func distinct() {
    let parts = [LinePattern.solid, .solid, .solid, .dot, .dot].enumerated().map { index, pattern in
      ChartSeries(values: [], role: .series(index), pattern: pattern)
    }
    #expect(LinePattern.distinct(parts) == [.solid, .dash, .solid, .dot, .dashdot])
    let goesOn = ChartSeries(values: [], role: .series(4), pattern: .dot)
    #expect(LinePattern.distinct(parts + [goesOn]).suffix(2) == [.dashdot, .dashdot])
    #expect(Set(LinePattern.allCases.map { $0.texture(.braille) }).count == LinePattern.allCases.count)
    #expect(Set(LinePattern.allCases.map { $0.texture(.block) }).count == LinePattern.allCases.count)
    #expect(Set(LinePattern.allCases.map(\.fillSign)).count == LinePattern.allCases.count)
  }

  @Test("the stretch into a bucket that is not over is dimmed")
  func partial() {
    var chart = stack
    chart.partialFrom = 3
    let drawn = canvas(chart, 30, 8)
    #expect(!drawn[10, 6].style.emphasis.contains(.dim))
    #expect(drawn[28, 6].style.emphasis.contains(.dim))
    #expect(drawn[28, 6].style.foreground == .series(0))
  }

  @Test("a mark stands above the whole stack, the ghost lies on it")
  func onTop() {
    var chart = stack
    chart.marks = [1: "!"]
    chart.yRange = 0...8
    chart.ghost = [2, 2, 2, 2]
    let drawn = canvas(chart, 30, 10)
    #expect(drawn.text().split(separator: "\n")[4].contains("!"))
    #expect(drawn.roleLetters().contains("hhh"))
  }

  @Test("in colour parts are painted and meet inside a cell; the ghost is cut out of them")
  func painted() {
    var chart = LineChart(series: [
      ChartSeries(values: [3, 3, 3], role: .series(0)),
      ChartSeries(values: [4, 4, 4], role: .series(1), pattern: .dot),
    ])
    chart.fill = .stacked
    chart.yRange = 0...8
    chart.ghost = [1, 1, 1]
    var canvas = Canvas(Size(columns: 12, rows: 5))
    chart.draw(in: canvas.bounds, on: &canvas, look: Look())
    #expect(
      canvas.text() == """
         │▄▄▄▄▄▄▄▄▄▄
         │⠂⠂⠂⠂⠂⠂⠂⠂⠂⠂
         │▄▄▄▄▄▄▄▄▄▄
         │─── ─── ──
        0┼▔▔▔▔▔▔▔▔▔▔
        """)
    #expect(canvas[4, 0].style == Style(.series(1)))
    #expect(canvas[4, 1].style == Style(.background, on: .series(1)))
    #expect(canvas[4, 2].style == Style(.series(0), on: .series(1)))
    #expect(canvas[2, 3].style == Style(.background, on: .series(0)))
    #expect(canvas[5, 3].style.background == .series(0))
  }

  @Test("the ghost leaves the edges of a stack whole", arguments: [true, false])
  func ghostAtEdges(hasColour: Bool) {
    func drawn(_ ghost: [Double?]?) -> [Cell] {
      var chart = LineChart(series: [
        ChartSeries(values: [3, 3, 3], role: .series(0)), ChartSeries(values: [4, 4, 4], role: .series(1)),
      ])
      chart.fill = .stacked
      chart.yRange = 0...8
      chart.ghost = ghost
      var canvas = Canvas(Size(columns: 12, rows: 5))
      chart.draw(in: canvas.bounds, on: &canvas, look: Look(hasColour: hasColour))
      return (0..<4).flatMap { row in (2..<12).map { canvas[$0, row] } }
    }
    // In the rows where the parts meet and where the stack ends.
    #expect(drawn([7, 7, 7]) == drawn(nil))
    #expect(drawn([3, 3, 3]) == drawn(nil))
    #expect(drawn([1, 1, 1]) != drawn(nil))
  }

  @Test("in blocks parts have no pattern, and the ghost is a thin line")
  func blocksInColour() {
    var symbols = Symbols.unicode
    symbols.graph = .block
    var chart = stack
    chart.yRange = 0...8
    chart.ghost = [7, 7, 7, 7]
    chart.ghostName = "before"
    var canvas = Canvas(Size(columns: 40, rows: 10))
    chart.draw(in: canvas.bounds, on: &canvas, look: Look(symbols: symbols))
    #expect(Set(canvas.text().unicodeScalars).isSubset(of: Set(" \n0123456789┤┼│─▄█EMEANA咖啡before".unicodeScalars)))
    #expect(canvas.text().contains("── before"))
  }

  @Test("a stack that begins in the middle of a cell fills it, and one of nothing at all draws nothing")
  func ends() {
    var chart = LineChart(series: [
      ChartSeries(values: [0, 0, 4, 4, 4], role: .series(0)), ChartSeries(values: [0, 0, 4, 4, 4], role: .series(1)),
    ])
    chart.fill = .stacked
    var canvas = Canvas(Size(columns: 12, rows: 5))
    chart.draw(in: canvas.bounds, on: &canvas, look: Look())
    #expect(
      canvas.roleLetters() == """
        iib    11111
          b    .....
          b    00000
          b    00000
         ibbbbbbbbbb
        """)
  }

  @Test("the legend tells a value beside a name")
  func notes() {
    var chart = stack
    chart.series[0].note = "12.50"
    var canvas = Canvas(Size(columns: 30, rows: 1))
    ChartLegend(chart).draw(in: canvas.bounds, on: &canvas, look: Look(hasColour: false))
    #expect(canvas.text() == "⣿⣿ EMEA 12.50  ⠭⠭ NA  ⢂⢂ 咖啡")
    #expect(ChartLegend(chart).width == 29)
  }

  @Test("a narrow legend counts what it leaves out", arguments: [(14, "⣿⣿ EMEA  +2"), (7, "+3"), (2, "+3"), (1, "…")])
  func legend(width: Int, text: String) {
    var canvas = Canvas(Size(columns: width, rows: 1))
    ChartLegend(stack).draw(in: canvas.bounds, on: &canvas, look: Look(hasColour: false))
    #expect(canvas.text() == text)
  }

  @Test("a series without a value has a gap; those above it go on")
  func gap() {
    var chart = stack
    chart.series[0].values = [nil, nil, nil, nil]
    let rows = canvas(chart, 20, 6).roleLetters().split(separator: "\n").dropFirst()
    #expect(!rows.joined().contains("0"))
    #expect(rows.joined().contains("2"))
  }
}
