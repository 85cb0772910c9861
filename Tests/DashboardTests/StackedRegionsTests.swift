import SalesAnalytics
import SalesCore
import Testing
import TextUI

@testable import Dashboard

/// The stack of regions where refunds outweigh sales.
@Suite struct StackedRegionsTests {
  private static let many = ["EMEA", "NA", "APAC", "LATAM", "Nordics", "India", "Japan", "Gulf", "Brazil", "北米"]
  private static let three = ["DACH", "France", "UK"]

  /// Regions whose revenue in the second to the fourth of seven hours is as given.
  private func stage(refunds: [Int64], _ names: [String] = three, columns: Int = 110) throws -> Stage {
    var stage = Stage(only: .trend, columns, 30, shop: Shop(regions: names)) {
      $0.start = ViewState(period: .last(7, .hour))
      $0.start.bucket = .hour
      $0.start.comparison = .none
    }
    var figures = try #require(stage.model.figures)
    for region in figures.regions.indices {
      let index = try #require(names.firstIndex(of: figures.regions[region].name))
      for bucket in figures.buckets.indices {
        let cents = (1...3).contains(bucket) ? refunds[index] * 100 : 5000
        figures.regions[region].series[bucket] = Totals(sales: 1, refunds: cents < 0 ? 1 : 0, revenue: cents)
      }
      figures.regions[region].totals = figures.regions[region].series.reduce(.zero, +)
    }
    for bucket in figures.buckets.indices {
      figures.buckets[bucket] = figures.regions.reduce(.zero) { $0 + $1.series[bucket] }
    }
    stage.model.figures = figures
    return stage
  }

  @Test(
    "positive and negative parts are stacked apart from zero, the axis reaches both, and each region is seen there",
    arguments: [
      ([60, -150, 100], -150...160), ([60, -10, 100], -10...160), ([-60, -150, 100], -210...150),
      ([-60, -150, -100], -310...150), ([0, -150, 0], -150...150), ([60, 40, 100], 0...200),
    ] as [([Int64], ClosedRange<Double>)], [true, false])
  func refunds(sold: (refunds: [Int64], axis: ClosedRange<Double>), hasColour: Bool) throws {
    let (refunds, axis) = sold
    var stage = try stage(refunds: refunds)
    stage.model.look = Look(hasColour: hasColour)
    let figures = try #require(stage.model.figures)
    let area = Rect(x: 0, y: 0, width: 110, height: 24)
    let inner = TitledBox.content(in: area)
    let chart = TrendDrawing(model: stage.model).lineChart(figures, in: area)
    let scale = try #require(chart.yScale(in: inner))
    #expect(scale.upperBound >= axis.upperBound && scale.lowerBound <= axis.lowerBound)
    #expect(axis.lowerBound < 0 || scale.lowerBound == 0)
    // Each region's colour stands on its side of zero in the hour's column, as high as its part is of the axis.
    let canvas = stage.drawn(.trend, 110, 24)
    let plot = chart.plotArea(in: inner)
    let column = try #require(chart.column(ofBucket: 2, in: inner))
    let zero = Double(plot.y) + Double(plot.height) * scale.upperBound / (scale.upperBound - scale.lowerBound)
    for series in chart.series {
      let value = Double(refunds[try #require(Self.three.firstIndex(of: series.name))])
      let rows = (plot.y..<plot.bottom).filter { row in
        let style = canvas[column, row].style
        return style.foreground == series.role || style.background == series.role
      }
      let wanted = abs(value) / (scale.upperBound - scale.lowerBound) * Double(plot.height)
      #expect(abs(Double(rows.count) - wanted) <= 2, "\(series.name): \(rows)")
      #expect(value == 0 || !rows.isEmpty)
      for row in rows { #expect(value < 0 ? Double(row) >= zero - 1 : Double(row) <= zero) }
    }
  }

  @Test("the readout tells each region, exactly where there is room, else in short", arguments: [60, 110])
  func readout(columns: Int) throws {
    var stage = try stage(refunds: [60, -150, 100], columns: columns)
    stage.model.crosshair = stage.model.figures?.edges[2]
    let text = stage.drawn(.trend, columns, 24).text()
    for part in columns == 110 ? ["UK 100.00", "DACH 60.00", "France -150.00"] : ["UK 100", "DACH 60", "France -150"] {
      #expect(text.contains(part), "\(text)")
    }
    #expect(!text.contains("+1"))
  }

  @Test("what one of the others gave back hangs below zero, and does not hide in their sum")
  func othersBelow() throws {
    let names = ["DACH", "France", "India", "Japan", "UK", "US"]
    let stage = try stage(refunds: [60, -40, 20, 70, 100, 90], names)
    let figures = try #require(stage.model.figures)
    let area = Rect(x: 0, y: 0, width: 110, height: 12)
    let chart = TrendDrawing(model: stage.model).lineChart(figures, in: area)
    #expect(chart.series.map(\.name) == ["UK", "US", "Other (4)", ""])
    #expect(chart.series[2].values[2] == 150 && chart.series[3].values[2] == -40 && chart.series[3].values[5] == 0)
    #expect(chart.series[3].role == chart.series[2].role)
    let sums = figures.buckets.indices.map { bucket in chart.series.reduce(0) { $0 + ($1.values[bucket] ?? 0) } }
    let whole = figures.buckets.map { Double($0.revenue) / 100 }
    #expect(sums.prefix(figures.known) == whole.prefix(figures.known))
    #expect((chart.yScale(in: TitledBox.content(in: area))?.lowerBound ?? 0) <= -40)
    let high = TrendDrawing(model: stage.model).lineChart(figures, in: Rect(x: 0, y: 0, width: 110, height: 30))
    #expect(high.series.count == 6)
  }

  @Test("a stack with a region below zero", arguments: ["colour", "mono", "ascii"])
  func negative(name: String) throws {
    var stage = try stage(refunds: [60, -150, 100])
    if name != "colour" {
      stage.model.look = name == "mono" ? Look(hasColour: false) : Look(symbols: .ascii, hasColour: false)
    }
    try Recorded.expect(stage.drawn(.trend, 110, 24), "chart-trend-negative-\(name)")
  }

  @Test("a region with large refunds is a part of its own, as one with large sales is")
  func largeRefunds() throws {
    var figures = try #require(Stage(only: .trend, shop: Shop(regions: Self.many)).model.figures)
    let last = figures.regions.count - 1
    figures.regions[last].totals.revenue = -2 * figures.regions[0].totals.revenue
    let parts = TrendParts(figures, by: .revenue, most: 4).parts
    #expect(parts.map(\.name) == [last, 0, 1].map { figures.regions[$0].name } + ["Other (7)"])
    #expect(TrendParts(figures, by: .sales, most: 4).parts[0].name != figures.regions[last].name)
  }
}
