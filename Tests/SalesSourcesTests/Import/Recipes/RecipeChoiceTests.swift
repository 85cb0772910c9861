import Foundation
import SalesCore
import SalesPipeline
import Testing

@testable import SalesSources

/// The way from a file's columns, recipes and options to a recipe.
@Suite struct RecipeChoiceTests {
  private func fixture(
    _ map: [String] = [], set: [String] = [], defaults: [String] = [], condition: String? = nil, recipes: [Recipe] = []
  ) throws -> ImportFixture {
    var fixture = try ImportFixture()
    fixture.settings.changes = try RecipeChanges(map: map, set: set, defaults: defaults, condition: condition)
    fixture.settings.recipes = recipes
    return fixture
  }

  @Test(
    "columns with usual names are proposed",
    arguments: [
      ("time,amount,product,region", "time", "amount"), ("Order Date,Total,Item,Country", "`Order Date`", "Total"),
      ("created_at,revenue,sku,store", "created_at", "revenue"),
      ("Date,Time,Net Sales,Item,Location", "Date & ' ' & Time", "`Net Sales`"),
      ("saleDate,price,title,city", "saleDate", "price"),
      ("Datum,Betrag,Artikel,Filiale", "Datum", "Betrag"), ("DATE,AMOUNT,PRODUCT,REGION", "DATE", "AMOUNT"),
    ] as [(String, String, String)])
  func proposed(header: String, time: String, amount: String) async throws {
    let row = header.split(separator: ",").map { name in
      name == "Time" ? "14:02" : name.lowercased().contains("at") || name == "time" ? "2026-01-15" : "7"
    }
    .joined(separator: ",")
    let result = try await fixture().run("\(header)\n\(row)\n")
    #expect(result.file.recipe.fields[.time]?.description == time)
    #expect(result.file.recipe.fields[.amount]?.description == amount)
    #expect(result.report.sales == 1)
  }

  @Test(
    "money is not guessed, and a column that is missing is asked for by its option",
    arguments: [
      ("time,Total,Net Sales,product,region", "--map amount='"),
      ("time,Quantity,Unit Price,product,region", "'amount=Quantity * `Unit Price`'"),
      ("when,amount,product,region", "--map time=COLUMN"), ("time,amount,product", "--set region="),
      ("time,amount,region", "--set product="),
      ("time,price,units sold,product,region", "'amount=`units sold` * price'"),
      ("time,Preis,Stück,product,region", "'amount=Stück * Preis'"),
      ("time,Unit Price,product,region", "--map amount="),
      ("time,Amount,amount,product,region", "--map 'amount=amount#2'"),
      ("time,amount,currency,Currency,product,region", "--map 'currency=Currency#2'"),
      ("time,Amount,Amount,product,region", "Amount#2"),
    ])
  func asked(header: String, advice: String) async throws {
    let row = header.split(separator: ",").map { _ in "7" }.joined(separator: ",")
    let message = try #require(try await fixture().problem("\(header)\n\(row)\n"))
    #expect(message.contains(advice), "\(message)")
  }

  @Test("options give single fields: columns, joined columns, formulas, constants, defaults and a condition")
  func given() async throws {
    let fixture = try fixture(
      ["time=Day+Clock,amount=Qty * Price", "product=What"], set: ["region='Shop 1'"], defaults: ["product=(none)"],
      condition: "State <> 'void'")
    let result = try await fixture.run(
      """
      Day,Clock,Qty,Price,What,State
      2026-01-15,14:02,2,16.00,Print,paid
      2026-01-15,15:00,1,20.00,,paid
      2026-01-15,16:00,1,99.00,Mug,void

      """)
    let sales = try fixture.sales()
    #expect(sales.map(\.amount.minorUnits) == [3200, 2000])
    #expect(sales.map(\.product) == ["Print", "(none)"])
    #expect(sales.map(\.region) == ["Shop 1", "Shop 1"])
    #expect(sales.first?.time == Timestamp(rfc3339: "2026-01-15T14:02:00Z"))
    #expect(result.report.leftOut == 1)
  }

