import SalesAnalytics
import SalesCore
import Testing
import TextUI

@testable import Dashboard

/// Undo and redo of the view, and what Esc takes back.
@Suite struct HistoryTests {
  @Test("u takes back every change of the view one by one, U brings each again")
  func undo() {
    var stage = Stage()
    var states = [stage.model.view]
    for keys in ["+", "+", "[", "c", "m", "2", "1"] {
      stage.type(keys)
      states.append(stage.model.view)
    }
    stage.press(.tab, .enter)
    states.append(stage.model.view)
    #expect(Set(states.map { "\($0)" }).count >= states.count - 1)
    for state in states.dropLast().reversed() {
      stage.type("u")
      #expect(stage.model.view.showsSame(as: state))
    }
    stage.type("u")
    #expect(stage.text.contains("Nothing to undo"))
    for state in states.dropFirst() {
      stage.type("U")
      #expect(stage.model.view.showsSame(as: state))
    }
    stage.type("U")
    #expect(stage.text.contains("Nothing to redo"))
  }

  @Test("what changes nothing of the view is no step", arguments: ["z", "?", "T", "M", " ", "x"])
  func noStep(key: String) {
    var stage = Stage()
    stage.type("+" + key)
    stage.press(.escape)
    stage.type("u")
    #expect(stage.model.period == .last(1, .hour))
  }

  @Test("a new change drops what could be brought again")
  func redoIsDropped() {
    var stage = Stage()
    stage.type("+uc")
    stage.type("U")
    #expect(stage.model.period == .last(1, .hour))
    #expect(stage.model.comparison == .day)
  }

  @Test("100 steps are kept")
  func bounded() {
    var stage = Stage()
    for _ in 0..<130 { stage.type("m") }
    #expect(stage.model.history.past.count == 100)
    for _ in 0..<100 { stage.type("u") }
    #expect(stage.model.history.past.isEmpty)
    #expect(stage.model.history.future.count == 100)
  }

  @Test("a filter made with the mouse, the palette or a picker is taken back as one step")
  func anyWay() {
    var stage = Stage()
    stage.type("rna")
    stage.press(.enter)
    stage.type("u")
    #expect(stage.model.filter.isEmpty)
    stage.type(":7d")
    stage.press(.enter)
    stage.type("u")
    #expect(stage.model.period == .last(1, .hour))
    #expect(stage.model.homePeriod == .last(1, .hour))
    let click = Message.mouse(MouseEvent(.press, at: Point(x: 40, y: 18)))
    stage.send(click)
    stage.send(click)
    #expect(!stage.model.filter.products.isEmpty)
    stage.type("u")
    #expect(stage.model.filter.isEmpty)
  }

  @Test("after u nothing is left for Esc that u took back")
  func escapeAfterUndo() {
    var stage = Stage()
    stage.press(.tab, .enter)
    stage.press(.tab, .enter)
    stage.type("u")
    #expect(stage.model.filter.products.isEmpty)
    stage.press(.escape)
    #expect(stage.model.filter.isEmpty)
    stage.type("u")
    #expect(stage.model.filter.regions == ["EMEA"])
  }

  @Test("Esc leaves the mark, then the crosshair, then the last filter")
  func escape() throws {
    var stage = Stage()
    stage.type("rna")
    stage.press(.enter, .left)
    stage.model.mark = stage.model.crosshair
    stage.press(.escape)
    #expect(stage.model.mark == nil)
    #expect(stage.model.crosshair != nil)
    stage.press(.escape)
    #expect(stage.model.crosshair == nil)
    #expect(stage.model.isFiltered)
    stage.press(.escape)
    #expect(!stage.model.isFiltered)
  }

  @Test("a change that comes by itself is no step")
  func background() {
    var stage = Stage()
    stage.see(Shop.state { $0.checkpoints[0].next += 1 })
    stage.wait(.seconds(120))
    stage.type("u")
    #expect(stage.text.contains("Nothing to undo"))
  }
}
