import Foundation
import SalesAnalytics
import SalesCore
import Testing
import TextUI

@testable import Dashboard

@Suite struct HeatmapPanelTests {
  private func stage(_ columns: Int, _ rows: Int, _ period: Period = .last(30, .day)) -> Stage {
    Stage(only: .heatmap, columns, rows + 10) { $0.start = ViewState(period: period) }
  }

  @Test("weekdays by hours at every size", arguments: [(30, 9), (78, 9), (120, 9), (120, 24), (30, 5), (16, 9)])
  func sizes(columns: Int, rows: Int) throws {
    var stage = stage(columns, rows)
    stage.model.look = Look(hasColour: false)
    try Recorded.expect(stage.drawn(.heatmap, columns, rows), "heat-\(columns)x\(rows)")
  }

  @Test("the same in colour with a selected cell, and in ASCII")
  func looks() throws {
    var stage = stage(78, 9)
    stage.press(.right, .right, .down)
    try Recorded.expect(stage.drawn(.heatmap, 78, 9), "heat-colour")
    stage.model.look = Look(symbols: .ascii, hasColour: false)
    let canvas = stage.drawn(.heatmap, 78, 9)
    #expect(canvas.text().unicodeScalars.allSatisfy { $0.isASCII })
    try Recorded.expect(canvas, "heat-ascii")
  }

