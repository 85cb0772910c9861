import SalesAnalytics
import SalesCore
import Testing
import TextUI

@testable import Dashboard

/// The effect of each key on the model.
@Suite struct KeyUpdateTests {
  @Test("whatever is asked of a held picture, it has only what was sold before; 0 lets it go on")
  func askedWhileHeld() throws {
    var stage = Stage(120, 40)
    stage.type(" ")
    let since = try #require(stage.model.pause?.since)
    stage.wait(.minutes(3))
    stage.see(Shop.state { $0.checkpoints[0].totals.sales += 100 })
    #expect(stage.model.figures?.query.endsAtNow == false, "the picture stays the very same")
    for key in ["c", "5", "2", "+"] {
      stage.effects = []
      stage.type(key)
      for case .read(let request) in stage.effects {
        #expect(request.now == since && request.query.endsAtNow)
      }
      #expect(stage.model.pause != nil && stage.model.figures?.asOf == since)
      #expect(stage.model.feed.allSatisfy { $0.sale.time <= since })
    }
    stage.type("0")
    stage.wait(.seconds(1))
    #expect(stage.model.pause == nil && stage.model.figures?.query.endsAtNow == false)
    #expect(stage.model.figures?.asOf ?? since > since)
  }

  @Test("q and Ctrl-C quit, Esc never does")
  func quit() {
    var stage = Stage()
    stage.press(.escape, .escape)
    #expect(!stage.effects.contains(.quit))
    stage.type("q")
    #expect(stage.effects.last == .quit)
    var other = Stage()
    other.press(.character("r"), .control("c"))
    #expect(other.effects.last == .quit)
  }

