import SalesAnalytics
import SalesCore
import Testing
import TextUI

@testable import Dashboard

@Suite struct PivotPanelTests {
  private func stage(_ columns: Int = 120, _ rows: Int = 40, shop: Shop = Shop(), measure: Measure = .revenue) -> Stage
  {
    Stage.alone(.pivot, columns, rows, shop: shop) { $0.start.measure = measure }
  }

  @Test("the totals are those of the figures, and averages come from sums and counts", arguments: Measure.allCases)
  func totals(measure: Measure) throws {
    let stage = stage(measure: measure)
    let figures = try #require(stage.model.figures)
    let grid = try #require(PivotGrid(stage.model))
    let pivot = grid.widget(measure, stage.model.amounts)
    #expect(grid.rows.count == 4 && grid.columns.count == 13 && grid.columns.last == .others)
    #expect(pivot.grandTotal == measure.value(of: figures.total, currency: .usDollar))
    for (name, total) in zip(stage.model.regions.order, pivot.rowTotals ?? []) {
      let row = try #require(figures.regions.first { $0.name == name })
      #expect(total == measure.value(of: row.totals, currency: .usDollar))
    }
    let first = try #require(figures.products.first { PivotLine.name($0.name) == grid.columns[0] })
    #expect(grid.totals(row: 4, column: 0) == first.totals)
  }

  @Test("arrows move the selected cell, which is told to the minor unit")
  func move() throws {
    var stage = stage()
    stage.press(.down, .right)
    let cell = try #require(stage.model.pivotCell)
    let (regions, products) = (stage.model.regions.order, stage.model.products.order)
    #expect(cell == PivotCell(row: .name(regions[1]), column: .name(products[1])))
    let grid = try #require(PivotGrid(stage.model))
    let exact = stage.model.amounts.exact(grid.totals(row: 1, column: 1).revenue)
    #expect(stage.text.contains("\(regions[1]) × \(products[1])  \(exact)  "))
  }

  @Test("Enter shows only the region and the product of the cell, of a total only one of them")
  func apply() {
    var stage = stage()
    let (region, product) = (stage.model.regions.order[0], stage.model.products.order[0])
    stage.press(.enter)
    #expect(stage.model.filter.regions == [region] && stage.model.filter.products == [product])
    stage.press(.escape, .home)
    for _ in 0..<20 { stage.press(.right) }
    #expect(stage.model.pivotCell?.column == .total)
    stage.press(.enter)
    #expect(stage.model.filter.regions == [region] && stage.model.filter.products.isEmpty)
    stage.press(.escape, .home)
    for _ in 0..<20 { stage.press(.down) }
    #expect(stage.model.pivotCell?.row == .total)
    stage.press(.enter)
    #expect(stage.model.filter.regions.isEmpty && stage.model.filter.products == [product])
  }

  @Test("in the corner of the totals and among the others Enter has nothing to show alone")
  func nothing() {
    var stage = stage(shop: Shop(pivotSize: 2))
    stage.press(.end)
    #expect(stage.model.pivotCell == PivotCell(row: .others, column: .others))
    stage.press(.enter)
    #expect(stage.model.filter.isEmpty)
    stage.press(.down, .right, .enter)
    #expect(stage.model.pivotCell == PivotCell(row: .total, column: .total))
    #expect(stage.model.filter.isEmpty)
  }

  @Test("the selection stays with its region and product when these change places")
  func follows() throws {
    var stage = stage()
    stage.press(.down)
    let cell = stage.model.pivotCell
    let reversed = Ordering(order: SortOrder(isReversed: true), measure: .revenue, currency: .usDollar)
    stage.model.regions.settle(stage.model.figures?.regions ?? [], by: reversed, visible: 9, at: .seconds(900))
    #expect(stage.model.pivotCell == cell)
    let grid = try #require(PivotGrid(stage.model))
    #expect(grid.index(of: cell).row == 2)
  }

  @Test("who moves in the pivot holds its rows for two seconds")
  func holds() {
    var stage = stage()
    stage.press(.down)
    #expect(stage.model.regions.cursor.movedAt == stage.moment.uptime)
    #expect(stage.model.products.cursor.movedAt == stage.moment.uptime)
  }

  @Test("the selected cell is always in sight", arguments: [(40, 20), (60, 16), (30, 17)])
  func inSight(columns: Int, rows: Int) {
    var stage = stage(columns, rows, shop: Shop(regions: (0..<30).map { "Region \($0)" }))
    for key in [Key.end, .up, .left, .pageUp, .home, .pageDown, .right, .right, .right, .down] {
      stage.press(key)
      #expect(stage.canvas(of: .pivot).text().contains("▸"), "\(key)")
    }
  }

  @Test("a click selects, a second one shows only that cell, the wheel scrolls")
  func mouse() throws {
    var stage = stage()
    let area = TitledBox.content(in: stage.area(of: .pivot))
    let grid = try #require(PivotGrid(stage.model))
    let at = Point(x: area.x + 22, y: area.y + 2)
    let cell = try #require(
      PivotDrawing(stage.model, selected: nil, scroll: GridCell(row: 0, column: 0)).pivot(grid).cell(at: at, in: area))
    stage.send(.mouse(MouseEvent(.press, at: at)))
    #expect(stage.model.pivotCell == grid.cell(row: cell.row, column: cell.column))
    #expect(stage.model.filter.isEmpty)
    stage.send(.mouse(MouseEvent(.wheelDown, at: at)))
    #expect(stage.model.pivotCell?.row == grid.rows[cell.row + 1])
    stage.send(.mouse(MouseEvent(.wheelUp, at: at)))
    stage.send(.mouse(MouseEvent(.press, at: at)))
    #expect(stage.model.filter.regions.count == 1 && stage.model.filter.products.count == 1)
  }

  @Test("without figures for it there is a dash, and keys do no harm")
  func none() {
    var stage = stage(80, 24)
    stage.model.figures?.pivot = nil
    #expect(stage.canvas(of: .pivot).text().contains("│ –"))
    for action in [Action.down, .apply] { _ = stage.model.performInPanel(action) }
    #expect(stage.model.pivotCell == nil && stage.model.filter.isEmpty)
  }
}