  @Test(
    "an option that names what is not there is a mistake of usage, with the nearest name",
    arguments: [
      ("amount=Totl", "did you mean \"Total\"?"), ("amount=Totl * 2", "there is no column \"Totl\""),
      ("region=No such column", "there are \"Day\", \"Total\""), ("amount=Total *", "--map amount: "),
      ("id=Day+Nmber", "there is no column \"Nmber\""), ("region=", "--set region="), ("id=#", "id=Order+#"),
    ])
  func unknown(map: String, words: String) async throws {
    let fixture = try fixture([map], set: map.hasPrefix("region") ? [] : ["region=x"], defaults: [])
    await #expect {
      try await fixture.run("Day,Total,Item\n2026-01-15,1.50,Lamp\n")
    } throws: { error in
      let problem = error as? ImportProblem
      return problem?.isUsage == true && problem?.message.contains(words) == true
    }
  }

  @Test(
    "a map that makes no sense is refused", arguments: ["", "amount", "=Total", "total=amount", "amount=a,amount=b"])
  func badMaps(text: String) {
    #expect { try RecipeChanges(map: [text]) } throws: { ($0 as? SettingProblem)?.setting == "map" }
  }

  @Test("a header is recognised by one recipe; the one with the most columns wins; none of two alike does")
  func recognised() async throws {
    func recipe(_ name: String, _ match: [String]) throws -> Recipe {
      var recipe = Recipe(name: name)
      recipe.match = match
      recipe.fields = [
        .time: try Formula("a"), .amount: try Formula("b"), .product: try Formula("'p'"), .region: try Formula("'r'"),
      ]
      return recipe
    }
    let text = "a,b,c\n2026-01-15,1.50,x\n"
    let two = [try recipe("one", ["a", "b"]), try recipe("two", ["A", "b", "c"])]
    #expect(try await fixture(recipes: two).run(text).file.recipe.name == "two")
    let alike = [try recipe("one", ["a", "b"]), try recipe("two", ["a", "c"])]
    await #expect(throws: ImportProblem.self) { try await fixture(recipes: alike).run(text) }
    #expect(try await fixture(["amount=b * 2"], recipes: two).run(text).report.revenueMinor == 300)
  }

  @Test(
    "a code that is none is refused wherever a person names one",
    arguments: [
      ("", "currency=XQZ", "", "set", ""), ("", "currency='EURO'", "", "set", "; did you mean `EUR`?"),
      ("", "", "currency=RMB", "default", "; did you mean `CNY`?"), ("", "", "currency=XXX", "default", ""),
    ])
  func badCodes(map: String, set: String, defaults: String, option: String, advice: String) {
    #expect {
      try RecipeChanges(map: [], set: [set].filter { !$0.isEmpty }, defaults: [defaults].filter { !$0.isEmpty })
    } throws: { error in
      let problem = error as? SettingProblem
      return problem?.setting == option && problem?.message.hasPrefix("currency: `") == true
        && problem?.message.hasSuffix("` is not an ISO 4217 code such as USD\(advice)") == true
    }
  }

  @Test("so is one in a formula, and a good one is taken in any case")
  func codes() async throws {
    let text = "time,amount,product,region\n2026-01-15,1.50,Lamp,UK\n"
    await #expect {
      try await fixture(["currency='USX'"]).run(text)
    } throws: { error in
      let problem = error as? ImportProblem
      return problem?.isUsage == true && problem?.message.contains("did you mean `USD`?") == true
    }
    #expect(try await fixture(["currency='jpy'"]).run(text.replacing("1.50", with: "15")).file.reporting.code == "JPY")
    #expect(try await fixture(set: ["currency=eur"]).run(text).file.reporting.code == "EUR")
    #expect(try await fixture(set: ["currency=XTS"]).run(text).file.reporting.code == "XTS")
  }

  @Test(
    "--where that is a number or a text is refused before any file is read",
    arguments: [("amount * 2", "a number"), ("5", "a number"), ("'paid'", "a text"), ("lower(State)", "a text")])
  func noCondition(text: String, kind: String) {
    #expect(
      throws: SettingProblem("where", "must be a condition such as `Status` = 'paid'; `\(text)` is \(kind)")
    ) {
      try RecipeChanges(map: [], condition: text)
    }
  }

  @Test("a column alone is a condition where it says true or false in any row")
  func columnCondition() async throws {
    func run(_ cells: [String]) async throws -> ImportReport {
      let rows = cells.map { "2026-01-15,1.50,Lamp,UK,\($0)\n" }.joined()
      return try await fixture(condition: "paid").run("time,amount,product,region,paid\n" + rows).report
    }
    let report = try await run(["true", "FALSE", "", "yes"])
    #expect([report.sales, report.leftOut, report.rejected] == [1, 2, 1])
    #expect(try await run(["", ""]).leftOut == 2)
    for cells in [["1.50", "2"], ["", "it's"], ["yes", "no"]] {
      await #expect {
        try await run(cells)
      } throws: { error in
        let problem = error as? ImportProblem
        return problem?.isUsage == true
          && problem?.message.hasPrefix("--where must be a condition such as `paid` = '") == true
          && problem?.message.contains("`paid` alone is neither true nor false in any row, as \"") == true
      }
    }
  }
}
