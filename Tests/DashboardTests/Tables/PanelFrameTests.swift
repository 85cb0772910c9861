import SalesAnalytics
import SalesCore
import Testing
import TextUI

@testable import Dashboard

/// Map, pivot, ranked lists and feed, each by itself, held against recorded ones.
@Suite struct PanelFrameTests {
  static let panels: [PanelKind] = [.map, .pivot, .regions, .products, .feed]
  static let world = Shop(regions: [
    "US East", "US West", "DACH", "UK", "Japan", "France", "India", "Canada", "Brazil", "Oceania", "Nordics",
    "Web shop",
  ])

  @Test("wide and narrow", arguments: panels, [(120, 40), (80, 24), (40, 20)])
  func sizes(panel: PanelKind, size: (columns: Int, rows: Int)) throws {
    let stage = Stage.alone(panel, size.columns, size.rows, shop: Self.world)
    try Recorded.expect(stage.canvas(of: panel), "panel-\(panel)-\(size.columns)x\(size.rows)")
  }

  @Test("in ASCII without colour", arguments: panels)
  func ascii(panel: PanelKind) throws {
    let stage = Stage.alone(panel, 80, 24, shop: Self.world, look: Look(symbols: .ascii, hasColour: false))
    let canvas = stage.canvas(of: panel)
    #expect(canvas.text().unicodeScalars.allSatisfy { $0.isASCII })
    try Recorded.expect(canvas, "panel-\(panel)-ascii")
  }

  @Test("without a sale", arguments: panels)
  func empty(panel: PanelKind) {
    let text = Stage.alone(panel, 80, 24, shop: Shop(isEmpty: true)).canvas(of: panel).text()
    #expect(text.split(separator: "\n").dropFirst().first?.hasPrefix("│ –") == true, "\(text)")
  }

  @Test("wide and hostile names", arguments: panels)
  func hostile(panel: PanelKind) throws {
    let canvas = Stage.alone(panel, 100, 24, shop: HostileNameTests.shop).canvas(of: panel)
    let text = canvas.text()
    #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0 == "\u{202E}" || $0.value == 0x7F })
    for line in text.split(separator: "\n") { #expect(DisplayWidth.of(String(line)) == 100) }
    try Recorded.expect(canvas, "panel-\(panel)-hostile")
  }

  @Test("every measure, wherever the cursor is", arguments: panels, Measure.allCases)
  func measures(panel: PanelKind, measure: Measure) {
    var stage = Stage.alone(panel, 80, 24, shop: Self.world) { $0.start.measure = measure }
    for key in [Key.down, .right, .end, .pageUp, .home, .character("s"), .character("S")] {
      stage.press(key)
      #expect(stage.canvas(of: panel).text().contains { $0.isNumber })
    }
  }
}