  @Test("from nine rows up all weekdays and from thirty columns up all hours have a cell of their own")
  func whole() throws {
    let stage = stage(30, 9)
    let heat = try #require(stage.model.figures?.heat)
    for (columns, rows) in [(30, 9), (40, 9), (78, 10), (120, 12), (120, 40)] {
      let grid = HeatGrid(
        stage.model, HeatRates(stage.model, heat), selected: nil, in: Rect(x: 0, y: 0, width: columns, height: rows))
      #expect(!grid.isFolded && grid.hours == 1)
      let text = stage.drawn(.heatmap, columns, rows).text()
      // Two letters where that makes the cells wider.
      let letters = columns == 120 ? 3 : 2
      for day in HeatHours.weekdays { #expect(text.contains(" " + day.prefix(letters)), "\(columns)×\(rows)") }
      #expect(text.contains("00"))
    }
  }

  @Test("amounts beyond all sense are drawn, not the end", arguments: [Int64.max, .min], Measure.allCases)
  func absurd(revenue: Int64, measure: Measure) {
    // A part of an hour makes more of it than an Int64 holds.
    var stage = stage(78, 9, .last(1, .hour))
    stage.model.measure = measure
    for row in 0..<HeatFigures.weekdays {
      for hour in 0..<HeatFigures.hours {
        stage.model.figures?.heat?.totals[row][hour] = Totals(sales: .max, refunds: 0, revenue: revenue)
      }
    }
    for cell in [GridCell(row: 5, column: 14), GridCell(row: 0, column: 0), nil] {
      stage.model.panels[HeatmapPanel.self]?.cell = cell
      #expect(stage.drawn(.heatmap, 78, 9).text().contains("Sa"))
    }
  }

  @Test("arrows move from this hour, ends hold, g g and G go to the corners")
  func keys() {
    var stage = stage(78, 9)
    #expect(stage.model.focus == .heatmap)
    stage.press(.left)
    #expect(stage.model.heatCell == GridCell(row: 5, column: 14))
    stage.type("hkk")
    #expect(stage.model.heatCell == GridCell(row: 3, column: 13))
    stage.type("G")
    stage.press(.down, .right)
    #expect(stage.model.heatCell == GridCell(row: 6, column: 23))
    stage.type("gg")
    stage.press(.up, .left)
    #expect(stage.model.heatCell == GridCell(row: 0, column: 0))
    stage.press(.escape)
    #expect(stage.model.heatCell == nil)
  }

  @Test("the selected cell's exact figures stand in the border, by each measure")
  func exact() throws {
    var stage = stage(120, 9)
    stage.press(.right, .left)
    let heat = try #require(stage.model.figures?.heat)
    let (totals, amounts) = (heat.totals[5][13], stage.model.amounts)
    // Thirty days that end on a Saturday at 14:32 hold five such hours.
    let perHour = amounts.exact(Int64((Double(totals.revenue) / 5).rounded()))
    func border() -> String { String(stage.drawn(.heatmap, 120, 9).text().prefix(120)) }
    #expect(border().contains(" Sat 13:00–14:00  \(perHour)/h · "))
    stage.type("mm")
    #expect(border().contains("Sat 13:00–14:00  \(amounts.exact(totals, .average)) · "))
  }

  @Test("an hour that the range holds twice is no hotter for it, and the running one counts whole")
  func rates() throws {
    var stage = stage(120, 9)
    let calendar = stage.model.setup.calendar
    // Saturday, 14:32:07 in the tests' shop.
    let now = Shop.now
    let hour = calendar.bucket(.hour, containing: now)
    let flat = Totals(sales: 60, revenue: 6000)
    stage.model.figures?.heat = HeatFigures(
      range: hour.lowerBound - .days(7) - .hours(3)..<hour.upperBound,
      totals: Array(repeating: Array(repeating: flat, count: 24), count: 7))
    stage.model.figures?.state.oldestSale = nil
    let rates = HeatRates(stage.model, try #require(stage.model.figures?.heat))
    #expect(rates.value(GridCell(row: 2, column: 3)) == 60)
    // 11 o'clock of both Saturdays.
    #expect(rates.value(GridCell(row: 5, column: 11)) == 30)
    #expect(rates.value(GridCell(row: 5, column: 14)) == 30)
    // Both weekdays' hours together are still told per hour.
    #expect(rates.value(0..<7, 3..<4) == 60)
    stage.model.figures?.state.oldestSale = now - .seconds(1)
    let young = HeatRates(stage.model, try #require(stage.model.figures?.heat))
    #expect(young.value(GridCell(row: 5, column: 11)) == nil)
    #expect(young.value(GridCell(row: 5, column: 14)) == 60)
    stage.model.figures?.asOf = now - .seconds(2)
    #expect(HeatRates(stage.model, young.heat).value(GridCell(row: 5, column: 14)) == nil, "the first sale is to come")
    stage.type("mm")
    #expect(HeatRates(stage.model, young.heat).value(GridCell(row: 2, column: 3)) == nil)
    #expect(rates.peak == GridCell(row: 0, column: 0))
  }

  @Test(
    "hours are weighed by the local clock: one that is skipped counts nothing, one that comes twice counts twice",
    arguments: [("2026-03-29", 0.0), ("2026-10-25", 2.0), ("2026-12-06", 1.0)])
  func weights(day: String, hours: Double) throws {
    let calendar = ReportingCalendar(timeZone: try #require(TimeZone(identifier: "Europe/Paris")))
    let noon = try #require(Timestamp(rfc3339: "\(day)T12:00:00Z"))
    let range = calendar.bucket(.day, containing: noon)
    let covered = HeatHours(calendar: calendar).covered(range)
    #expect(covered[6][2] == hours)
    let (sum, length) = (covered.joined().reduce(0, +), (range.upperBound - range.lowerBound) / .hours(1))
    #expect(sum == length)
    let weeks = HeatHours(calendar: calendar).covered(range.lowerBound - .days(21)..<range.upperBound)
    let all: Double = weeks.joined().reduce(0, +)
    #expect(all == length + 504)
    #expect(weeks[6][2] == 3 + hours)
  }

  @Test("Enter zooms to the newest such hour, Esc leads back")
  func zoom() throws {
    var stage = stage(78, 9)
    stage.press(.right, .enter)
    // It is Saturday, 14:32.
    #expect(stage.model.period.text == "2026-11-21T14:00:00Z..2026-11-21T15:00:00Z")
    stage.press(.escape, .right, .right, .enter)
    #expect(stage.model.period.text == "2026-11-14T15:00:00Z..2026-11-14T16:00:00Z")
  }

  @Test("an hour that the period does not hold cannot be zoomed to, and is no cold one")
  func beside() throws {
    var stage = stage(78, 9, .last(6, .hour))
    stage.press(.right, .up, .enter)
    #expect(stage.model.period == .last(6, .hour))
    #expect(stage.text.contains("There was no such hour in this period"))
    let heat = try #require(stage.model.figures?.heat)
    let grid = HeatGrid(
      stage.model, HeatRates(stage.model, heat), selected: nil, in: Rect(x: 0, y: 0, width: 78, height: 9))
    #expect(grid.map.values[4][14] == nil && grid.map.values[5][14] != nil)
  }

  @Test("a click selects a cell, another one zooms")
  func mouse() throws {
    var stage = stage(78, 9)
    let area = try #require(ScreenLayout(stage.model).panels[.heatmap])
    let at = Message.mouse(MouseEvent(.press, at: Point(x: area.x + 5 + 3, y: area.y + 1)))
    stage.send(at)
    #expect(stage.model.heatCell == GridCell(row: 0, column: 1))
    stage.send(at)
    #expect(stage.model.period.text == "2026-11-16T01:00:00Z..2026-11-16T02:00:00Z")
  }

  @Test("the title tells a stretch that is not the period's")
  func stretch() {
    var stage = stage(120, 9)
    #expect(!stage.drawn(.heatmap, 120, 9).text().contains("last"))
    let range = stage.model.figures?.range ?? Shop.now..<Shop.now
    stage.model.figures?.heat?.range = (range.upperBound - .days(14))..<range.upperBound
    #expect(stage.drawn(.heatmap, 120, 9).text().contains("Revenue per hour, by weekday, last 2 weeks"))
    stage.model.figures?.heat?.range = (range.upperBound - .days(60))..<range.upperBound
    #expect(stage.drawn(.heatmap, 120, 9).text().contains("last 60 days"), "longer than the period's thirty")
  }

  @Test("the part of a past period that is counted is told by its days")
  func pastStretch() {
    var stage = Stage(only: .heatmap, 120, 19) {
      $0.start = ViewState(period: .days(CivilDate(daysSinceEpoch: 19_358), CivilDate(daysSinceEpoch: 19_722)))
    }
    stage.model.figures?.state.oldestSale = nil
    let end = Timestamp(seconds: 19_723 * 86_400)
    stage.model.figures?.heat?.range = (end - .days(28))..<end
    #expect(stage.drawn(.heatmap, 120, 9).text().contains("Revenue per hour, by weekday, 2023-12-04 – 2023-12-31"))
  }

  @Test("a heatmap of hours without sales has no scale, and its border no hole")
  func nothingSold() {
    var stage = stage(120, 9)
    let none = Array(repeating: Array(repeating: Totals.zero, count: 24), count: 7)
    stage.model.figures?.heat?.totals = none
    let top = stage.drawn(.heatmap, 120, 9).text().prefix(120)
    #expect(top.contains(/╭─ Revenue per hour, by weekday ─+╮/))
    // Of a time before the store's first sale nothing is known.
    stage.model.figures?.state.oldestSale = Shop.now + .days(1)
    let unknown = stage.drawn(.heatmap, 120, 9).text()
    #expect(unknown.contains("│ –") && !unknown.contains("Mon"))
    #expect(unknown.prefix(120).contains(/╭─ Revenue per hour, by weekday ─+╮/))
  }

  @Test("where there are no figures by the hour there is a dash")
  func none() {
    var stage = stage(78, 9)
    stage.model.figures?.heat = nil
    let text = stage.drawn(.heatmap, 78, 9).text()
    #expect(text.contains("│ –"))
    stage.press(.right, .enter)
    #expect(stage.model.heatCell == nil)
  }

  @Test(
    "the newest hour of a clock that was changed",
    arguments: [("2026-03-29T12:00:00Z", 6, 2, "2026-03-22T01:00:00.000Z")])
  func clocks(now: String, row: Int, column: Int, start: String) throws {
    let calendar = ReportingCalendar(timeZone: try #require(TimeZone(identifier: "Europe/Paris")))
    let end = try #require(Timestamp(rfc3339: now))
    let hour = HeatHours(calendar: calendar)
      .newest(GridCell(row: row, column: column), in: (end - .days(30))..<end)
    #expect(hour?.lowerBound.text == start)
  }

  @Test("no size traps", arguments: 0...12)
  func anySize(rows: Int) {
    var stage = stage(78, 9)
    stage.press(.right)
    for columns in 0...60 {
      _ = stage.drawn(.heatmap, columns, rows)
      _ = stage.drawn(.trend, columns, rows)
    }
  }
}
