import Testing

@testable import TextUI

@Suite struct AxisTests {
  private func chart(_ values: [Double?], log: Bool = false) -> LineChart {
    var chart = LineChart(series: [ChartSeries(values: values)])
    chart.isLogarithmic = log
    return chart
  }

  private func canvas(_ chart: LineChart, _ columns: Int, _ rows: Int, _ look: Look = Look()) -> Canvas {
    var canvas = Canvas(Size(columns: columns, rows: rows))
    chart.draw(in: canvas.bounds, on: &canvas, look: look)
    return canvas
  }

  /// The rows that have a label on the axis, from the top.
  private func labelRows(_ canvas: Canvas, only first: Character? = nil) -> [Int] {
    canvas.text().split(separator: "\n", omittingEmptySubsequences: false).enumerated()
      .filter {
        guard let sign = $0.element.first(where: { $0 != " " }) else { return false }
        return first.map { $0 == sign } ?? (sign.isNumber || sign == "-")
      }.map(\.offset)
  }

  @Test("ticks are whole rows apart on a plot of any height", arguments: 4...40)
  func even(height: Int) {
    for values in [[0.0, 1190], [0, 3], [0, 0.07], [-330, 820], [-5, 0], [0, 48_213], [12, 99_000_001]] {
      for log in [false, true] {
        var chart = chart(values, log: log)
        // Labels that tell all values apart.
        chart.format = { value in
          let power = ChartScale.log10(value)
          return log && abs(power - power.rounded()) < 1e-4 ? "1e\(Int(power.rounded()))" : "\(value)"
        }
        // Between the powers of ten 2 and 5 stand where they belong.
        let rows = labelRows(canvas(chart, 60, height), only: log && values[1] > 0 ? "1" : nil)
        #expect(!rows.isEmpty)
        let steps = Set(zip(rows, rows.dropFirst()).map { $1 - $0 })
        #expect(steps.count < 2, "\(values) \(log): \(rows)")
      }
    }
  }

  @Test("steps are 1, 2 or 5 times a power of ten, on low plots too", arguments: 1...20)
  func round(rows: Int) {
    for most in [0.0, 0.3, 1, 7, 640, 1190, 48_213, 7e9] {
      let scale = ChartScale(values: [most], locked: nil, isLogarithmic: false, rows: rows) { "\($0)" }
      #expect(scale.high >= most)
      #expect(rows < 3 || most == 0 || scale.high <= most * 2)
      for (one, next) in zip(scale.ticks, scale.ticks.dropFirst()) {
        let step = next.value - one.value
        #expect(abs(Ticks.niceStep(step * 0.999) - step) < step * 1e-6, "\(most): \(scale.ticks)")
      }
    }
  }

