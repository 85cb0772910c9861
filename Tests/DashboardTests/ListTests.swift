import SalesAnalytics
import SalesCore
import Testing
import TextUI

@testable import Dashboard

@Suite struct ListTests {
  @Test("what is neither new nor sorted otherwise is not sorted again")
  func sortsOnce() {
    var stage = Stage()
    let before = stage.model.products.order
    func isSame() -> Bool {
      before.withUnsafeBufferPointer { old in
        stage.model.products.order.withUnsafeBufferPointer { $0.baseAddress == old.baseAddress }
      }
    }
    stage.press(.tab, .backTab)
    stage.send(.tick)
    #expect(isSame())
    stage.model.view.sortProducts = stage.model.view.sortProducts.reversed
    stage.send(.tick)
    #expect(!isSame() && stage.model.products.order == before.reversed())
  }

  private func row(_ name: String, _ revenue: Int64, before: Int64 = 100) -> RankedRow {
    RankedRow(name: name, totals: Totals(sales: 1, revenue: revenue), previous: Totals(sales: 1, revenue: before))
  }

  private func settle(_ list: inout RankedList, _ rows: [RankedRow], at seconds: Double) {
    list.settle(rows, by: .byRevenue, visible: 3, at: .seconds(seconds))
  }

  @Test("rows move at most once a second")
  func onceASecond() {
    var list = RankedList()
    settle(&list, [row("a", 3), row("b", 2)], at: 10)
    settle(&list, [row("a", 3), row("b", 4)], at: 10.5)
    #expect(list.order == ["a", "b"])
    #expect(list.nextSort == .seconds(11))
    settle(&list, [row("a", 3), row("b", 4)], at: 11)
    #expect(list.order == ["b", "a"])
    #expect(list.nextSort == nil)
  }

  @Test("rows keep still for two seconds after the cursor moved, and new ones go to the end")
  func notWhileMoving() {
    var list = RankedList()
    settle(&list, [row("a", 3), row("b", 2)], at: 10)
    list.cursor.move(.by(1), in: list.order, at: .seconds(11))
    settle(&list, [row("b", 4), row("a", 3), row("c", 9)], at: 12.5)
    #expect(list.order == ["a", "b", "c"])
    settle(&list, [row("b", 4), row("a", 3), row("c", 9)], at: 13)
    #expect(list.order == ["c", "b", "a"])
  }

  @Test("the selection follows the item, not the row")
  func follows() {
    var list = RankedList()
    settle(&list, [row("a", 3), row("b", 2), row("c", 1)], at: 10)
    list.cursor.select("c", in: list.order, at: .seconds(10))
    settle(&list, [row("a", 3), row("b", 2), row("c", 9)], at: 20)
    #expect(list.order.first == "c")
    #expect(list.cursor.selected == "c")
  }

  @Test("a selection whose item goes away stays near")
  func goesAway() {
    var list = RankedList()
    settle(&list, [row("a", 3), row("b", 2), row("c", 1)], at: 10)
    list.cursor.select("b", in: list.order, at: .seconds(10))
    settle(&list, [row("a", 3), row("c", 1)], at: 20)
    #expect(list.cursor.selected == "c")
    settle(&list, [], at: 21)
    settle(&list, [row("c", 1)], at: 22)
    #expect(list.cursor.selected == "c")
  }

  @Test("the selection is always in sight")
  func inSight() {
    var cursor = ListCursor()
    let items = (0..<10).map(String.init)
    cursor.move(.last, in: items, at: .zero)
    cursor.settle(in: items, visible: 3)
    #expect(cursor.offset == 7)
    cursor.move(.by(-5), in: items, at: .zero)
    cursor.settle(in: items, visible: 3)
    #expect(cursor.offset == 4)
    cursor.settle(in: Array(items.prefix(5)), visible: 3)
    #expect(cursor.offset == 2)
  }

  @Test("a list without the focus shows from its top, and its selection again once it has it")
  func fromTop() {
    var cursor = ListCursor()
    let items = (0..<10).map(String.init)
    cursor.move(.last, in: items, at: .zero)
    cursor.settle(in: items, visible: 3)
    cursor.settle(in: items, visible: 3, isFocused: false)
    #expect(cursor.offset == 0 && cursor.selected == "9")
    cursor.settle(in: items, visible: 3)
    #expect(cursor.offset == 7)
  }

  @Test("other items are shown from their top, with the selection only if it is among them")
  func begin() {
    var cursor = ListCursor()
    let items = (0..<10).map(String.init)
    cursor.move(.last, in: items, at: .zero)
    cursor.settle(in: items, visible: 3)
    cursor.begin(in: ["7", "8", "9"])
    #expect(cursor.offset == 0 && cursor.selected == "9" && cursor.index == 2)
    cursor.begin(in: ["a", "b"])
    #expect(cursor.selected == nil && cursor.index == 0)
  }

  @Test("orders by value, change and name; ties go by name")
  func orders() {
    let rows = [row("b", 5, before: 1), row("a", 5, before: 10), row("c", 9, before: 0), row("d", 1, before: -5)]
    func order(_ key: SortOrder.Key, reversed: Bool = false) -> [String] {
      Ordering(order: SortOrder(key, isReversed: reversed), measure: .revenue, currency: .usDollar).names(rows)
    }
    #expect(order(.value) == ["c", "a", "b", "d"])
    #expect(order(.change) == ["c", "b", "a", "d"])
    #expect(order(.name, reversed: true) == ["d", "c", "b", "a"])
  }
}
