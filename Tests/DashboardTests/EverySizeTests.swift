import Foundation
import SalesCore
import Testing
import TextUI

@testable import Dashboard

@Suite struct EverySizeTests {
  private static let shop = Shop(regions: ["EMEA", "北米"], products: ["Espresso Pro", "咖啡机 ☕", "Desk Lamp"])

  @Test("no size traps, and from one cell up something is told", arguments: 0...30)
  func sizes(rows: Int) async {
    var stage = Stage(80, 24, shop: Self.shop)
    // All small ones, and each width and height of the others.
    for columns in 0...90
    where SizeSweep.isWhole || columns < 12 || rows < 4 || (columns + 2 * rows) % 5 == 0 {
      // Others want the few threads, too.
      await Task.yield()
      stage.send(.resize(Size(columns: columns, rows: rows)))
      let canvas = stage.canvas
      #expect(canvas.size == Size(columns: columns, rows: rows))
      let text = canvas.text()
      if columns > 0, rows > 0 { #expect(text.contains { $0 != " " && $0 != "\n" }, "\(columns)×\(rows)") }
      #expect(text.range(of: "too small", options: .caseInsensitive) == nil)
    }
  }

  @Test(
    "a storm of sizes from 1×1 to 250×80, through all views, never breaks a frame and leaves none behind",
    arguments: 0..<8)
  func storm(part: Int) async {
    var stage = Stage(80, 24, shop: .small)
    // Lists that once had the focus keep a selected row.
    for panel in [PanelKind.regions, .products, .feed] { stage.model.setFocus(panel) }
    stage.model.setFocus(.revenue)
    let before = stage.canvas.text()
    // Another test covers the reads that a new width asks for.
    stage.answers = false
    for columns in stride(from: 1 + part, through: 250, by: 8) {
      await Task.yield()
      for rows in 1...80 {
        stage.model.showView(at: (columns + rows) % stage.model.setup.views.count)
        stage.send(.resize(Size(columns: columns, rows: rows)))
        // Each size is gone through, and one of 31 drawn; of the small ones all are, above.
        guard (columns + 5 * rows) % (SizeSweep.isWhole ? 13 : 31) == 0 else { continue }
        let canvas = stage.canvas
        #expect(canvas.size == Size(columns: columns, rows: rows))
        let broken = ScreenLayout(stage.model).broken(on: canvas)
        #expect(broken.isEmpty, "view \(stage.model.viewIndex + 1), \(columns)×\(rows): \(broken)")
      }
    }
    stage.answers = true
    stage.model.showView(at: 0)
    stage.model.setFocus(.revenue)
    stage.send(.resize(Size(columns: 80, rows: 24)))
    #expect(stage.text == before)
  }

  @Test("overlays, focus and maximising survive every size", arguments: ["?", "t", "p", "/x", "z"])
  func overlays(keys: String) async {
    var stage = Stage(80, 24, shop: Self.shop)
    stage.press(.tab, .tab)
    stage.type(keys)
    for rows in stride(from: 0, through: 30, by: 3) {
      await Task.yield()
      for columns in stride(from: 0, through: 90, by: 7) {
        stage.send(.resize(Size(columns: columns, rows: rows)))
        stage.press(.down, .pageDown, .up)
        #expect(stage.canvas.size == Size(columns: columns, rows: rows))
      }
    }
  }

  @Test("no label of a 24-row frame is cut", arguments: [60, 70, 80, 100, 120])
  func labels(columns: Int) {
    let stage = Stage(columns, 24)
    #expect(!stage.text.contains("…"))
  }

  @Test("the frame of 80×24 stands where it was designed")
  func design() {
    let lines = Stage(80, 24).lines
    #expect(lines.count == 24)
    #expect(
      lines[0] == " SALESTOP  1Overview 2Trend 3Regions 4Products 5Feed 6Pipeline  ● LIVE 12/s 0.2s")
    #expect(lines[1].hasPrefix(" t Last 1h · r all · p all · vs prev hour"))
    #expect(lines[2].hasPrefix(" REVENUE "))
    #expect(lines[3].hasPrefix("╭─ Revenue/min ─") && lines[3].hasSuffix("─ 1m buckets ─╮"))
    #expect(lines[15].hasPrefix("╰──"))
    #expect(lines[16].hasPrefix("╭─ Regions ─────────────────── r ─╮╭─ Top products by revenue ───────────── p ─╮"))
    #expect(lines[20].contains(" Other ("))
    #expect(lines[21].hasPrefix("╰─────────────────────────────────╯╰──"))
    #expect(lines[23] == " ?Help /Find trpPick SpacePause ←→Inspect +-Zoom []Shift cCompare xExport qQuit")
    for line in lines[3...21] { #expect(DisplayWidth.of(line) == 80) }
  }
}
