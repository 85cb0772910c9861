import Foundation
import SalesAnalytics
import SalesCore
import Testing
import TextUI

@testable import Dashboard

@Suite struct FeedTests {
  private func sale(_ id: String, at time: Timestamp) -> StoredSale {
    let sale = Sale(id: id, time: time, amount: Money(minorUnits: 12_999), product: "Desk Lamp", region: "EMEA")
    return StoredSale(sale: sale, position: Position(partition: 3, offset: 77))
  }

  @Test(
    "a time has its date where it is not of today, in the store's zone",
    arguments: [
      (Shop.now, "15:32", "15:32:07", "15:32:07.000"),
      (Shop.now - .hours(15), "00:32", "00:32:07", "00:32:07.000"),
      (Shop.now - .hours(16), "11-20", "11-20 23:32", "2026-11-20 23:32:07.000"),
      (Shop.now - .days(365), "2025-11-21", "2025-11-21 15:32", "2025-11-21 15:32:07.000"),
      (Shop.now + .hours(9), "11-22", "11-22 00:32", "2026-11-22 00:32:07.000"),
    ])
  func times(time: Timestamp, minute: String, second: String, exact: String) throws {
    let berlin = try #require(TimeZone(identifier: "Europe/Berlin"))
    let stage = Stage { $0.calendar = ReportingCalendar(timeZone: berlin) }
    let texts = FeedText(stage.model)
    let sale = sale("a", at: time).sale
    #expect(texts.time(sale, .minute) == minute)
    #expect(texts.time(sale, .second) == second)
    #expect(texts.time(sale, .millisecond) == exact)
    #expect(texts.exactTime(sale).hasSuffix("000 +01:00  Europe/Berlin"))
  }

  @Test("seconds come before whole names, names before all else", arguments: [36, 40, 42, 60, 80, 120])
  func names(columns: Int) {
    let shop = Shop(regions: ["S Africa", "US East"], products: ["Mechanical Keys", "Desk Lamp"])
    let text = Stage.alone(.feed, columns, 24, shop: shop).canvas(of: .feed).text()
    #expect(columns < 45 || !text.contains("…"))
    #expect(text.contains("14:32:07") == (columns >= 42))
  }

  @Test("of a period within one day of the past the clock is told, of several days the date")
  func pastDay() {
    var stage = Stage.alone(.feed, 120, 24)
    let old = sale("a", at: Shop.now - .days(7)).sale
    stage.model.choose(.absolute(old.time - .hours(2)..<old.time + .hours(1)))
    stage.send(.tick)
    #expect(FeedText(stage.model).time(old) == "14:32:07")
    stage.model.choose(.absolute(old.time - .days(2)..<old.time + .hours(1)))
    stage.send(.tick)
    #expect(FeedText(stage.model).time(old) == "11-14 14:32")
  }

  @Test("another period or filter begins at the newest sale, unless the selected one is still there")
  func otherSales() throws {
    var stage = Stage.alone(.feed, 120, 24)
    stage.press(.home, .pageDown, .pageDown, .pageDown)
    #expect(stage.model.feedCursor.offset > 0)
    let selected = try #require(stage.model.feed.first { $0.sale.id == stage.model.feedCursor.selected }?.sale)
    var filter = SaleFilter()
    filter.products = [selected.product]
    stage.model.change(filter: filter)
    stage.send(.tick)
    #expect(stage.model.feedCursor.selected == selected.id && stage.text.contains(selected.id))
    filter.products = ["Running Shoes"]
    stage.model.change(filter: filter)
    stage.send(.tick)
    #expect(stage.model.feedCursor.offset == 0 && stage.model.feedCursor.selected == stage.model.feed.first?.sale.id)
  }

