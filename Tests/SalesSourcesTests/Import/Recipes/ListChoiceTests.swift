import SalesCore
import SalesPipeline
import Testing

@testable import SalesSources

/// A list of JSON that is to be unfolded and is not there.
@Suite struct ListChoiceTests {
  static let order =
    #"{"number":1,"time":"2026-01-15T10:00:00Z","region":"UK","items":[{"name":"Lamp","price":2}],"#
    + #""notes":["x"],"box":{"parts":[{"a":1}]}}"# + "\n"

  private func fixture(_ each: String, _ map: [String] = [], recipe: Recipe? = nil) throws -> ImportFixture {
    var fixture = try ImportFixture(currency: "USD")
    fixture.name = "orders.ndjson"
    fixture.settings.read.each = each
    fixture.settings.recipe = recipe
    fixture.settings.changes = try RecipeChanges(map: map)
    return fixture
  }

  private func problem(_ work: () async throws -> Void) async throws -> ImportProblem? {
    do { try await work() } catch let problem as ImportProblem { return problem }
    return nil
  }

  @Test(
    "the lists that there are are named, and it is a mistake of usage",
    arguments: [
      (order + order, "lines", "items, box.parts"), (order, "item", "items, box.parts"),
      (order, "items.parts", "items, box.parts"),
      (order, "number", "items, box.parts"),
      (order.replacing(#""items":[{"name":"Lamp","price":2}]"#, with: #""lines":null"#), "lines", "box.parts"),
      (#"{"id":"a","time":"2026-01-15T10:00:00Z","amount":2,"product":"Lamp","region":"UK"}"#, "items", nil),
      ("[" + order + "]", "lines", "items, box.parts"),
      (#"{"orders":["# + order + "]}", "lines", "orders, orders.items, orders.box.parts"),
      (
        order.replacing(#""price":2"#, with: #""price":2,"tax":[{"x":1}]"#) + order, "tax",
        "items, items.tax, box.parts"
      ),
      (#"{"time":"2026-01-15","items":[{"price":1}]}"#, "lines", "items"),
      (#"{"time":"2026-01-15","currency":"EUR","items":[{"price":1}]}"#, "lines", "items"),
    ] as [(String, String, String?)])
  func missing(text: String, each: String, lists: String?) async throws {
    let words = lists.map { "there are \($0)" } ?? "the records hold none"
    let message = "--each: there is no list \"\(each)\"; \(words)"
    let whole = try await problem { _ = try await fixture(each).run(text) }
    #expect(whole?.message == message)
    #expect(whole?.isUsage == true)
    let piped = try await problem { _ = try await fixture(each).runLive([text]) }
    #expect(piped?.isUsage == true)
    #expect(piped?.message.hasPrefix("--each: there is no list \"\(each)\"; ") == true)
    let guessed = try await problem {
      _ = try await RecipeDraft.of(try fixture(each).input(Array(text.utf8)), each: each)
    }
    #expect(guessed?.message == message)
  }

  @Test("one that is there, empty at first or only in later records, is read")
  func there() async throws {
    let map = ["amount=items.price,product=items.name,id=number+#"]
    let empty = Self.order.replacing(#"{"name":"Lamp","price":2}"#, with: "")
    #expect(try await fixture("items", map).run(empty + Self.order).report.sales == 1)
    let none = Self.order.replacing(#""items":[{"name":"Lamp","price":2}],"#, with: "")
    #expect(try await fixture("items", map).run(none + Self.order).report.sales == 1)
  }

  @Test("a recipe that was named reads a list that only records behind the first ones have")
  func late() async throws {
    var recipe = Recipe(name: "bookings")
    recipe.fields = [
      .time: try Formula("time"), .amount: try Formula("items.price"), .product: try Formula("items.name"),
      .region: try Formula("region"),
    ]
    recipe.read.each = "items"
    let none = Self.order.replacing(#""items":[{"name":"Lamp","price":2}],"#, with: "")
    let late = String(repeating: none, count: 1100) + Self.order
    var fixture = try ImportFixture(currency: "USD")
    fixture.name = "orders.ndjson"
    fixture.settings.recipe = recipe
    let report = try await fixture.run(late).report
    #expect([report.sales, report.rejected] == [1, 1100])
    let lacking = fixture
    #expect(
      try await problem { _ = try await lacking.run(String(repeating: none, count: 1100)) }?.message
        == "recipe bookings: there is no list \"items\"; there are box.parts")
    // Without a recipe the first ones tell the columns.
    let columns = try await problem { _ = try await self.fixture("items").run(late) }?.message
    #expect(columns?.contains("no column looks like the amount") == true)
    #expect(
      try await problem { _ = try await lacking.run(none) }?.message
        == "recipe bookings: there is no list \"items\"; there are box.parts")
  }
}
