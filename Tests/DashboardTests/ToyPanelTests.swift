import ConfigText
import SalesAnalytics
import SalesCore
import Testing
import TextUI

@testable import Dashboard

/// Counts key presses and clicks, and shows one region on Enter.
private struct ToyPanel: Panel {
  let kind = PanelKind("toy", summary: "a toy", keys: .grid, leastRows: 3)
  var steps = 0
  var clicks = 0

  func needs(in area: Rect) -> PanelNeeds { PanelNeeds(parts: .heat, sales: 100) }

  func draw(in area: Rect, _ context: PanelContext, on canvas: inout Canvas) {
    let box = TitledBox(title: "Toy", focused: context.isFocused)
    let inner = box.draw(in: area, on: &canvas, look: context.model.look)
    canvas.write("steps \(steps), clicks \(clicks)", x: inner.x, y: inner.y, style: .text, in: inner)
  }

  mutating func perform(_ action: Action, _ context: PanelContext) -> [Intent]? {
    switch action {
    case .up: steps += 1
    case .down: steps -= 1
    case .drillDown: return [.only("EMEA", in: .regions, context.model.filter), .open(.products), .drill]
    default: return nil
    }
    return []
  }

  mutating func mouse(_ event: MouseEvent, in area: Rect, _ context: PanelContext) -> [Intent] {
    guard event.kind == .press else { return [] }
    clicks += 1
    return context.focusBefore == kind ? [.only("NA", in: .regions, context.model.filter)] : []
  }

  func canPerform(_ action: Action, _ context: PanelContext) -> Bool? { action == .apply ? false : true }

  func hint(_ hint: KeyBinding.Hint, for action: Action, _ context: PanelContext) -> KeyBinding.Hint {
    var hint = hint
    if action == .up || action == .down { hint.word = "Count" }
    return hint
  }
}

/// A panel that only this file knows: a type, its place in the list of panels, and a name in a layout are all it takes.
@Suite struct ToyPanelTests {
  private static let layout = """
    [[view]]
    name = "Play"
    [[view.grid]]
    from = "60x20"
    columns = ["*", "*"]
    rows = ["*", 6]
    areas = ["toy products", "revenue revenue"]
    """

  private func stage() throws -> Stage {
    let panels = PanelSet(PanelSet.standard.panels + [ToyPanel()])
    let tables = ScreenTables(toml: Self.layout, file: "layout.toml", panels: panels.kinds)
    #expect(tables.problems.isEmpty)
    let views = try #require(tables.views)
    var stage = Stage(80, 24) {
      $0.panels = panels
      $0.views = views
    }
    stage.send(.tick)
    return stage
  }

  private func toy(_ stage: Stage) throws -> ToyPanel { try #require(stage.model.panels[ToyPanel.self]) }

  @Test("a layout places it, and it draws in its area")
  func draws() throws {
    let stage = try stage()
    #expect(stage.model.viewSpec.name == "Play")
    #expect(stage.model.focus.name == "toy")
    #expect(stage.lines[3].hasPrefix("╭─ Toy ─"))
    #expect(stage.lines[4].hasPrefix("│steps 0, clicks 0"))
    #expect(ScreenLayout(stage.model).broken(on: stage.canvas).isEmpty)
  }

  @Test("a layout that does not know the panel says so")
  func unknown() throws {
    let tables = ScreenTables(toml: Self.layout, file: "layout.toml")
    #expect(
      tables.problems.map(\.message) == [
        "unknown panel `toy`; there are revenue, trend, regions, map, products, pivot, heatmap, feed, ticker, pipeline, filter"
      ])
  }

  @Test("the data it needs is read")
  func needs() throws {
    let stage = try stage()
    #expect(stage.reads.last?.query.parts == .heat)
    #expect(stage.reads.last.map { $0.feedLimit >= 100 } == true)
  }

  @Test("keys of its context reach it while it has the focus, and no longer")
  func keys() throws {
    var stage = try stage()
    stage.press(.up, .up, .down)
    #expect(try toy(stage).steps == 1)
    #expect(stage.text.contains("steps 1, clicks 0"))
    stage.press(.tab, .up)
    #expect(stage.model.focus == .products)
    #expect(try toy(stage).steps == 1)
  }

  @Test("the bottom row hints at what it can do, in its words")
  func hints() throws {
    var stage = try stage()
    let hints = try #require(stage.lines.last)
    #expect(hints.contains("Count") && !hints.contains("Filter"))
    stage.press(.tab)
    #expect(stage.lines.last?.contains("Count") == false)
  }

  @Test("a click focuses it first, then it decides")
  func mouse() throws {
    var stage = try stage()
    stage.press(.tab)
    let click = Message.mouse(MouseEvent(.press, at: Point(x: 5, y: 5)))
    stage.send(click)
    #expect(stage.model.focus.name == "toy")
    #expect(try toy(stage).clicks == 1)
    #expect(stage.model.filter.isEmpty)
    stage.send(click)
    #expect(stage.model.filter.regions == ["NA"])
    stage.type("u")
    #expect(stage.model.filter.isEmpty)
  }

  @Test("drilling goes where it says, and Backspace comes back to it")
  func drills() throws {
    var stage = try stage()
    stage.type("d")
    #expect(stage.model.filter.regions == ["EMEA"])
    #expect(stage.model.focus == .products)
    stage.press(.backspace)
    #expect(stage.model.filter.isEmpty)
    #expect(stage.model.focus.name == "toy")
  }
}
