import Foundation
import SalesCore
import SalesPipeline
import Testing

@testable import SalesSources

/// A header with other columns in the middle of a live CSV.
@Suite struct NewHeaderTests {
  static let header = "id,time,amount,product,region\n"
  static let rows = ["a,2026-01-15T10:00:00Z,1.50,Lamp,UK\n", "b,2026-01-15T11:00:00Z,2.50,Desk,UK\n"]

  private func run(_ text: [String]) async throws -> (fixture: ImportFixture, result: ImportFixture.Result) {
    let fixture = try ImportFixture(currency: "USD")
    return (fixture, try await fixture.runLive(text))
  }

  /// By lines, all in one, and byte by byte.
  private static func cuts(_ lines: [String]) -> [[String]] {
    [lines, [lines.joined()], [lines[0] + lines[1]] + lines[2...].joined().map(String.init)]
  }

  @Test(
    "with all columns of the recipe the rows behind it are read in their new order",
    arguments: [
      ("region,product,amount,time,id\n", "UK,Mug,3.50,2026-01-15T12:00:00Z,c\n"),
      ("id,time,amount,tax,product,region\n", "c,2026-01-15T12:00:00Z,3.50,0.70,Mug,UK\n"),
      ("ID,Time,Amount,Product,Region,Note\r\n", "c,2026-01-15T12:00:00Z,3.50,Mug,UK,x\r\n"),
      (
        "\"product\",\"region\",\"id\",\"time\",\"amount\"\n",
        "\"Mug\",\"UK\",\"c\",\"2026-01-15T12:00:00Z\",\"3.50\"\n"
      ),
      ("amount,id,time,product,region,a,b,c,d,e,f,g,h\n", "3.50,c,2026-01-15T12:00:00Z,Mug,UK,1,2,3,4,5,6,7,8\n"),
    ])
  func taken(header: String, row: String) async throws {
    for chunks in Self.cuts([Self.header] + Self.rows + [header, row, "d,x\n"]) {
      let (fixture, result) = try await run(chunks)
      #expect(result.report.ending == nil)
      let sales = try fixture.sales()
      #expect(sales.map(\.id) == ["a", "b", "c"])
      #expect(sales.map(\.amount.minorUnits) == [150, 250, 350])
      #expect(sales.last?.product == "Mug")
      // The broken row behind it is told with its line and the columns that it should have.
      #expect(result.rejected.map(\.line) == [6])
      #expect(result.rejected.first?.columns.count == header.split(separator: ",").count)
      #expect(result.report.read == 4)
    }
  }

  @Test("several headers follow each other, and the first may come back")
  func several() async throws {
    let back = [Self.header, "d,2026-01-15T13:00:00Z,4.50,Pot,UK\n"]
    let (fixture, result) = try await run(
      [Self.header] + Self.rows + ["time,id,amount,product,region\n", "2026-01-15T12:00:00Z,c,3.50,Mug,UK\n"] + back
        + back)
    #expect(try fixture.sales().map(\.amount.minorUnits) == [150, 250, 350, 450, 450])
    #expect(result.report.passedOver.repeatedHeaders == 1)
  }

  @Test(
    "without one of them reading ends, the column is named, and the rows before stay",
    arguments: [
      ("id,time,total,product,region\n", #"there is no "amount" any more; there are "id", "time", "total""#),
      ("id,amount,product\n", #"there is no "time", "region" any more"#),
      ("Datum,Betrag,Artikel,Filiale\n", #"there is no "time", "amount", "product", "region", "id" any more"#),
    ])
  func ended(header: String, message: String) async throws {
    for chunks in Self.cuts([Self.header] + Self.rows + [header, "c,2026-01-15T12:00:00Z,3.50,Mug,UK\n"]) {
      let (fixture, result) = try await run(chunks)
      let ending = try #require(result.report.ending)
      #expect(ending.hasPrefix("line 4: the columns change here, and what follows was not read: "), "\(ending)")
      #expect(ending.contains(message), "\(ending)")
      #expect(try fixture.sales().map(\.id) == ["a", "b"])
      #expect(result.report.appended == 2)
    }
  }

  @Test("a column that may be missing is blank where it is, and read where it comes")
  func optional() async throws {
    var fixture = try ImportFixture(currency: "USD")
    var recipe = Recipe(name: "shop")
    for field in SaleField.allCases where field != .currency { recipe.fields[field] = try Formula(field.rawValue) }
    recipe.fields[.amount] = try Formula("amount - coalesce(discount, 0)")
    fixture.settings.recipe = recipe
    let report = try await fixture.runLive([
      Self.header, Self.rows[0], "id,time,discount,amount,product,region\n",
      "b,2026-01-15T10:00:00Z,1.00,5.00,Lamp,UK\n", Self.header, Self.rows[1],
    ]).report
    #expect(report.ending == nil)
    #expect(try fixture.sales().map(\.amount.minorUnits) == [150, 400, 250])
  }

  @Test("a currency that the new header names is heeded")
  func currency() async throws {
    let (fixture, result) = try await run(
      [
        Self.header, Self.rows[0], "id,time,amount,currency,product,region\n",
        "b,2026-01-15T10:00:00Z,5.00,EUR,Lamp,UK\n", "c,2026-01-15T10:00:00Z,5.00,,Lamp,UK\n",
        "d,2026-01-15T10:00:00Z,6.00,usd,Lamp,UK\n",
      ])
    #expect(try fixture.sales().map(\.id) == ["a", "c", "d"])
    #expect(result.report.foreign["EUR"]?.minorUnits == 500)
  }

  @Test("ids of the content and their numbers go on, and cells are carried down past the header")
  func state() async throws {
    let plain = "time,amount,product,region\n2026-01-15,1.50,Lamp,UK\n"
    let (fixture, _) = try await run([plain, "amount,time,product,region\n", "1.50,2026-01-15,Lamp,UK\n"])
    let ids = try fixture.sales().map(\.id)
    #expect(ids.count == 2 && ids[1] == ids[0] + "-2")

    var carrying = try ImportFixture(currency: "USD")
    var recipe = Recipe(name: "shop")
    recipe.fields = [
      .time: try Formula("Day"), .amount: try Formula("Price"), .product: try Formula("Item"),
      .region: try Formula("Land"), .currency: try Formula("Currency"),
    ]
    recipe.id = ["Order", "#"]
    recipe.carry = Recipe.Carry(by: "Order", columns: ["Day", "Land", "Currency"])
    carrying.settings.recipe = recipe
    let report = try await carrying.runLive([
      "Order,Day,Land,Currency,Item,Price\n", "1,2026-01-15,UK,EUR,Lamp,1.50\n",
      "Currency,Order,Day,Land,Item,Price\n", ",1,,,Desk,2.50\n", "USD,2,2026-01-16,FR,Mug,3.50\n", ",2,,,Pot,4.50\n",
    ]).report
    #expect(report.foreign["EUR"]?.minorUnits == 400)
    #expect(try carrying.sales().map(\.id) == ["2-1", "2-2"])
  }

  @Test("a file that is read twice ends there, as before")
  func readTwice() async throws {
    let text = Self.header + Self.rows.joined() + "region,product,amount,time,id\nUK,Mug,3.50,2026-01-15T12:00:00Z,c\n"
    let report = try await ImportFixture(currency: "USD").run(text).report
    #expect(
      report.ending == "line 4: the columns change here, and what follows was not read: make two files of this one")
    #expect(report.sales == 2)
  }
}
