import SalesAnalytics
import SalesCore
import Testing
import TextUI

@testable import Dashboard

/// The panels over time by themselves, held against recorded ones.
@Suite struct ChartPanelTests {
  @Test("revenue with the comparison behind it", arguments: [(60, 9), (100, 14), (160, 24)])
  func revenue(columns: Int, rows: Int) throws {
    let stage = Stage(only: .revenue, columns, rows + 8)
    try Recorded.expect(stage.drawn(.revenue, columns, rows), "chart-revenue-\(columns)x\(rows)")
  }

  @Test("regions stacked, the comparison over them", arguments: [(60, 9), (100, 14), (160, 24)])
  func trend(columns: Int, rows: Int) throws {
    let stage = Stage(only: .trend, columns, rows + 8, shop: Shop(regions: Self.manyRegions))
    try Recorded.expect(stage.drawn(.trend, columns, rows), "chart-trend-\(columns)x\(rows)")
  }

  private static let manyRegions = ["EMEA", "NA", "APAC", "LATAM", "Nordics", "India", "Japan", "Gulf", "Brazil", "北米"]

  @Test("the stack without colour and in ASCII", arguments: ["mono", "ascii"])
  func plain(name: String) throws {
    var stage = Stage(only: .trend, shop: Shop(regions: Self.manyRegions))
    stage.model.look = name == "mono" ? Look(hasColour: false) : Look(symbols: .ascii, hasColour: false)
    let canvas = stage.drawn(.trend)
    if name == "ascii" { #expect(canvas.text().unicodeScalars.allSatisfy { $0.isASCII }) }
    try Recorded.expect(canvas, "chart-trend-\(name)")
  }

  @Test("averages and a logarithmic axis have lines, not a stack")
  func lines() throws {
    var stage = Stage(only: .trend)
    stage.type("mm")
    #expect(stage.drawn(.trend).text().contains("Average sale by region"))
    try Recorded.expect(stage.drawn(.trend), "chart-trend-average")
    stage.type("myy")
    #expect(stage.model.axis == .logarithmic)
    try Recorded.expect(stage.drawn(.trend), "chart-trend-log")
  }

  @Test("locked, logarithmic and marked")
  func states() throws {
    var stage = Stage(only: .revenue)
    stage.type("y")
    #expect(stage.drawn(.revenue).text().contains("─ Revenue/min, y locked ─"))
    stage.type("y")
    try Recorded.expect(stage.drawn(.revenue), "chart-log")
    stage.type("yv")
    stage.press(.left, .left, .left, .left, .left)
    try Recorded.expect(stage.drawn(.revenue), "chart-marked")
    try Recorded.expect(stage.drawn(.trend), "chart-trend-marked")
    stage.model.look = Look(symbols: .ascii, hasColour: false)
    #expect(stage.drawn(.revenue).text().unicodeScalars.allSatisfy { $0.isASCII })
    try Recorded.expect(stage.drawn(.revenue), "chart-ascii")
  }

  @Test("an empty period says so once, above")
  func empty() {
    let stage = Stage(80, 24, shop: Shop(isEmpty: true)) { $0.view = 1 }
    #expect(stage.text.ranges(of: "No sales in this period").count == 1)
    let alone = Stage(only: .trend, shop: Shop(isEmpty: true))
    #expect(alone.drawn(.trend).text().contains("No sales in this period"))
  }

  @Test("both charts have their buckets in the same columns", arguments: [60, 80, 120, 200])
  func aligned(columns: Int) throws {
    let stage = Stage(columns, 40) { $0.view = 1 }
    let panels = ScreenLayout(stage.model).panels
    let figures = try #require(stage.model.figures)
    let (above, below) = (try #require(panels[.revenue]), try #require(panels[.trend]))
    let first = RevenueDrawing(model: stage.model).lineChart(figures).plotArea(in: TitledBox.content(in: above))
    let second = TrendDrawing(model: stage.model).lineChart(figures, in: below).plotArea(
      in: TitledBox.content(in: below))
    #expect(first.x == second.x && first.width == second.width)
  }

  @Test("a bucket of which only a part belongs to the period is not drawn as if it were low")
  func uncut() throws {
    let stage = Stage(120, 40)
    var figures = try #require(stage.model.figures)
    #expect(figures.uncut(in: .utc) == 0..<figures.buckets.count)
    #expect(ChartFrame(stage.model, figures).values(figures.buckets).first != .some(nil))
    figures.edges[0] = figures.edges[0] + .seconds(20)
    figures.edges[figures.edges.count - 1] = figures.edges[figures.edges.count - 1] - .seconds(20)
    #expect(figures.uncut(in: .utc) == 1..<(figures.buckets.count - 1))
    let chart = RevenueDrawing(model: stage.model).lineChart(figures)
    #expect(chart.series[0].values[0] == nil && chart.series[0].values[1] != nil && chart.ghost?[0] == .some(nil))
    figures.edges = Array(figures.edges.suffix(3))
    figures.buckets = Array(figures.buckets.suffix(2))
    #expect(figures.uncut(in: .utc) == 0..<2, "one of two is something to see")
  }

  @Test("the stack ends at the whole in every bucket", arguments: Measure.allCases, [2, 4, 7, 100])
  func wholes(measure: Measure, most: Int) throws {
    let stage = Stage(only: .trend, shop: Shop(regions: Self.manyRegions))
    let figures = try #require(stage.model.figures)
    let parts = TrendParts(figures, by: measure, most: most).parts
    #expect(parts.count == min(most, Self.manyRegions.count))
    #expect(parts.last?.isOther == (most < Self.manyRegions.count))
    for index in figures.buckets.indices {
      #expect(parts.reduce(.zero) { $0 + $1.buckets[index] } == figures.buckets[index])
    }
  }

  @Test("regions past the first without series count as others")
  func longList() throws {
    var figures = try #require(Stage(only: .trend, shop: Shop(regions: Self.manyRegions)).model.figures)
    for index in figures.regions.indices where index > 1 { figures.regions[index].series = [] }
    let parts = TrendParts(figures, by: .revenue, most: 6).parts
    #expect(parts.map(\.name) == [figures.regions[0].name, figures.regions[1].name, "Other (8)"])
    #expect(parts.reduce(.zero) { $0 + $1.buckets[3] } == figures.buckets[3])
  }

  @Test("a region that overtakes another keeps its colour; neighbours differ by pattern, and the others are quiet")
  func colours() throws {
    let stage = Stage(only: .trend, shop: Shop(regions: Self.manyRegions))
    var figures = try #require(stage.model.figures)
    func series() -> [ChartSeries] {
      TrendDrawing(model: stage.model).lineChart(figures, in: Rect(x: 0, y: 0, width: 80, height: 14)).series
        .filter { !$0.name.isEmpty }
    }
    let before = series()
    // The second overtakes the first.
    figures.regions[1].totals.revenue = figures.regions[0].totals.revenue + 1
    let after = series()
    #expect(before.count > 3 && before.map(\.name).prefix(2) == [after[1].name, after[0].name])
    for one in before {
      #expect(after.first { $0.name == one.name }?.role == one.role)
      #expect((one.role == .dim) == one.name.hasPrefix("Other"))
    }
    #expect(Set(before.map { "\($0.role)" }).count == before.count)
    #expect(zip(after, after.dropFirst().dropLast()).allSatisfy { $0.pattern != $1.pattern })
  }

  @Test("a region's colour does not go by the size; a low stack has few parts, and so has one of few colours")
  func parts() throws {
    var stage = Stage(only: .trend, shop: Shop(regions: Self.manyRegions))
    let figures = try #require(stage.model.figures)
    func series(_ height: Int) -> [ChartSeries] {
      TrendDrawing(model: stage.model).lineChart(figures, in: Rect(x: 0, y: 0, width: 80, height: height)).series
        .filter { !$0.name.isEmpty }
    }
    for (height, count) in [(6, 3), (9, 3), (13, 4), (17, 6), (40, 7)] {
      let shown = series(height)
      #expect(shown.count == count)
      for one in shown.dropLast() { #expect(series(40).first { $0.name == one.name }?.role == one.role) }
    }
    stage.model.look.hasFewColours = true
    #expect(series(9).count == 3 && series(40).count == 4)
    for theme in [Theme.autoDark, .autoLight] {
      let colours = series(40).compactMap { theme.entry($0.role).foreground?.index16 }
      // Bright ones are not the same as text and as ground.
      #expect(Set(colours).count == 4 && colours.allSatisfy { $0 < 8 && $0 != theme.background.index16 & 7 })
    }
  }

  @Test("averages begin near the least value, without an area")
  func averages() throws {
    var stage = Stage(only: .revenue)
    let figures = try #require(stage.model.figures)
    #expect(RevenueDrawing(model: stage.model).lineChart(figures).fill == .area)
    stage.type("mm")
    let chart = RevenueDrawing(model: stage.model).lineChart(try #require(stage.model.figures))
    #expect(chart.fill == .none && !chart.beginsAtNought)
    #expect((chart.yScale(in: Rect(x: 0, y: 0, width: 80, height: 14))?.lowerBound ?? 0) > 0)
  }

  @Test("the ghost is named in the border of narrow charts too", arguments: [60, 78, 120])
  func legend(columns: Int) {
    let top = Stage(only: .revenue).drawn(.revenue, columns).text().prefix { $0 != "\n" }
    #expect(top.contains(/⠤⠤ prev .+─ .+ buckets/))
  }

  @Test("a bucket of refunds alone, one bucket, and nothing but nought are drawn", arguments: [-5_000, 0, 5_000])
  func extremes(revenue: Int64) throws {
    var stage = Stage(only: .revenue)
    let count = try #require(stage.model.figures).buckets.count
    stage.model.figures?.buckets = Array(repeating: Totals(sales: 1, refunds: 1, revenue: revenue), count: count)
    for axis in [AxisMode.auto, .logarithmic, .locked(0...1)] {
      stage.model.axis = axis
      for panel in [PanelKind.revenue, .trend] {
        let lines = stage.drawn(panel, 80, 12).text().split(separator: "\n")
        #expect(Set(Self.labels(lines)).count == Self.labels(lines).count)
      }
    }
  }

  private static func labels(_ lines: [Substring]) -> [String] {
    lines.compactMap { line in
      guard let axis = line.firstIndex(where: { "┤┼".contains($0) }) else { return nil }
      let label = line[..<axis].filter { !"│ ".contains($0) }
      return label.isEmpty ? nil : label
    }
  }
}
