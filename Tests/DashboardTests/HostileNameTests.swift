import SalesCore
import Testing
import TextUI

@testable import Dashboard

@Suite struct HostileNameTests {
  static let shop = Shop(
    regions: ["EMEA\u{1B}[31m", "北米", "APAC", "\u{202E}LATAM"],
    products: [
      "咖啡机 ☕", "Desk\u{1B}]0;owned\u{07}Lamp", "e\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}clair", "Line\nBreak\tTab",
      "👩‍👩‍👧‍👦 family set",
    ]
      + (6...40).map { "Product \($0)" })

  @Test("wide and hostile names keep every column in its place", arguments: [(80, 24), (120, 40), (200, 60)])
  func columns(columns: Int, rows: Int) throws {
    let stage = Stage(columns, rows, shop: Self.shop)
    #expect(
      !stage.text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0 == "\u{202E}" || $0.value == 0x7F })
    for (y, line) in stage.lines.enumerated() where line.hasSuffix("│") {
      #expect(DisplayWidth.of(line) == columns, "row \(y)")
    }
    try Recorded.expect(stage.canvas, "hostile-\(columns)x\(rows)")
  }

  @Test("the feed line cuts names, never the amount", arguments: [60, 80, 100])
  func longNames(columns: Int) {
    let name = "Espresso machine with a very long name that goes on and on, in brushed steel and walnut, second edition"
    for shop in [Shop(products: [name]), Shop(regions: [name], products: [name]), Shop(regions: [name])] {
      let line = Stage(columns, 24, shop: shop).lines[22]
      #expect(line.hasPrefix(" 14:32:07 ") && line.contains("…") && line.hasSuffix(" 12.95"), "\(line)")
      #expect(DisplayWidth.of(line) < columns)
    }
  }

  @Test("a hostile name can be picked and filtered by")
  func filter() {
    var stage = Stage(shop: Self.shop)
    stage.press(.tab, .enter)
    #expect(stage.model.filter.regions == ["EMEA\u{1B}[31m"])
    #expect(!stage.text.contains("\u{1B}"))
    #expect(stage.lines[1].contains("r EMEA�[31m"))
  }
}
