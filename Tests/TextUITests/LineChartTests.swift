import Testing

@testable import TextUI

@Suite struct LineChartTests {
  private func canvas(_ chart: LineChart, _ columns: Int, _ rows: Int, symbols: Symbols = .unicode) -> Canvas {
    var canvas = Canvas(Size(columns: columns, rows: rows))
    chart.draw(in: canvas.bounds, on: &canvas, look: Look(symbols: symbols))
    return canvas
  }

  private func draw(_ chart: LineChart, _ columns: Int, _ rows: Int, symbols: Symbols = .unicode) -> String {
    canvas(chart, columns, rows, symbols: symbols).text()
  }

  private func chart(_ values: [Double?]) -> LineChart { LineChart(series: [ChartSeries(values: values)]) }

  private var rising: LineChart {
    var chart = chart([0, 600, 1200])
    chart.xLabels = [(0, "13:00"), (1, "13:30"), (2, "14:00")]
    return chart
  }

  @Test("a rising line joins its dots from corner to corner")
  func braille() {
    #expect(
      draw(rising, 30, 8) == """
        1.5k┤
            │                     ⢀⡠⠤⠒
          1k┤                ⣀⡠⠔⠒⠉⠁
            │          ⢀⣀⠤⠔⠊⠉
         500┤     ⣀⡠⠤⠒⠊⠁
            │⣀⠤⠔⠊⠉
           0┼─────────────────────────
             13:00     13:30     14:00
        """)
  }

  @Test("the same line in quadrant blocks")
  func blocks() {
    var symbols = Symbols.unicode
    symbols.graph = .block
    #expect(
      draw(rising, 30, 8, symbols: symbols) == """
        1.5k┤
            │                     ▄▄▞▀
          1k┤                ▗▄▞▀▀
            │           ▄▄▄▀▀▘
         500┤     ▄▄▄▀▀▀
            │▄▄▀▀▀
           0┼─────────────────────────
             13:00     13:30     14:00
        """)
  }

  @Test("the same line in ASCII")
  func ascii() {
    #expect(
      draw(rising, 30, 8, symbols: .ascii) == """
        1.5k|
            |                     ..''
          1k|                ..'''
            |           ...''
         500|     ...'''
            |..'''
           0+-------------------------
             13:00     13:30     14:00
        """)
  }

  @Test("one bucket is a line across the whole plot")
  func oneBucket() {
    #expect(
      draw(chart([500]), 14, 5) == """
        500┤⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉
           │
           │
           │
          0┼──────────
        """)
  }

  @Test("a steep step is joined without a hole")
  func step() {
    #expect(
      draw(chart([0, 0, 100, 100]), 12, 5) == """
        100┤    ⢠⠋⠉⠉
           │    ⡎
           │   ⡸
           │⣀⣀⣠⠃
          0┼────────
        """)
  }

  @Test("a missing value is a gap, in the area too")
  func gaps() {
    var chart = chart([5, 5, nil, nil, 5, 5])
    #expect(
      draw(chart, 16, 5) == """
        5┤⠉⠉⠉        ⠉⠉⠉
         │
         │
         │
        0┼──────────────
        """)
    chart.fill = .area
    #expect(
      canvas(chart, 16, 5).roleLetters() == """
        ibAAA        AAA
         bAAA        AAA
         bAAA        AAA
         bAAA        AAA
        ibbbbbbbbbbbbbbb
        """)
  }

  @Test("the ghost lies on an area in its own colour and makes no hole in it")
  func areaOverGhost() {
    var chart = chart([4, 4, 4])
    chart.ghost = [2, 2, 2]
    chart.fill = .area
    let drawn = canvas(chart, 12, 6)
    #expect(
      drawn.text() == """
         │
        4┤
         │
        2┤⠉⠉⠉ ⠉⠉⠉ ⠉⠉
         │
        0┼▔▔▔▔▔▔▔▔▔▔
        """)
    #expect(drawn.roleLetters().contains("hhhAhhh"))
    #expect((1...4).allSatisfy { row in (2..<12).allSatisfy { drawn[$0, row].style.background == .chartArea } })
  }

  @Test("an area ends inside a cell, above nought and below it; the ghost gives way there")
  func areaEdge() {
    var chart = chart([3, 3, 3])
    chart.fill = .area
    chart.yRange = 0...8
    chart.ghost = [3, 3, 3]
    #expect(
      draw(chart, 12, 5) == """
         │
         │
         │▄▄▄▄▄▄▄▄▄▄
         │
        0┼▔▔▔▔▔▔▔▔▔▔
        """)
    chart.ghost = nil
    chart.series[0].values = [3, 3, -3, -3]
    chart.yRange = -8...8
    let drawn = canvas(chart, 14, 9)
    #expect(drawn[2, 2].style == Style(.chartArea) && drawn[2, 3].style.background == .chartArea)
    // A part below the axis is cut out of a filled cell.
    #expect(drawn[13, 4].style.background == .chartArea)
    #expect(drawn[13, 5].style == Style(.background, on: .chartArea))
  }

  @Test("steep steps leave no gap between the rows of an area or a stack", arguments: [41, 56, 83], [12, 24])
  func steepSteps(buckets: Int, rows: Int) {
    let steep = (0..<buckets).map { bucket -> Double? in
      let (step, slope) = (bucket / 3 % 2 * 80, bucket % 7 * 3)
      return Double(step + slope + 5)
    }
    for fill in [LineChart.Fill.area, .stacked] {
      var chart = chart(steep)
      if fill == .stacked { chart.series = [chart.series[0], ChartSeries(values: steep, role: .series(1))] }
      chart.fill = fill
      let drawn = canvas(chart, 100, rows)
      for x in 10..<100 {
        // From the foot up: painted cells, one that ends the area, then none.
        let ends = (0..<rows - 1).reversed().map { drawn[x, $0].style.background == nil }
        let first = ends.firstIndex(of: true) ?? ends.endIndex
        #expect(ends[first...].allSatisfy { $0 })
        let above = (0..<rows - 1).reversed().dropFirst(first + 1)
        #expect(above.allSatisfy { drawn[x, $0].scalar == " " }, "\(fill) \(x)")
      }
    }
  }

  @Test("the bucket that is not over is a bar under the line at now, which stays whole", arguments: [3, 60, 200])
  func partialBar(count: Int) {
    var chart = chart((0..<count).map { $0 == count - 1 ? 4 : 8 })
    chart.fill = .area
    chart.yRange = 0...8
    (chart.partialFrom, chart.now) = (count - 1, count - 1)
    let drawn = canvas(chart, 42, 9)
    #expect((0..<8).allSatisfy { drawn[41, $0].character == "┊" })
    #expect((4..<8).allSatisfy { drawn[41, $0].style.background == .chartPartial })
    #expect((0..<4).allSatisfy { drawn[41, $0].style.background == nil })
    chart.fill = .none
    let line = canvas(chart, 42, 9)
    // Where the last whole bucket is drawn in the same cells its dots are on the line too.
    #expect(line[41, 4].character == "┤")
    if count == 3 { #expect((0..<8).allSatisfy { line[41, $0].character == ($0 == 4 ? "┤" : "┊") }) }
  }

  @Test("stacked series lie on each other and add up")
  func stacked() {
    var chart = LineChart(series: [
      ChartSeries(values: [1, 1, 1, 1], role: .series(0)), ChartSeries(values: [2, 2, 2, 2], role: .series(1)),
    ])
    chart.fill = .stacked
    #expect(
      canvas(chart, 12, 6).roleLetters() == """
         b1111111111
         b..........
        ib..........
         b0000000000
         b0000000000
        ibbbbbbbbbbb
        """)
  }

  @Test("without colour an area is its line, and the parts of a stack are told by their patterns")
  func withoutColour() {
    func draw(_ chart: LineChart) -> String {
      var canvas = Canvas(Size(columns: 12, rows: 6))
      chart.draw(in: canvas.bounds, on: &canvas, look: Look(hasColour: false))
      return canvas.text()
    }
    var area = chart([3, 3, 3])
    let line = draw(area)
    area.fill = .area
    #expect(draw(area) == line)
    var stack = LineChart(series: [
      ChartSeries(values: [1, 1, 1, 1]), ChartSeries(values: [2, 2, 2, 2], pattern: .dash),
    ])
    stack.fill = .stacked
    #expect(
      draw(stack) == """
         │⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤
         │⠭⠭⠭⠭⠭⠭⠭⠭⠭⠭
        2┤⠭⠭⠭⠭⠭⠭⠭⠭⠭⠭
         │⣭⣭⣭⣭⣭⣭⣭⣭⣭⣭
         │⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿
        0┼──────────
        """)
  }

  @Test("a bucket that is not over stands apart, as wide as a bucket, and so does one between gaps")
  func apart() {
    var chart = chart([4, 4, 4, 1])
    chart.partialFrom = 3
    #expect(
      draw(chart, 18, 6) == """
         │
        4┤⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉
         │
        2┤
         │             ⠉⠉⠉
        0┼────────────────
        """)
    #expect(
      draw(self.chart([4, nil, 2, nil, 4]), 18, 6) == """
         │
        4┤⠉⠉            ⠉⠉
         │
        2┤      ⠈⠉⠉⠉
         │
        0┼────────────────
        """)
  }

  @Test("values below nought get a line at nought")
  func negative() {
    #expect(
      draw(chart([-50, 100]), 14, 8) == """
           │
        100┤        ⢠⠊
           │      ⢀⠔⠁
         50┤     ⡠⠃
           │   ⢠⠊
          0┤─⢀⠔⠁──────
           │⡠⠃
        -50┼──────────
        """)
  }

  @Test("now, cursor, marks, ghost, band and the partial bucket all show")
  func decorations() {
    var chart = chart([4, 4, 4, 4, nil, nil])
    chart.partialFrom = 3
    chart.now = 4
    chart.cursor = 1
    chart.marks = [2: "!"]
    chart.marked = 0...1
    chart.ghost = [2, 2, 2, 2, 2, 2]
    chart.band = ChartBand(lower: [nil, nil, nil, nil, 3, 3], upper: [nil, nil, nil, nil, 5, 5])
    chart.xLabels = [(0, "a"), (4, "now"), (5, "c")]
    let drawn = canvas(chart, 24, 9)
    #expect(
      drawn.text() == """
        5┤│   │   !      ░░┊░░░░
         │⠤⠤⠤⠤⠤⠤⠤⠤⠤  ⠤⠤⠤⠤⠄░┊░░░░
         ││   │          ░░┊░░░░
         ││   │            ┊
         │⠂⠂⠂⠂⠂⠂⠂⠂⠂⠂⠂⠂⠂⠂⠂⠂⠂┊⠂⠂⠂⠂
         ││   │            ┊
         ││   │            ┊
        0┼──────────────────────
          a               now  c
        """)
    #expect(
      drawn.roleLetters() == """
        ibcsssc   !      FFnFFFF
         bclllcllll  pppppFnFFFF
         bcsssc          FFnFFFF
         bcsssc            n
         bchhhchhhhhhhhhhhhnhhhh
         bcsssc            n
         bcsssc            n
        ibbbbbbbbbbbbbbbbbbbbbbb
          i               nnn  i
        """)
  }

  @Test("a peak among thousands of buckets is not lost", arguments: [1, 2, 3, 7, 60], [0, 1234, 2500, 4999])
  func peaks(rows: Int, peak: Int) {
    var values = [Double?](repeating: 10, count: 5000)
    values[peak] = 1000
    var chart = chart(values)
    chart.yRange = 0...1000
    let drawn = canvas(chart, 80, rows)
    let plot = chart.plotArea(in: drawn.bounds)
    let top = (plot.x..<plot.right).filter { drawn[$0, plot.y].character != " " }
    let column = chart.column(ofBucket: peak, in: drawn.bounds)
    if rows > 3 { #expect(top == [column]) }
    #expect(column.map { drawn[$0, plot.y].scalar.value & 0x1B != 0 } == true)
  }

  @Test("every dot column between two values has a dot")
  func joined() {
    let chart = chart((0..<40).map { Double(($0 * 7919) % 97) })
    let drawn = canvas(chart, 100, 20)
    let plot = chart.plotArea(in: drawn.bounds)
    for x in plot.x..<plot.right {
      let dots = (plot.y..<plot.bottom).reduce(UInt32(0)) { $0 | (drawn[x, $1].scalar.value & 0xFF) }
      #expect(dots & 0x47 != 0 && dots & 0xB8 != 0, "column \(x)")
    }
  }

  @Test("a column leads back to the bucket drawn in it", arguments: [1, 2, 5, 60, 500, 5000])
  func mapping(count: Int) {
    let chart = chart([Double?](repeating: 1, count: count))
    let area = Rect(x: 3, y: 2, width: 90, height: 12)
    let plot = chart.plotArea(in: area)
    for x in plot.x..<plot.right {
      let bucket = chart.bucket(atColumn: x, in: area)
      #expect(bucket.map { $0 >= 0 && $0 < count } == true)
      if count > plot.width, let bucket {
        #expect(chart.column(ofBucket: bucket, in: area).map { abs($0 - x) <= 1 } == true)
      }
    }
    #expect(chart.bucket(atColumn: plot.x, in: area) == 0)
    if count > 1 { #expect(chart.bucket(atColumn: plot.right - 1, in: area) == count - 1) }
    #expect(chart.bucket(atColumn: plot.right, in: area) == nil)
    #expect(chart.column(ofBucket: count, in: area) == nil)
  }

  @Test("values that are not finite are gaps")
  func notFinite() {
    #expect(draw(chart([5, 5, .nan, .infinity, 5, 5]), 16, 5) == draw(chart([5, 5, nil, nil, 5, 5]), 16, 5))
    #expect(!draw(chart([.nan]), 16, 5).contains("⠉"))
  }
}
