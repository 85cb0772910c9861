import Foundation
import SalesCore
import Testing

@testable import SalesSources

@Suite struct ImportIDsTests {
  static let header = "Order,time,amount,product,region\n"
  static let order = header + "#1,2026-01-15T10:00:00Z,10.00,Lamp,UK\n#1,2026-01-15T10:00:00Z,250.00,Desk,UK\n"

  private func fixture(_ map: String) throws -> ImportFixture {
    var fixture = try ImportFixture()
    fixture.settings.changes = try RecipeChanges(map: [map])
    return fixture
  }

  @Test("one id with different content stops the import with both lines and ways out")
  func conflict() async throws {
    let message = try #require(try await fixture("id=Order").problem(Self.order))
    #expect(message.contains("lines 2 and 3 bear the same id \"#1\""))
    #expect(message.contains("\"10.00\" and \"250.00\""))
    #expect(message.contains("id=Order+#"))
  }

  @Test(
    "several columns, the number of the line, or the content make ids that differ",
    arguments: [("id=Order+product", ["#1-Lamp", "#1-Desk"]), ("id=Order+#", ["#1-1", "#1-2"]), ("id=", nil)])
  func waysOut(map: String, ids: [String]?) async throws {
    let fixture = try fixture(map)
    _ = try await fixture.run(Self.order)
    let sales = try fixture.sales()
    #expect(sales.map(\.amount.minorUnits) == [1000, 25000])
    if let ids { #expect(sales.map(\.id) == ids) } else { #expect(Set(sales.map(\.id)).count == 2) }
  }

  @Test("the same id with the same sale, though written otherwise, is no conflict")
  func sameSale() async throws {
    let fixture = try fixture("id=Order")
    let text = Self.header + "#1,2026-01-15T10:00:00Z,10.0,Lamp,UK\n#1,2026-01-15 10:00:00Z,10.00,Lamp ,UK\n"
    let report = try await fixture.run(text).report
    #expect([report.sales, report.repeats, report.revenueMinor] == [1, 1, 1000])
    #expect(try fixture.sales().count == 1)
  }

  @Test(
    "without ids the same rows again, in any file, have the same ids, and equal rows of one file have different ones")
  func content() async throws {
    let rows = [
      "2026-01-15,3.50,Tea,UK\n", "2026-01-15,3.50,Tea,UK\n", "2026-01-15,9.50,Cake,UK\n", "2026-01-15,3.50,Tea,UK\n",
    ]
    let header = "time,amount,product,region\n"
    let first = try ImportFixture()
    _ = try await first.run(header + rows.joined())
    let ids = try first.sales().map(\.id)
    #expect(Set(ids).count == 4)
    let longer = try ImportFixture()
    _ = try await longer.run("note," + header + rows.map { "x," + $0 }.joined() + "x,2026-01-16,3.50,Tea,UK\n")
    #expect(try longer.sales().map(\.id).prefix(4) == ids[...])
    // A row before them that was put right changes no other id.
    let mended = try ImportFixture()
    _ = try await mended.run(header + "2026-01-14,1.00,Tea,UK\n" + rows.joined())
    #expect(try mended.sales().map(\.id).suffix(4) == ids[...])
  }

  @Test("what a sale says makes its id: other spellings, columns, recipes and files of it are the same sale")
  func meaning() async throws {
    func ids(_ text: String, _ changes: RecipeChanges = .none, name: String = "sales.csv") async throws -> [String] {
      var fixture = try ImportFixture()
      fixture.settings.changes = changes
      fixture.name = name
      _ = try await fixture.run(text)
      return try fixture.sales().map(\.id)
    }
    let plain = try await ids("time,amount,product,region\n2026-01-15,1.50,Tea,UK\n")
    #expect(try await ids("status,time,amount,product,region\npaid,2026-01-15,1.5,Tea ,UK\n") == plain)
    let paid = try RecipeChanges(map: [], condition: "status = 'paid'")
    #expect(try await ids("status,time,amount,product,region\npaid,2026-01-15,1.5,Tea,UK\n", paid) == plain)
    let json = #"{"time":"2026-01-15T00:00:00Z","amount":1.5,"product":"Tea","region":"UK"}"#
    #expect(try await ids(json + "\n", name: "sales.json") == plain)
    let till = "time,amount,product\n2026-01-15,1.50,Tea\n"
    #expect(try await ids(till, RecipeChanges(map: [], set: ["region=UK"])) == plain)
    #expect(try await ids(till, RecipeChanges(map: [], set: ["region=Ulm"])) != plain)
  }

  @Test("composed ids whose parts hold dashes are told apart")
  func dashes() async throws {
    let fixture = try fixture("id=Order+product")
    let text = Self.header + "A-1,2026-01-15T10:00:00Z,1,1,UK\nA,2026-01-15T10:00:00Z,1,1-1,UK\n"
    #expect(try await fixture.run(text).report.sales == 2)
    #expect(Set(try fixture.sales().map(\.id)).count == 2)
  }

  @Test("ids by rows count each import anew, going on where the log is")
  func rows() async throws {
    var fixture = try ImportFixture()
    fixture.settings.source = try SourceName("shop")
    _ = try await fixture.run(SaleImportTests.csv(2))
    _ = try await fixture.run(SaleImportTests.csv(2))
    #expect(try fixture.sales().map(\.id) == (0..<4).map { "shop-00000000000\($0)" })
  }

  @Test("an id of several columns that is too long is made shorter, and stays one of its own")
  func longIDs() async throws {
    let fixture = try fixture("id=Order+product")
    let name = String(repeating: "x", count: 150)
    _ = try await fixture.run(
      Self.header + "1,2026-01-15T10:00:00Z,1,\(name)a,UK\n1,2026-01-15T10:00:00Z,1,\(name)b,UK\n")
    #expect(Set(try fixture.sales().map(\.id)).count == 2)
  }
}