  @Test("Ctrl-L redraws, Ctrl-Z suspends, x exports")
  func effects() {
    var stage = Stage()
    stage.press(.control("l"), .control("z"), .character("x"))
    #expect(
      stage.effects.filter { if case .read = $0 { false } else { true } } == [.redraw, .suspend, .export])
  }

  @Test("x is not asked twice while an export runs, and the written path is shown")
  func export() {
    var stage = Stage()
    stage.type("xx")
    #expect(stage.effects.filter { $0 == .export }.count == 1)
    stage.send(.exported(path: "/home/me/salestop-2026-11-21.csv"))
    #expect(stage.text.contains("Exported /home/me/salestop-2026-11-21.csv"))
    stage.wait(.seconds(11))
    #expect(!stage.text.contains("Exported"))
    stage.type("x")
    stage.send(.exportFailed("disk full"))
    #expect(stage.text.contains("Not exported: disk full"))
  }

  @Test("c goes through the comparisons and asks for each")
  func comparison() {
    var stage = Stage()
    var seen: [Comparison] = []
    for _ in 0..<5 {
      stage.type("c")
      seen.append(stage.model.comparison)
    }
    #expect(seen == [.day, .week, .year, .none, .previous])
    #expect(stage.reads.suffix(5).map(\.query.comparison) == seen)
  }

  @Test("m changes the measure without asking the store")
  func measure() {
    var stage = Stage()
    let reads = stage.reads.count
    stage.type("m")
    #expect(stage.model.measure == .sales)
    #expect(stage.text.contains("─ Sales/min ─"))
    stage.type("m")
    #expect(stage.text.contains("─ Average sale ─"))
    stage.type("m")
    #expect(stage.model.measure == .revenue)
    #expect(stage.reads.count == reads)
  }

  @Test("zooming in, out and back")
  func zoom() {
    var stage = Stage()
    stage.type("+")
    #expect(stage.model.period == .last(30, .minute))
    stage.type("--")
    #expect(stage.model.period == .last(3, .hour))
    stage.type("=")
    #expect(stage.model.period == .last(1, .hour))
  }

  @Test("[ looks back, ] forward again, 0 is live")
  func shift() {
    var stage = Stage()
    stage.type("[")
    #expect(!stage.model.period.isLive)
    #expect(stage.lines[1].contains("2026-11-21 12:32 – 13:33"))
    #expect(stage.lines[23].contains("0Live"))
    stage.type("0")
    #expect(stage.model.period == .last(1, .hour))
    #expect(!stage.lines[23].contains("0Live"))
  }

  @Test("Tab and Shift-Tab go through the panels that are there")
  func focus() {
    var stage = Stage(80, 24)
    var seen: [PanelKind] = []
    for _ in 0..<3 {
      stage.press(.tab)
      seen.append(stage.model.focus)
    }
    #expect(seen == [.regions, .products, .revenue])
    stage.press(.backTab)
    #expect(stage.model.focus == .products)
    var wide = Stage(120, 40)
    wide.press(.backTab)
    #expect(wide.model.focus == .heatmap)
    // The heatmap goes away, the focus does not go with it.
    wide.send(.resize(Size(columns: 80, rows: 24)))
    #expect(wide.model.focus == .revenue)
  }

  @Test("Enter on a region shows only that, Esc takes it back, backslash clears all")
  func filter() {
    var stage = Stage()
    stage.press(.tab, .character("j"), .enter)
    #expect(stage.model.filter.regions == ["NA"])
    #expect(stage.lines[1].hasPrefix(" t Last 1h · r NA · p all"))
    #expect(stage.lines[1].hasSuffix("33% of revenue · Esc"))
    stage.press(.tab, .enter)
    #expect(stage.model.filter.products == ["Espresso Pro"])
    stage.press(.escape)
    #expect(stage.model.filter.products.isEmpty)
    #expect(stage.model.filter.regions == ["NA"])
    stage.type("\\")
    #expect(stage.model.filter.isEmpty)
    stage.press(.escape)
    #expect(stage.model.filter.isEmpty)
  }

  @Test("a filter given at the start is popped by Esc, too")
  func initialFilter() {
    var filter = SaleFilter()
    filter.excludedProducts = ["Desk Lamp"]
    var stage = Stage(80, 24) { $0.start.filter = filter }
    #expect(stage.lines[1].contains("p ¬Desk Lamp"))
    stage.press(.escape)
    #expect(stage.model.filter.isEmpty)
  }

  @Test("the crosshair walks over the buckets with exact figures; Enter zooms to one, Esc leaves it")
  func crosshair() throws {
    var stage = Stage()
    stage.press(.left)
    let newest = try #require(stage.model.crosshairIndex)
    #expect(newest == stage.model.figures?.partial)
    #expect(stage.lines[3].contains("14:32 so far"))
    stage.press(.left)
    let figures = try #require(stage.model.figures)
    #expect(stage.model.crosshairIndex == newest - 1)
    let exact = stage.model.amounts.exact(figures.buckets[newest - 1].revenue)
    #expect(stage.lines[3].contains("14:31  \(exact) · \(figures.buckets[newest - 1].sales) sales · was "))
    stage.press(.home)
    #expect(stage.model.crosshairIndex == 0)
    stage.press(.right, .pageDown, .end)
    #expect(stage.model.crosshairIndex == newest)
    stage.press(.escape)
    #expect(stage.model.crosshair == nil)
    stage.press(.left, .left, .enter)
    #expect(stage.model.crosshair == nil)
    #expect(stage.lines[1].contains("2026-11-21 14:31 – 14:32"))
    stage.press(.escape)
    #expect(stage.model.period == .last(1, .hour))
  }

  @Test("the crosshair stays with its bucket while time goes on")
  func crosshairStays() {
    var stage = Stage()
    stage.press(.left, .left)
    let bucket = stage.model.crosshair
    let index = stage.model.crosshairIndex
    stage.wait(.seconds(60))
    stage.wait(.seconds(1))
    #expect(stage.model.crosshair == bucket)
    #expect(stage.model.crosshairIndex == index.map { $0 - 1 })
  }

  @Test("z shows the focused panel alone, and all again")
  func maximise() {
    var stage = Stage()
    stage.press(.tab, .tab, .character("z"))
    #expect(stage.lines.filter { $0.contains("Product ") }.count > 10)
    #expect(!stage.text.contains("Revenue/min"))
    stage.press(.tab)
    #expect(stage.model.focus == .revenue)
    #expect(stage.text.contains("Revenue/min") && !stage.text.contains("Top products"))
    stage.type("z")
    #expect(!stage.model.isMaximised)
    #expect(stage.text.contains("Revenue/min") && stage.text.contains("Top products"))
  }

  @Test("Space holds the picture, counts what is not seen, and lets go")
  func pause() {
    var stage = Stage()
    stage.type(" ")
    let chart = stage.lines[2..<22]
    stage.see(Shop.state { $0.checkpoints[0].totals.sales += 4213 })
    #expect(stage.lines[0].hasSuffix("‖ PAUSED +4,213"))
    #expect(stage.lines[2..<22] == chart)
    #expect(stage.lines[23].contains("SpaceResume"))
    stage.type(" ")
    #expect(stage.lines[0].hasSuffix("● LIVE 12/s 0.2s"))
  }

  @Test("a filter works while paused, on the held moment")
  func filterWhilePaused() {
    var stage = Stage()
    stage.type(" ")
    stage.wait(.seconds(120))
    stage.press(.tab, .enter)
    #expect(stage.model.figures?.query.filter.regions == ["EMEA"])
    #expect(stage.model.figures?.asOf == Shop.now)
  }

  @Test("s goes through the orders, S turns one round")
  func sort() {
    var stage = Stage()
    stage.press(.tab, .tab, .character("s"))
    #expect(stage.text.contains("Products by change"))
    stage.type("s")
    #expect(stage.model.products.order.first == "Desk Lamp")
    stage.type("S")
    #expect(stage.model.products.order.first == "Wireless Buds")
    #expect(stage.text.contains("Products by name, reversed"))
  }

  @Test("a key that means nothing changes nothing")
  func unknown() {
    var stage = Stage()
    let frame = stage.canvas
    stage.type("Qg~é")
    stage.press(.insert, .function(9), .control("q"))
    #expect(stage.canvas == frame)
  }

  @Test("g g goes to the top, G to the end, and g x is just x")
  func chords() {
    var stage = Stage()
    stage.press(.tab, .tab, .character("G"))
    #expect(stage.model.products.cursor.selected == stage.model.products.order.last)
    stage.type("gg")
    #expect(stage.model.products.cursor.selected == stage.model.products.order.first)
    stage.type("gx")
    #expect(stage.effects.last == .export)
  }
}
