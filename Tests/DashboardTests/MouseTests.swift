import SalesAnalytics
import SalesCore
import Testing
import TextUI

@testable import Dashboard

@Suite struct MouseTests {
  private func click(_ x: Int, _ y: Int) -> Message { .mouse(MouseEvent(.press, at: Point(x: x, y: y))) }

  @Test("a click focuses and selects, a second one filters")
  func select() {
    var stage = Stage()
    stage.send(click(40, 18))
    #expect(stage.model.focus == .products)
    #expect(stage.model.products.cursor.selected == "Trail Boots")
    #expect(stage.model.filter.isEmpty)
    stage.send(click(40, 18))
    #expect(stage.model.filter.products == ["Trail Boots"])
    stage.press(.backspace)
    #expect(stage.model.filter.isEmpty)
    #expect(stage.model.period == .last(1, .hour))
  }

  @Test("Backspace goes back from what a click in a marked range, a cell or a bubble showed")
  func stepDown() throws {
    var stage = Stage(200, 60) { $0.start = ViewState(period: .last(7, .day)) }
    let before = stage.model.view
    func middle(_ panel: PanelKind) throws -> Point {
      let area = try #require(ScreenLayout(stage.model).panels[panel])
      return Point(x: area.x + area.width / 2, y: area.y + area.height / 2)
    }
    let chart = try middle(.revenue)
    stage.send(click(chart.x, chart.y))
    stage.send(.mouse(MouseEvent(.drag, at: Point(x: chart.x + 20, y: chart.y))))
    stage.send(.mouse(MouseEvent(.release, at: Point(x: chart.x + 20, y: chart.y))))
    stage.send(click(chart.x + 10, chart.y))
    #expect(!stage.model.view.showsSame(as: before))
    stage.press(.backspace)
    #expect(stage.model.view.showsSame(as: before))
    func first(in panel: PanelKind, where isMeant: (Point, Rect) -> Bool) throws -> Point {
      let area = try #require(ScreenLayout(stage.model).panels[panel])
      let points = (0..<area.width * area.height).map {
        Point(x: area.x + $0 % area.width, y: area.y + $0 / area.width)
      }
      return try #require(points.first { isMeant($0, area) })
    }
    let model = stage.model
    let pivot = PivotDrawing(model, selected: nil, scroll: GridCell(row: 0, column: 0)).pivot(
      try #require(PivotGrid(model)))
    let places: [(PanelKind, Point)] = [
      (.heatmap, try middle(.heatmap)),
      (.pivot, try first(in: .pivot) { pivot.cell(at: $0, in: TitledBox.content(in: $1)) != nil }),
      (.map, try first(in: .map) { MapDrawing(model: model).region(at: $0, in: $1) != nil }),
    ]
    for (panel, at) in places {
      stage.send(click(at.x, at.y))
      #expect(stage.model.view.showsSame(as: before), "\(panel)")
      stage.send(click(at.x, at.y))
      #expect(!stage.model.view.showsSame(as: before), "\(panel)")
      stage.press(.backspace)
      #expect(stage.model.view.showsSame(as: before), "\(panel)")
    }
  }

  @Test("a click on the chart sets the crosshair where it is")
  func chart() {
    var stage = Stage()
    stage.send(click(7, 8))
    #expect(stage.model.crosshairIndex == 0)
    stage.send(click(78, 8))
    #expect(stage.model.crosshairIndex == stage.model.figures?.partial)
  }

  @Test("the wheel zooms the chart and moves in lists")
  func wheel() {
    var stage = Stage()
    stage.send(.mouse(MouseEvent(.wheelUp, at: Point(x: 40, y: 8))))
    #expect(stage.model.period != .last(1, .hour))
    stage.send(.mouse(MouseEvent(.wheelDown, at: Point(x: 5, y: 18))))
    #expect(stage.model.focus == .regions)
    #expect(stage.model.regions.cursor.selected == "NA")
  }

  @Test("in a picker a click highlights, beside it cancels")
  func picker() {
    var stage = Stage()
    stage.type("r")
    guard case .picker(let picker) = stage.model.overlay else {
      Issue.record("no picker is open")
      return
    }
    let rows = ScreenLayout(stage.model).pickerRows(of: picker)
    stage.send(click(rows.x + 4, rows.y + 2))
    stage.press(.enter)
    #expect(stage.model.filter.regions == ["NA"])
    stage.type("r")
    stage.send(click(0, 0))
    #expect(stage.model.overlay == nil)
  }

  @Test("clicks beside everything do nothing", arguments: [(-1, -1), (500, 500), (0, 23), (40, 15), (0, 16)])
  func beside(x: Int, y: Int) {
    var stage = Stage()
    stage.send(click(x, y))
    stage.send(.mouse(MouseEvent(.drag, at: Point(x: x, y: y))))
    stage.send(.mouse(MouseEvent(.release, at: Point(x: x, y: y))))
    #expect(stage.model.filter.isEmpty)
  }
}
