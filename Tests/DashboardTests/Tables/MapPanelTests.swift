import SalesAnalytics
import SalesCore
import Synchronization
import Testing
import TextUI

@testable import Dashboard

@Suite struct MapPanelTests {
  private func stage(_ columns: Int = 120, _ rows: Int = 40) -> Stage {
    Stage.alone(.map, columns, rows, shop: PanelFrameTests.world)
  }

  @Test("arrows walk the regions by size, and Enter shows only the selected one")
  func walk() {
    var stage = stage()
    let order = stage.model.regions.order
    #expect(order.count == 12)
    stage.press(.home, .down)
    #expect(stage.model.regions.cursor.selected == order[1])
    #expect(stage.text.contains("▸\(order[1])"))
    stage.press(.enter)
    #expect(stage.model.filter.regions == [order[1]])
  }

  @Test("the selection is that of the list of regions")
  func shared() {
    var stage = Stage(120, 40, shop: PanelFrameTests.world)
    stage.type("3")
    stage.press(.tab, .down, .down)
    #expect(stage.model.focus == .map)
    let selected = stage.model.regions.cursor.selected
    stage.press(.backTab)
    #expect(stage.model.focus == .regions)
    #expect(stage.model.regions.cursor.selected == selected)
  }

  @Test("a click on a name selects, a second one shows only that region")
  func click() {
    var stage = stage()
    stage.click("Brazil")
    #expect(stage.model.regions.cursor.selected == "Brazil")
    #expect(stage.model.filter.isEmpty)
    stage.click("▸Brazil", dx: 2)
    #expect(stage.model.filter.regions == ["Brazil"])
  }

  @Test("what has no place is listed, and can be clicked, too")
  func unplaced() {
    var stage = stage()
    #expect(stage.text.contains("not on the map:  Web shop"))
    stage.click("Web shop")
    #expect(stage.model.regions.cursor.selected == "Web shop")
  }

  @Test("a region with nothing but refunds has a ring, and no area")
  func refunds() {
    var stage = stage()
    stage.model.figures?.regions[0].totals = Totals(sales: 3, refunds: 3, revenue: -4000)
    #expect(stage.canvas(of: .map).text().contains("○"))
    #expect(stage.canvas(of: .map).text().contains("-40"))
  }

  @Test("names keep their places while the values move")
  func still() {
    var stage = stage()
    let before = stage.model.regions.order.map { stage.place(of: $0) }
    for index in stage.model.figures?.regions.indices ?? 0..<0 {
      stage.model.figures?.regions[index].totals.revenue += 40_00
    }
    #expect(stage.model.regions.order.map { stage.place(of: $0) } == before)
  }

  @Test("the world is read once, and only when a map is drawn")
  func once() {
    let reads = Mutex(0)
    let ground = MapGround {
      reads.withLock { $0 += 1 }
      return .builtIn
    }
    var stage = Stage(80, 24) { $0.ground = ground }
    #expect(reads.withLock { $0 } == 0 && !stage.text.isEmpty)
    stage.type("3")
    for _ in 0..<3 { #expect(!stage.text.isEmpty) }
    #expect(reads.withLock { $0 } == 1)
  }

  @Test("a thousand regions are drawn without a wait that grows with their square")
  func many() {
    let shop = Shop(regions: (0..<1000).map { "Region \($0)" }, products: ["Desk Lamp"])
    var stage = Stage.alone(.map, 200, 60, shop: shop)
    stage.press(.end)
    #expect(stage.text.contains("▸"))
  }
}
