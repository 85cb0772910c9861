import Foundation
import SalesCore
import SalesPipeline
import TestSupport
import Testing

@testable import SalesSources

/// A currency that only later records of a live input name.
@Suite struct LiveCurrencyTests {
  static let first = (0..<50).map { order($0) }

  static func order(_ number: Int, _ more: String = "") -> String {
    #"{"id":"\#(number)","time":"2026-01-15T10:00:00Z","amount":2,"product":"Lamp","region":"UK"\#(more)}"# + "\n"
  }

  private func fixture() throws -> ImportFixture {
    var fixture = try ImportFixture(currency: "USD")
    fixture.name = "sales.ndjson"
    return fixture
  }

  /// Chunk by chunk, all in one, and byte by byte.
  private static func cuts(_ records: [String]) -> [[String]] {
    [first + records, [(first + records).joined()], first + records.joined().map(String.init)]
  }

  @Test(
    "a record that names another currency is rejected and added up; one that names the store's, or none, is a sale",
    arguments: [
      (#","currency":"EUR""#, "EUR"), (#","Currency":"eur""#, "EUR"), (#","currency_code":"JPY""#, "JPY"),
      (#","price":{"currency":"EUR"}"#, "EUR"), (#","currency":{"code":"EUR"}"#, "EUR"),
      (#","note":"x","currency":"\u0045UR""#, "EUR"), (#","Währung":" EUR ""#, "EUR"),
      (#","currency":"USD""#, nil), (#","currency":"usd""#, nil), (#","currency":null"#, nil),
      (#","currency":"""#, nil), (#","currency":{"code":null}"#, nil),
    ] as [(String, String?)])
  func late(field: String, code: String?) async throws {
    let records = [Self.order(50), Self.order(51, field), Self.order(52), Self.order(53, field)]
    for chunks in Self.cuts(records) {
      let fixture = try fixture()
      let result = try await fixture.runLive(chunks)
      #expect(result.report.sales == (code == nil ? 54 : 52))
      #expect(result.rejected.map(\.line) == (code == nil ? [] : [52, 54]))
      #expect(result.rejected.allSatisfy { $0.problem.reason == .currency })
      if let code {
        let message = "currency \(code) is not USD, which the store counts"
        #expect(result.rejected.allSatisfy { $0.problem.message == message })
        #expect(result.report.foreign[code]?.count == 2)
        #expect(result.report.foreign[code]?.minorUnits == (code == "JPY" ? 4 : 400))
      }
      // The same file, read twice, gives the same sales.
      let twice = try self.fixture()
      let whole = try await twice.run((Self.first + records).joined())
      #expect(fixture.log.lines == twice.log.lines)
      #expect(whole.rejected.map(\.problem.message) == result.rejected.map(\.problem.message))
    }
  }

  @Test(
    "what is no currency, or two that contradict each other, is rejected",
    arguments: [
      (#","currency":"XQZ""#, #"currency "XQZ" is not a code such as USD"#),
      (#","currency":"USD","price":{"currency":"EUR"}"#, #"currency "USD, EUR" is not a code such as USD"#),
      (#","currency":7"#, #"currency "7" is not a code such as USD"#),
    ])
  func unclear(field: String, message: String) async throws {
    let records = [Self.order(50, field), Self.order(51, #","currency":"USD""#)]
    let result = try await fixture().runLive(Self.first + records)
    #expect(result.report.sales == 51)
    #expect(result.rejected.map(\.problem) == [SaleProblem(.currency, message)])
  }

  @Test("any number of other new fields before it hides none")
  func manyFields() async throws {
    let keys = (0..<40).map { record in
      Self.order(50 + record, (0..<50).map { #","k\#(record)-\#($0)":1"# }.joined())
    }
    let report = try await fixture().runLive(Self.first + keys + [Self.order(99, #","currency":"EUR""#)]).report
    #expect(report.sales == 90)
    #expect(report.foreign["EUR"]?.count == 1)
  }

  @Test("it counts in envelopes, in a list, and for the items of a record")
  func shapes() async throws {
    func run(_ records: [String], each: String? = nil, _ map: [String] = []) async throws -> ImportReport {
      var fixture = try fixture()
      fixture.settings.read.each = each
      fixture.settings.changes = try RecipeChanges(map: map)
      return try await fixture.runLive(records).report
    }
    let late = [Self.order(50), Self.order(51, #","currency":"EUR""#)]
    let envelopes = (Self.first + late).map { #"{"before":null,"after":\#($0),"op":"c"}"# + "\n" }
    #expect(try await run(envelopes).foreign["EUR"]?.count == 1)
    let list = (Self.first + late).enumerated().map { ($0.offset == 0 ? "[" : ",") + $0.element } + ["]"]
    #expect(try await run(list).foreign["EUR"]?.count == 1)
    func unfolded(_ number: Int, _ order: String, _ item: String) -> String {
      #"{"no":\#(number),"time":"2026-01-15T10:00:00Z","region":"UK"\#(order),"#
        + #""lines":[{"sku":"a","price":1},{"sku":"b","price":2\#(item)}]}"# + "\n"
    }
    let orders = (0..<50).map { unfolded($0, "", "") }
    let map = ["amount=lines.price,product=lines.sku"]
    let ofOrder = try await run(orders + [unfolded(50, #","currency":"EUR""#, "")], each: "lines", map)
    #expect([ofOrder.sales, ofOrder.foreign["EUR"]?.count] == [100, 2])
    let ofItem = try await run(orders + [unfolded(50, "", #","currency":"EUR""#)], each: "lines", map)
    #expect([ofItem.sales, ofItem.foreign["EUR"]?.count] == [101, 1])
  }

  @Test("rows that a condition leaves out stay left out, and a word of the person or the recipe decides")
  func decided() async throws {
    let records =
      Self.first + [Self.order(50, #","currency":"EUR","status":"void""#), Self.order(51, #","currency":"EUR""#)]
    var fixture = try fixture()
    fixture.settings.read.currency = Currency(code: "USD")
    #expect(try await fixture.runLive(records).report.sales == 52)
    fixture = try self.fixture()
    fixture.settings.changes = try RecipeChanges(map: ["currency="])
    #expect(try await fixture.runLive(records).report.sales == 52)
    fixture = try self.fixture()
    var recipe = Recipe(name: "shop")
    for field in SaleField.allCases where field != .currency {
      recipe.fields[field] = try Formula(field == .amount ? "amount" : field.rawValue)
    }
    recipe.condition = try Formula("coalesce(status, 'paid') <> 'void'")
    fixture.settings.recipe = recipe
    let report = try await fixture.runLive(records).report
    #expect([report.sales, report.leftOut, report.foreign["EUR"]?.count] == [50, 1, 1])
  }

  @Test("one behind a list that is too long to be read as a whole ends the reading, and the rows before stay")
  func behindList() async throws {
    var fixture = try fixture()
    fixture.settings.read.each = "orders"
    fixture.settings.changes = try RecipeChanges(
      map: ["id=orders.id,time=orders.time,amount=orders.amount,product=orders.product,region=orders.region"])
    let chunks = (0..<20).map { chunk in (0..<1000).map { "," + Self.order(chunk * 1000 + $0) }.joined() }
    let report = try await fixture.runLive(
      ["{\"orders\":[" + chunks[0].dropFirst()] + chunks[1...] + ["],\"currency\":\"EUR\"}\n"]
    ).report
    #expect(report.ending?.contains("currency, behind the list") == true)
    #expect(report.ending?.contains("--currency") == true)
    #expect(report.appended > 19_000)
  }
}