  @Test("another view keeps the place in the feed only while the feed keeps the focus")
  func otherView() {
    var stage = Stage(120, 40)
    while stage.model.focus != .feed { stage.press(.tab) }
    stage.press(.pageDown, .pageDown)
    let selected = stage.model.feedCursor.selected
    stage.type("5")
    #expect(stage.model.focus == .feed && stage.model.feedCursor.selected == selected)
    stage.type("2")
    #expect(stage.model.focus != .feed && stage.model.feedCursor.selected == nil)
  }

  @Test("beside Enter, which filters, the hints say what shows a sale's details")
  func details() {
    var stage = Stage.alone(.feed, 80, 24)
    stage.press(.home)
    #expect(stage.lines.last?.contains("dDetails") == true)
  }

  @Test("scrolling down loads more, in steps, until there are no more")
  func more() {
    var stage = Stage.alone(.feed, 120, 40)
    let first = stage.model.feed.count
    stage.press(.home)
    for _ in 0..<200 where stage.model.feed.count < 2000 { stage.press(.pageDown) }
    #expect(first < 100 && stage.model.feed.count == 2000)
    #expect(stage.reads.count < 20)
    stage.press(.end)
    #expect(stage.model.feedCursor.selected == "s1999")
    let reads = stage.reads.count
    stage.press(.up, .down, .up)
    #expect(stage.reads.count == reads)
  }

  @Test("new sales on top move neither the selection nor, once scrolled, the rows on the screen")
  func still() throws {
    var stage = Stage.alone(.feed, 120, 24)
    stage.press(.home)
    for _ in 0..<30 { stage.press(.down) }
    let selected = try #require(stage.model.feedCursor.selected)
    let before = stage.place(of: selected)
    stage.shop.newSales = 7
    stage.see(Shop.state { $0.checkpoints[0].next += 7 })
    #expect(stage.model.feed.first?.sale.id == "s-7")
    #expect(stage.model.feedCursor.selected == selected)
    #expect(stage.place(of: selected) == before && before != nil)
    #expect(stage.text.contains("newer above"))
    stage.press(.home)
    #expect(stage.text.contains("newest first") && stage.model.feedCursor.selected == "s-7")
  }

