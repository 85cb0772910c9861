import Foundation
import SalesAnalytics
import SalesCore
import Testing
import TextUI

@testable import Dashboard

/// No figure is cut within its digits, whatever its size and that of the screen.
@Suite struct CutFigureTests {
  private static let products = [
    "Espresso Pro", "Desk Lamp", "Trail Boots", "Wireless Buds", "Running Shoes", "Gift card", "Chair", "咖啡机", "Mug",
    "Umbrella for two", "Garden table of oak", "Pen",
  ]

  /// A way to make a shop's figures hard to show.
  enum Hardship: CaseIterable { case none, refunds, large, huge, uneven }

  /// A shop whose names have no digits, with figures as hard to show as asked for.
  private func stage(_ hardship: Hardship, _ measure: Measure = .revenue) throws -> Stage {
    var state = Shop.live
    if hardship != .none {
      state.checkpoints = (Int32(0)..<3).map { partition in
        var checkpoint = Shop.live.checkpoints[0]
        (checkpoint.partition, checkpoint.next, checkpoint.epoch) = (partition, 123_456_789_012, 123_456)
        checkpoint.totals.sales = 123_456_789_012
        (checkpoint.totals.duplicates, checkpoint.totals.late) = (98_765_432_109, 98_765_432_109)
        return checkpoint
      }
      state.heartbeat?.logEnd = [0: 999_999_999_999, 1: 223_456_789_012, 2: 123_456_789_013]
      state.heartbeat?.storedPerSecond = 98_765.4
      state.heartbeat?.latencyP99 = 86_400_000 * 9
    }
    let shop = Shop(regions: ["EMEA", "NA", "APAC", "LATAM", "北米"], products: Self.products, state: state)
    var stage = Stage(120, 40, shop: shop) { $0.start.measure = measure }
    stage.answers = false
    var figures = try #require(stage.model.figures)
    harden(&figures, hardship)
    (stage.model.figures, stage.model.data.latest) = (figures, figures)
    return stage
  }

  private func harden(_ figures: inout Figures, _ hardship: Hardship) {
    func change(_ totals: inout Totals, _ index: Int) {
      switch hardship {
      case .none: break
      case .refunds:
        totals = Totals(sales: 1 + Int64(index), refunds: 1 + Int64(index), revenue: -15_000 * Int64(index + 1))
      case .large:
        totals.sales *= 98_765
        totals.refunds = totals.sales - 1
        totals.revenue *= 98_765
      case .huge:
        totals.sales = 98_765_432_109_876
        totals.refunds = 98_765_432_109_875
        totals.revenue = index.isMultiple(of: 2) ? 9_876_543_210_987_654 : -9_876_543_210_987_654
      case .uneven:
        totals.revenue = index == 0 ? 9_876_543 : -9_999_999
        totals.sales = index == 0 ? 1 : 99_999
        totals.refunds = totals.sales - 1
      }
    }
    func change(_ rows: inout [RankedRow]) {
      for index in rows.indices {
        change(&rows[index].totals, index)
        // Changes of up to millions of percent.
        if hardship != .none { rows[index].previous = Totals(sales: 1, refunds: 0, revenue: index == 0 ? 7 : 123) }
        for bucket in rows[index].series.indices { change(&rows[index].series[bucket], index) }
      }
    }
    change(&figures.regions)
    change(&figures.products)
    change(&figures.regionChoices)
    change(&figures.productChoices)
    for bucket in figures.buckets.indices { change(&figures.buckets[bucket], bucket) }
    change(&figures.total, 0)
    change(&figures.unfiltered, 0)
    if hardship != .none {
      figures.previousTotal = Totals(sales: 98_765_432_109, refunds: 1, revenue: 9_876_543_210_987)
    }
    if var pivot = figures.pivot {
      for row in pivot.cells.indices {
        for column in pivot.cells[row].indices { change(&pivot.cells[row][column], row + column) }
      }
      figures.pivot = pivot
    }
    if var heat = figures.heat {
      for row in heat.totals.indices {
        for hour in heat.totals[row].indices { change(&heat.totals[row][hour], row + hour) }
      }
      figures.heat = heat
    }
  }

  /// The lines in which a number ends in the sign for a cut, with or without a mark between them.
  private func cut(_ canvas: Canvas) -> [Substring] {
    let text = canvas.text()
    // Nearly no frame has the sign, and a regular expression takes far longer than drawing it.
    guard strstr(text, "…") != nil else { return [] }
    return text.split(separator: "\n").filter { $0.contains(/[0-9][.,]?…/) }
  }

  @Test(
    "in every view, from 40 to 200 columns, each figure is whole",
    arguments: Hardship.allCases, Measure.allCases)
  func views(hardship: Hardship, measure: Measure) async throws {
    var stage = try stage(hardship, measure)
    // Each case has other widths, and all of them together have every second one, or every one.
    let step = SizeSweep.isWhole ? 1 : 2
    let cases = Hardship.allCases.count * Measure.allCases.count
    let offset = (Hardship.allCases.firstIndex(of: hardship) ?? 0) * 3 + (Measure.allCases.firstIndex(of: measure) ?? 0)
    for columns in stride(from: 40 + step * offset, through: 200, by: step * cases) {
      await Task.yield()
      for (view, rows) in zip(stage.model.setup.views.indices, [24, 40, 60, 24, 40, 60]) {
        stage.model.showView(at: view)
        stage.send(.resize(Size(columns: columns, rows: rows)))
        let cut = cut(stage.canvas)
        #expect(cut.isEmpty, "view \(view + 1), \(columns)×\(rows): \(cut)")
      }
    }
  }

  @Test(
    "a single panel of any width has whole figures, too",
    arguments: [PanelKind.regions, .products, .pivot, .map, .heatmap, .pipeline, .revenue, .trend, .filter],
    Hardship.allCases)
  func panels(panel: PanelKind, hardship: Hardship) throws {
    let stage = try stage(hardship)
    for columns in stride(from: 12, through: 120, by: 5) {
      for rows in [6, 12, 26] {
        let cut = cut(stage.drawn(panel, columns, rows))
        #expect(cut.isEmpty, "\(columns)×\(rows): \(cut)")
      }
    }
  }

  @Test("the average of a product that was only given back, and its share, stand whole with columns to spare")
  func averageOfRefunds() throws {
    var stage = Stage(only: .products, 120, 24)
    var figures = try #require(stage.model.figures)
    let lost = Totals(sales: 1, refunds: 1, revenue: -15_000)
    figures.products = [
      RankedRow(name: "Mug", totals: Totals(sales: 2, refunds: 0, revenue: 30_000)),
      RankedRow(name: "Desk", totals: lost),
    ]
    figures.total = Totals(sales: 3, refunds: 1, revenue: 15_000)
    stage.model.figures = figures
    stage.send(.tick)
    let lines = stage.drawn(.products, 100, 12).text().split(separator: "\n")
    let desk = try #require(lines.first { $0.contains("Desk") })
    #expect(desk.contains(" -150.00 ") && desk.contains(" -100% "), "\(desk)")
  }
}