  @Test("a locked axis stands still and what is beyond it lies at its edge")
  func locked() {
    var chart = chart([0, 50, 100])
    let whole = chart.yScale(in: Rect(x: 0, y: 0, width: 14, height: 8))
    chart.series[0].values = [50, 400, -70]
    chart.yRange = whole
    #expect(
      canvas(chart, 14, 8).text() == """
           │    ⡰⢣
        100┤   ⡔⠁⠈⡆
           │ ⢀⠎   ⠸⡀
           │⢠⠊     ⢣
         50┤⠁      ⠈⡆
           │        ⠸⡀
           │         ⢣
          0┼──────────
        """)
  }

  @Test("an axis locked to what a chart shows keeps its labels", arguments: 4...24)
  func lockedTicks(height: Int) {
    var chart = chart([-130, 50, 1190])
    let free = labelRows(canvas(chart, 40, height))
    chart.yRange = chart.yScale(in: Rect(x: 0, y: 0, width: 40, height: height))
    #expect(labelRows(canvas(chart, 40, height)) == free)
  }

  @Test("a range no axis can have is not taken", arguments: [5.0...5, -.infinity ... .infinity])
  func badRange(range: ClosedRange<Double>) {
    var chart = chart([0, 100])
    let free = canvas(chart, 20, 8)
    chart.yRange = range
    #expect(canvas(chart, 20, 8) == free)
  }

  @Test("on a log axis nought and less lie at the foot; without anything above nought it is not used")
  func logOfNothing() {
    #expect(
      canvas(chart([100, 0, -5, 100], log: true), 16, 7).text() == """
        100┤⢣          ⡜
           │⠈⡆        ⢰⠁
         50┤ ⠸⡀      ⢀⠇
           │  ⢱      ⡎
         20┤   ⢇    ⡸
           │   ⠘⣄⣀⣀⣠⠃
         10┼────────────
        """)
    #expect(canvas(chart([0, -5], log: true), 16, 7) == canvas(chart([0, -5]), 16, 7))
  }

  @Test("a log axis of few decades has 2 and 5 too, one of many leaves powers out")
  func logTicks() {
    func labels(_ values: [Double], _ rows: Int) -> [String] {
      ChartScale(values: values, locked: nil, isLogarithmic: true, rows: rows) {
        CompactNumber.format($0, trimmed: true)
      }.ticks.map(\.label)
    }
    #expect(labels([20, 900], 16) == ["20", "50", "100", "200", "500", "1k"])
    #expect(labels([35_000, 110_000], 6) == ["50k", "100k"])
    #expect(labels([20, 900], 6) == ["10", "100", "1k"])
    #expect(labels([1, 1e9], 6) == ["1", "10k", "100M", "1T"])
    #expect(labels([0.01, 0.01], 5).first == "0.01")
  }

  @Test("an axis that need not begin at nought begins at a tick near the least value", arguments: 4...30)
  func nearLeast(rows: Int) {
    for values in [[81.2, 96.4], [86.65, 86.65], [1_203, 1_790], [0.031, 0.034], [3, 400]] {
      let scale = ChartScale(
        values: values, locked: nil, isLogarithmic: false, beginsAtNought: false, rows: rows, format: { "\($0)" })
      let hair = values[1] * 1e-9
      #expect(scale.low <= values[0] && scale.high >= values[1] - hair)
      #expect(scale.ticks.first.map { abs($0.value - scale.low) < hair } == true)
      if values[0] > 4, rows > 5 { #expect(scale.low > values[0] / 2) }
    }
    let below = ChartScale(
      values: [-5, 20], locked: nil, isLogarithmic: false, beginsAtNought: false, rows: rows, format: { "\($0)" })
    #expect(below.low <= -5 && below.ticks.contains { $0.value == 0 })
  }

  @Test("a bucket that has only just begun does not pull such an axis down")
  func begun() {
    var chart = chart([90, 95, 3])
    chart.partialFrom = 2
    chart.beginsAtNought = false
    let area = Rect(x: 0, y: 0, width: 40, height: 12)
    #expect((chart.yScale(in: area)?.lowerBound ?? 0) > 50)
    chart.beginsAtNought = true
    #expect(chart.yScale(in: area)?.lowerBound == 0)
  }

  @Test("powers and logarithms agree", arguments: [-3.25, -1, 0, 0.5, 2, 2.30103, 7.75])
  func powers(exponent: Double) {
    #expect(abs(ChartScale.log10(ChartScale.power(ofTen: exponent)) - exponent) < 1e-5)
  }

  @Test("a marked range lies between two lines, and shades what is between where there is colour")
  func marked() {
    var chart = chart([1, 1, 1, 1, 1, 1])
    chart.marked = 1...3
    let drawn = canvas(chart, 15, 5, Look(hasColour: false))
    #expect(
      drawn.text() == """
        1┤⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉
         │  │    │
         │  │    │
         │  │    │
        0┼─────────────
        """)
    // In reverse what is dim would stand out most.
    #expect((3...10).allSatisfy { drawn[$0, 2].style.background == nil })
    let shaded = canvas(chart, 15, 5, Look())
    #expect((4...9).allSatisfy { shaded[$0, 2].style.background == .selection })
    #expect(shaded[3, 2].style.background == nil && shaded[10, 2].style.background == nil)
  }

  @Test("labels of the y axis are distinct and end at the axis", arguments: [1, 2, 3, 5, 8, 12, 23, 60])
  func yLabels(rows: Int) {
    for most in [0.0, 0.004, 1, 3, 999, 1000, 1001, 48_213, 7e9] {
      var chart = chart([0, most])
      chart.xLabels = [(0, "a")]
      let labels = canvas(chart, 60, rows).text().split(separator: "\n").compactMap { line -> String? in
        guard let axis = line.firstIndex(where: { $0 == "┤" || $0 == "┼" }) else { return nil }
        let label = line[..<axis].filter { $0 != " " }
        return label.isEmpty ? nil : label
      }
      #expect(Set(labels).count == labels.count)
      #expect(!labels.isEmpty)
    }
  }

  @Test("a format that cannot tell values apart yields fewer labels, never two alike")
  func coarseFormat() {
    var chart = chart([0, 3])
    chart.format = { "\(Int($0) / 100)" }
    let lines = canvas(chart, 40, 20).text().split(separator: "\n")
    let labels = lines.compactMap { $0.first?.isNumber == true ? $0.first : nil }
    #expect(labels.count <= 1)
  }

  @Test("labels of the x axis are whole and do not touch", arguments: [10, 17, 24, 40, 80])
  func xLabels(columns: Int) {
    var chart = chart((0..<60).map { Double($0) })
    chart.xLabels = (0..<59).map { ($0, "13:\($0 < 10 ? "0" : "")\($0)") } + [(59, "now")]
    chart.now = 59
    let line = String(canvas(chart, columns, 8).text().split(separator: "\n").last ?? "")
    let words = line.split(separator: " ")
    #expect(words.allSatisfy { $0 == "now" || $0.count == 5 && $0.hasPrefix("13:") })
    #expect(words.last == "now")
    #expect(!line.dropFirst(line.prefix { $0 == " " }.count).contains(/[^ ] [^ ]/))
    #expect(line.count <= columns)
  }

  @Test("a log axis puts powers of ten at even distances")
  func logarithmic() {
    var chart = chart([1, 10, 100, 1000])
    chart.isLogarithmic = true
    #expect(
      canvas(chart, 20, 9).text() == """
        10k┤
           │
         1k┤             ⢀⠤⠊
           │           ⡠⠔⠁
        100┤        ⢀⠔⠊
           │     ⢀⡠⠊⠁
         10┤  ⢀⡠⠒⠁
           │⡠⠔⠁
          1┼────────────────
        """)
    #expect(abs(ChartScale.log10(2) - 0.30103) < 1e-5)
    #expect(abs(ChartScale.log10(0.05) + 1.30103) < 1e-5)
  }
}
