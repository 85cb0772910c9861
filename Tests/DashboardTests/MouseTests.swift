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
    let rows = ScreenLayout(stage.model).pickerRows(total: 5)
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
