import SalesCore
import Testing
import TextUI

@testable import Dashboard

/// Where the focus is after a change of view.
@Suite struct ViewFocusTests {
  @Test(
    "a view puts the focus on the panel it is named after, with a row to act on",
    arguments: [("3", PanelKind.regions), ("4", .products), ("5", .feed), ("6", .pipeline)], [(120, 40), (200, 60)])
  func main(view: (key: String, panel: PanelKind), size: (Int, Int)) {
    var stage = Stage(size.0, size.1)
    stage.type(view.key)
    #expect(stage.model.focus == view.panel)
    let list = stage.model.panels[view.panel]?.list
    #expect((list.map { stage.model.cursor(of: $0) } ?? stage.model.partitionCursor).selected != nil)
  }

  @Test("a view that is named after none has it on its first panel, one to begin with on its own")
  func first() {
    #expect(Stage(120, 40).model.focus == .revenue)
    #expect(Stage(120, 40) { $0.view = 3 }.model.focus == .products)
  }

  @Test("back in a view the focus is where it was, by key, mouse and undo")
  func back() {
    var stage = Stage(120, 40)
    stage.press(.tab)
    let left = stage.model.focus
    stage.type("3")
    stage.press(.tab)
    #expect(stage.model.focus == .map)
    stage.type("1")
    #expect(stage.model.focus == left)
    stage.click("3Regions")
    #expect(stage.model.viewSpec.name == "Regions" && stage.model.focus == .map)
    stage.type("u")
    #expect(stage.model.viewSpec.name == "Overview" && stage.model.focus == left)
  }
}
