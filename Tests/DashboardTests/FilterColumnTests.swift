import SalesAnalytics
import SalesCore
import Testing
import TextUI

@testable import Dashboard

@Suite struct FilterColumnTests {
  private func stage() -> Stage { Stage(200, 60) }

  private func row(_ stage: Stage, _ text: String) throws -> Point {
    let area = try #require(ScreenLayout(stage.model).panels[.filter])
    let y = try #require(
      stage.lines.firstIndex { DisplayWidth.of($0) > 0 && String($0.prefix(area.width)).contains(text) })
    return Point(x: area.x + 5, y: y)
  }

  private func click(_ stage: inout Stage, _ text: String) throws {
    stage.send(.mouse(MouseEvent(.press, at: try row(stage, text))))
  }

  @Test("a period too long for the column is not cut within its times")
  func longPeriod() {
    let range = Shop.now - .hours(30)..<Shop.now - .hours(29)
    let stage = Stage(200, 60) { $0.start = ViewState(period: .absolute(range)) }
    #expect(stage.canvas(of: .filter).text().contains("✓ custom "))
    let today = CivilDate(daysSinceEpoch: 20_778)
    let day = Stage(200, 60) { $0.start = ViewState(period: .days(today, today)) }
    #expect(day.canvas(of: .filter).text().contains("✓ 2026-11-21"))
  }

  @Test("a click picks a period")
  func period() throws {
    var stage = stage()
    try click(&stage, "Last 24h")
    #expect(stage.model.period == .last(24, .hour))
    #expect(stage.lines[1].hasPrefix(" t Last 24h"))
    #expect(stage.text.contains("✓ Last 24h"))
  }

  @Test("clicks tick and untick regions and products, and the first row takes all ticks back")
  func toggle() throws {
    var stage = stage()
    try click(&stage, " EMEA ")
    try click(&stage, " NA ")
    #expect(stage.model.filter.regions == ["EMEA", "NA"])
    try click(&stage, " EMEA ")
    #expect(stage.model.filter.regions == ["NA"])
    try click(&stage, "Desk Lamp")
    #expect(stage.model.filter.products == ["Desk Lamp"])
    try click(&stage, "All regions")
    #expect(stage.model.filter.regions.isEmpty)
    try click(&stage, "All products")
    #expect(stage.model.filter.isEmpty)
    #expect(stage.model.focus == .revenue)
  }

  @Test("a click lets in what was excluded")
  func readmit() throws {
    var filter = SaleFilter()
    filter.excludedProducts = ["Desk Lamp"]
    var stage = Stage(200, 60) { $0.start.filter = filter }
    try click(&stage, "Desk Lamp")
    #expect(stage.model.filter.isEmpty)
  }

  @Test("a heading opens its picker")
  func heading() throws {
    var stage = stage()
    try click(&stage, "p Products")
    guard case .picker(let picker) = stage.model.overlay else {
      Issue.record("no picker is open")
      return
    }
    #expect(picker.kind == .products)
  }

  @Test("the wheel scrolls one list, as far as it goes")
  func wheel() throws {
    var stage = stage()
    let products = try row(stage, "Desk Lamp")
    #expect(stage.text.contains("1-28/40"), "\(stage.text)")
    for _ in 0..<5 { stage.send(.mouse(MouseEvent(.wheelDown, at: products))) }
    #expect(stage.text.contains("5-33/40"))
    for _ in 0..<100 { stage.send(.mouse(MouseEvent(.wheelDown, at: products))) }
    #expect(stage.text.contains("12-40/40"))
    #expect(stage.text.contains("Last 5m") && stage.text.contains("All regions"))
    for _ in 0..<100 { stage.send(.mouse(MouseEvent(.wheelUp, at: products))) }
    #expect(stage.text.contains("1-28/40"))
  }

  @Test("many regions leave the products their rows, on a low screen too")
  func shares() throws {
    let shop = Shop(regions: (1...40).map { "Region \($0)" })
    for rows in [34, 45, 60] {
      let stage = Stage(200, rows, shop: shop)
      let area = try #require(ScreenLayout(stage.model).panels[.filter])
      let sections = FilterDrawing(stage.model, scroll: [:]).sections(in: area)
      #expect(sections.map(\.kind) == [.period, .regions, .products])
      #expect(sections.allSatisfy { $0.body.height >= 4 && $0.body.bottom <= area.bottom - 1 }, "\(rows)")
    }
  }
}
