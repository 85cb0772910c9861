import SalesCore
import Testing
import TextUI

@testable import Dashboard

@Suite struct SearchTests {
  private func picker(_ stage: Stage) -> Picker? {
    if case .picker(let picker) = stage.model.overlay { picker } else { nil }
  }

  private func rows(_ stage: Stage) -> [PickerRow] {
    picker(stage).map { PickerRows(stage.model, $0).rows($0.matches.rows) } ?? []
  }

  @Test("regions and products come first, the newest sales that match last")
  func order() {
    var stage = Stage(120, 40)
    stage.type("/desk")
    let rows = rows(stage)
    #expect(rows.first?.choice == .product("Desk Lamp"))
    let kinds = rows.map(\.kind)
    let first = kinds.firstIndex(of: "sale") ?? 0
    #expect(first > 0 && kinds[first...].allSatisfy { $0 == "sale" })
    let matching = stage.model.feed.filter { $0.sale.product == "Desk Lamp" }
    #expect(rows[first...].map(\.choice) == matching.prefix(20).map { .sale($0.sale.id) })
    #expect(stage.text.contains(" Desk Lamp") && stage.text.contains("sale  "))
  }

  @Test("a search goes through more of the feed than the screen shows")
  func deeper() {
    var stage = Stage(80, 24)
    #expect(stage.model.feed.count < 50)
    stage.type("/")
    #expect(stage.model.feed.count == 512)
    stage.type("s499")
    #expect(rows(stage).map(\.choice) == [.sale("s499")])
  }

  @Test(
    "Enter on a sale selects it in the feed, where need be in another view",
    arguments: [(80, 24), (120, 40), (40, 12)])
  func select(columns: Int, rows: Int) {
    var stage = Stage(columns, rows)
    stage.type("/s77")
    stage.press(.enter)
    #expect(stage.model.overlay == nil)
    #expect(stage.model.focus == .feed && stage.model.feedCursor.selected == "s77")
    #expect(ScreenLayout(stage.model).panels[.feed] != nil)
    #expect(stage.model.filter.isEmpty)
    stage.wait(.seconds(2))
    #expect(stage.model.feedCursor.selected == "s77")
  }

  @Test("!x leaves out regions and products, and finds no sales")
  func excludes() {
    var stage = Stage()
    stage.type("/!espr")
    #expect(rows(stage).map(\.choice) == [.product("Espresso Pro")])
    stage.press(.enter)
    #expect(stage.model.filter.excludedProducts == ["Espresso Pro"])
  }

  @Test("a sale cannot be ticked")
  func ticks() {
    var stage = Stage()
    stage.type("/s77")
    stage.press(.tab)
    #expect(picker(stage)?.marks.isEmpty == true)
  }

  @Test(
    "the letters that match are marked",
    arguments: [("dl", [0, 5]), ("cafe", [0, 1, 2, 3]), ("LAMP", [5, 6, 7, 8])])
  func letters(typed: String, matched: [Int]) {
    var stage = Stage(shop: Shop(products: ["Desk Lamp", "Café"]))
    stage.type("p" + typed)
    #expect(rows(stage).first?.matched == matched)
  }

  @Test("in a sale the stretch that matches is marked")
  func stretch() throws {
    var stage = Stage()
    stage.type("/desk")
    let sale = try #require(rows(stage).last)
    #expect(sale.kind == "sale")
    let label = Array(sale.label)
    #expect(String(sale.matched.map { label[$0] }) == "Desk")
  }
}
