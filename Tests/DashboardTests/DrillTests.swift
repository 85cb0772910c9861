import SalesAnalytics
import SalesCore
import Testing
import TextUI

@testable import Dashboard

@Suite struct DrillTests {
  @Test("d sets the crosshair on the newest bucket, then zooms to it; Backspace brings exactly the view before")
  func bucket() {
    var stage = Stage()
    stage.type("d")
    #expect(stage.model.crosshairIndex == stage.model.newestBucket)
    #expect(stage.model.period == .last(1, .hour))
    stage.press(.left)
    let (before, crosshair) = (stage.model.view, stage.model.crosshair)
    stage.type("d")
    #expect(stage.lines[1].contains("2026-11-21 14:31 – 14:32"))
    stage.press(.backspace)
    #expect(stage.model.view == before)
    #expect(stage.model.crosshair == crosshair)
    stage.type("du")
    #expect(stage.model.view == before)
    #expect(stage.model.crosshair == crosshair)
  }

  @Test("from years down to single sales, and step by step up again")
  func chain() {
    var stage = Stage(setup: { $0.start = ViewState(period: .last(1, .year)) })
    var states = [stage.model.view]
    while stage.model.viewSpec.name != "Feed", states.count < 10 {
      stage.type("d")
      stage.type("d")
      states.append(stage.model.view)
    }
    #expect(stage.model.viewSpec.name == "Feed")
    #expect(stage.model.focus == .feed)
    #expect((4...7).contains(states.count))
    let lengths = states.map { state in
      let range = state.period.range(now: Shop.now, calendar: .utc, all: nil)
      return range.upperBound - range.lowerBound
    }
    #expect(lengths == lengths.sorted(by: >))
    #expect(lengths.last.map { $0 <= .seconds(60) } == true)
    for state in states.dropLast().reversed() {
      stage.press(.backspace)
      #expect(stage.model.view == state)
    }
  }

  @Test("Enter on a bucket is a step down, too")
  func enter() {
    var stage = Stage()
    stage.press(.left, .left, .enter)
    #expect(!stage.model.period.isLive)
    stage.press(.backspace)
    #expect(stage.model.period == .last(1, .hour))
  }

  @Test("Enter on a second goes to its sales")
  func second() {
    var stage = Stage(setup: { $0.start = ViewState(period: .last(1, .minute)) })
    stage.press(.left, .enter)
    #expect(stage.model.viewSpec.name == "Feed")
    stage.press(.backspace)
    #expect(stage.model.viewIndex == 0)
    #expect(stage.model.focus == .revenue)
  }

  @Test("a region leads to its products, a product to its sales, and back")
  func lists() {
    var stage = Stage()
    stage.press(.tab, .down)
    stage.type("d")
    #expect(stage.model.filter.regions == ["NA"])
    #expect(stage.model.viewSpec.name == "Products")
    #expect(stage.model.focus == .products)
    let product = stage.model.products.cursor.selected
    stage.type("d")
    #expect(stage.model.filter.products == [product])
    #expect(stage.model.viewSpec.name == "Feed")
    #expect(stage.model.feedCursor.selected == stage.model.feed.first?.sale.id)
    stage.press(.backspace)
    #expect(stage.model.viewSpec.name == "Products")
    #expect(stage.model.filter.products.isEmpty)
    stage.press(.backspace)
    #expect(stage.model.viewIndex == 0)
    #expect(stage.model.focus == .regions)
    #expect(stage.model.filter.isEmpty)
  }

  @Test("after anything else Backspace goes up the calendar, to everything")
  func up() {
    var stage = Stage()
    var seen: [String] = []
    for _ in 0..<5 {
      stage.press(.backspace)
      seen.append(stage.model.period.text)
    }
    #expect(seen == ["now/d", "now/M", "now/y", "all", "all"])
    #expect(stage.text.contains("This is all there is"))
    stage.type("t2026-11-03")
    stage.press(.enter, .backspace)
    #expect(stage.model.period.text == "2026-11")
  }

  @Test("a change after a step down is not thrown away by Backspace")
  func changed() {
    var stage = Stage()
    stage.type("dd")
    stage.type("c")
    stage.press(.backspace)
    #expect(stage.model.comparison == .day)
    #expect(stage.model.period.text == "2026-11-21T14:00:00Z..2026-11-21T15:00:00Z")
  }

  @Test("while the figures are those of another question, nothing is drilled into")
  func stale() {
    var stage = Stage()
    stage.press(.left)
    stage.answers = false
    stage.type("c")
    let before = stage.model.view
    stage.type("d")
    #expect(stage.model.view == before)
  }

  @Test("without a view of sales a second is still shown")
  func noFeed() {
    var stage = Stage(setup: {
      $0.start = ViewState(period: .last(1, .minute))
      $0.views = [$0.views[1]]
    })
    stage.type("dd")
    #expect(stage.model.viewIndex == 0)
    #expect(!stage.model.period.isLive)
  }
}