  @Test("more new sales than were read at once take the selection to no other sale", arguments: [1, 20])
  func burst(downs: Int) throws {
    var stage = Stage.alone(.feed, 120, 24)
    stage.press(.home)
    for _ in 0..<downs { stage.press(.down) }
    let selected = try #require(stage.model.feedCursor.selected)
    let before = stage.place(of: selected)
    stage.shop.newSales = 700
    stage.answers = false
    stage.send(.changed)
    stage.wait(.seconds(1))
    stage.answer(try #require(stage.reads.last))
    // Read again, deeper, before the feed shows anything new.
    #expect(stage.model.feed.first?.sale.id == "s0" && stage.model.feedCursor.selected == selected)
    stage.answers = true
    stage.answer(try #require(stage.reads.last))
    #expect(stage.model.feed.first?.sale.id == "s-700" && stage.model.feedCursor.selected == selected)
    #expect(stage.place(of: selected) != nil && (downs == 1 || stage.place(of: selected) == before))
    let reads = stage.reads.count
    stage.wait(.milliseconds(100))
    #expect(stage.reads.count == reads)
  }

  @Test("a sale that is open stays the one the arrows start from, however many came after it")
  func burstWhileOpen() {
    var stage = Stage.alone(.feed, 80, 24)
    stage.press(.home, .down, .down)
    stage.type("d")
    stage.shop.newSales = 500
    stage.see(Shop.state { $0.checkpoints[0].next += 500 })
    stage.press(.down)
    #expect(stage.model.overlay == .sale(stage.model.feed[503]) && stage.model.feedCursor.selected == "s3")
  }

  @Test("a sale too far back to be found gives the selection to the newest; while it is open, arrows lead nowhere")
  func lost() {
    var stage = Stage.alone(.feed, 80, 24)
    stage.press(.home, .down, .down)
    stage.type("d")
    let open = stage.model.overlay
    stage.shop.newSales = 50_000
    stage.see(Shop.state { $0.checkpoints[0].next += 50_000 })
    #expect(stage.model.feedCursor.selected == "s-50000" && stage.model.feedCursor.offset == 0)
    stage.press(.down)
    #expect(stage.model.overlay == open && open != nil && stage.model.feedCursor.selected == "s-50000")
  }

  @Test("a held picture can be scrolled, too, and shows nothing that came later")
  func paused() {
    var stage = Stage.alone(.feed, 120, 40)
    stage.type(" ")
    stage.shop.newSales = 5
    for _ in 0..<10 { stage.press(.pageDown) }
    #expect(stage.model.feed.count > 200)
    #expect(stage.model.feed.first?.sale.id == "s0")
    #expect(Set(stage.model.feed.map(\.sale.id)).count == stage.model.feed.count)
  }

  @Test("Enter shows only the sale's product")
  func apply() {
    var stage = Stage.alone(.feed, 120, 24)
    stage.press(.home, .down, .enter)
    #expect(stage.model.filter.products == [Shop().products[3]])
  }

  @Test("a sale opens with all there is to know of it, arrows go to the next, Esc closes")
  func popup() throws {
    var stage = Stage.alone(.feed, 80, 24)
    stage.model.showSale("s5")
    #expect(stage.text.contains("Refund") && stage.text.contains("-48.50 USD"))
    #expect(stage.text.contains("partition 0, offset 995"))
    #expect(stage.text.contains("2026-11-21 14:32:04.095 +00:00  GMT"))
    stage.press(.down)
    #expect(stage.text.contains("offset 994") && stage.model.feedCursor.selected == "s6")
    stage.press(.escape)
    #expect(stage.model.overlay == nil && stage.model.filter.isEmpty)
    stage.model.showSale("nobody")
    #expect(stage.model.overlay == nil)
  }

  @Test("the popup shows what matters most at every size", arguments: [(20, 6), (40, 8), (200, 60), (1, 1)])
  func sizes(columns: Int, rows: Int) {
    var stage = Stage.alone(.feed, 80, 24)
    stage.model.showSale("s0")
    stage.send(.resize(Size(columns: columns, rows: rows)))
    #expect(columns < 20 || stage.text.contains("12.95"))
    #expect(columns < 40 || stage.text.contains("Espresso Pro"))
  }

  @Test("what is known of the feed is not read again for more of it")
  func pages() async throws {
    let data = PagedData()
    let loader = DashboardReader(data)
    func load(_ limit: Int) async throws -> [String] {
      let request = ReadRequest(
        id: 1, query: FigureQuery(), now: Shop.now, feedLimit: limit, rejectionLimit: 0, refresh: true)
      return try await loader.load(request).feed.map(\.sale.id)
    }
    #expect(try await load(16).count == 16)
    #expect(try await load(64) == (0..<64).map { "s\($0)" })
    #expect(try await load(32).count == 32)
    #expect(await data.asked.map(\.limit) == [16, 48])
    #expect(await data.asked.map(\.after?.id) == [nil, "s15"])
    // The end was seen: nothing more is asked.
    #expect(try await load(4096).count == 2000)
    #expect(try await load(8192).count == 2000)
    #expect(await data.asked.count == 3)
  }
}

/// A shop's sales, page by page.
private actor PagedData: DashboardData {
  private let shop = Shop()
  private(set) var asked: [SalesQuery] = []

  func figures(for query: FigureQuery, now: Timestamp, refresh: Bool) async throws -> Figures {
    shop.figures(query, now: now)
  }

  func sales(_ query: SalesQuery) async throws -> [StoredSale] {
    asked.append(query)
    let all = shop.sales(SalesQuery(range: query.range, limit: 2000))
    return Array(all.filter { sale in query.after.map { SaleKey(of: sale.sale) < $0 } ?? true }.prefix(query.limit))
  }

  nonisolated func changes() -> AsyncStream<Void> { AsyncStream { _ in } }
}
