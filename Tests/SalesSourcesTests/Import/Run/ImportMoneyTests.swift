import Foundation
import SalesCore
import Testing

@testable import SalesSources

@Suite struct ImportMoneyTests {
  static let header = "id,time,amount,product,region\n"

  static func csv(_ amounts: [String]) -> String {
    "id;time;amount;product;region\n"
      + amounts.enumerated().map { "\($0);2026-01-15T10:00:00Z;\($1);Lamp;UK\n" }.joined()
  }

  @Test(
    "one reading for all amounts of a file decides",
    arguments: [
      (["3.000", "4.711,98", "12.000"], 1_971_198), (["3.000", "1.5"], 450), (["1,234", "5.50"], 123_950),
      (["1 234,56 €", "12,50"], 124_706), (["$1,234.56", "($33.62)", "12.50-"], 118_844), (["12", "13"], 2500),
      (["1'234.50", "7"], 124_150), (["12,34,567.89"], 123_456_789), (["1.234.567"], 123_456_700),
    ] as [([String], Int64)])
  func proved(amounts: [String], minor: Int64) async throws {
    let fixture = try ImportFixture(currency: amounts[0].contains("€") ? "EUR" : "USD")
    let report = try await fixture.run(Self.csv(amounts)).report
    #expect(report.revenueMinor == minor)
    #expect(report.rejected == 0)
  }

  @Test(
    "two readings, or rows that contradict each other, append nothing and name the option",
    arguments: [["3.000", "12"], ["1,234", "5"], ["1.234,56", "1,234.56"], ["12,5", "12.5"]])
  func ambiguous(amounts: [String]) async throws {
    let message = try #require(try await ImportFixture().problem(Self.csv(amounts)))
    #expect(message.contains("--decimal"))
  }

  @Test("told the decimal mark, rows that it does not fit are rejected by themselves")
  func told() async throws {
    var fixture = try ImportFixture()
    fixture.settings.read.decimal = .comma
    let report = try await fixture.run(Self.csv(["1.234,56", "1,234.56", "3.000"])).report
    #expect(report.revenueMinor == 123_456 + 300_000)
    #expect(report.rejections[.wrongType]?.lines == [3])
  }

  @Test(
    "dates that two orders fit append nothing, and one row can decide for all",
    arguments: [
      (["03/04/2026", "05/06/2026"], nil), (["03/04/2026", "31/12/2025"], "2026-04-03T00:00:00Z"),
      (["03/04/2026", "12/31/2025"], "2026-03-04T00:00:00Z"), (["31/12/2025", "12/31/2025"], nil),
      (["05/05/2026"], "2026-05-05T00:00:00Z"),
    ] as [([String], String?)])
  func dates(days: [String], first: String?) async throws {
    let text = Self.header + days.enumerated().map { "\($0),\($1),1.50,Lamp,UK\n" }.joined()
    let fixture = try ImportFixture()
    guard let first else {
      #expect(try await fixture.problem(text)?.contains("--dates dmy") == true)
      return
    }
    _ = try await fixture.run(text)
    #expect(try fixture.sales().first?.time == Timestamp(rfc3339: first))
  }

  @Test("rows of another currency are rejected and added up; blank ones are the file's, without regard to case")
  func currencies() async throws {
    let fixture = try ImportFixture(currency: "EUR")
    let report = try await fixture.run(
      """
      id,time,amount,product,region,currency
      a,2026-01-15T10:00:00Z,1500,Lamp,Boston,USD
      b,2026-01-15T10:00:00Z,2.50,Lamp,Paris,eur
      c,2026-01-15T10:00:00Z,3.00,Lamp,Paris,
      d,2026-01-15T10:00:00Z,300,Lamp,Tokyo,JPY
      e,2026-01-15T10:00:00Z,300,Lamp,Tokyo,dollars

      """
    ).report
    #expect(report.revenueMinor == 550)
    #expect(report.rejections[.currency]?.count == 3)
    #expect(report.foreign["USD"]?.minorUnits == 150_000)
    #expect(report.foreign["JPY"]?.minorUnits == 300)
  }

  @Test(
    "without a store the file names the currency: by its column, by its signs, by most rows",
    arguments: [
      (["1,JPY", "2,JPY"], "JPY", 3), (["1,USD", "2,USD", "4,EUR"], "USD", 300), (["€1,", "€2,"], "EUR", 300),
      (["1,", "2,"], "USD", 300), (["1,USD", "2,", "4,"], "USD", 700), (["$1,", "USD 2,", "4,"], "USD", 700),
    ] as [([String], String, Int64)])
  func fromFile(rows: [String], code: String, minor: Int64) async throws {
    let fixture = try ImportFixture()
    let text = "time,amount,currency,product,region\n" + rows.map { "2026-01-15,\($0),Lamp,UK\n" }.joined()
    let result = try await fixture.run(text)
    #expect(result.file.reporting.code == code)
    #expect(result.report.revenueMinor == minor)
  }

  @Test(
    "a cell with a code that is none costs its row, and decides nothing",
    arguments: ["XQZ", "BTC", "XXX", "dollars", "US"])
  func unknownCodes(code: String) async throws {
    let fixture = try ImportFixture()
    let rows = [code, code, code, "USD", ""].map { "2026-01-15,1,\($0),Lamp,UK\n" }.joined()
    let result = try await fixture.run("time,amount,currency,product,region\n" + rows)
    #expect(result.file.reporting == .usDollar)
    #expect(result.report.sales == 2)
    #expect(
      result.rejected.map(\.problem)
        == Array(
          repeating: SaleProblem(.currency, "currency \"\(code.uppercased())\" is not a code such as USD"), count: 3))
  }

  @Test("a store that is there keeps its code, though it is in no list")
  func oddStore() async throws {
    let text = "time,amount,currency,product,region\n2026-01-15,1,BTC,Lamp,UK\n2026-01-15,2,,Lamp,UK\n"
    let report = try await ImportFixture(currency: "BTC").run(text + "2026-01-15,2,USD,Lamp,UK\n").report
    #expect([report.sales, report.revenueMinor, report.foreign["USD"]?.count] == [2, 300, 1])
  }

  @Test(
    "signs that may stand for several currencies, or for another one than the rest, are asked for",
    arguments: [
      ["€12.50", "$5.00"], ["$12.50", "CAD 5.00"], ["£12.50", "5.00"], ["€1.00", "£2.00"], ["A$1.50", "$2.00"],
    ])
  func signs(amounts: [String]) async throws {
    let message = try #require(try await ImportFixture().problem(Self.csv(amounts)))
    #expect(message.contains("--currency"))
  }

  @Test("a sign counts as well where a formula passes the amount through a text")
  func signInText() async throws {
    for rule in ["trim(amount)", "replace(amount, ' ', '')", "coalesce(amount, 0)", "if(1 = 1, amount, 0)"] {
      var fixture = try ImportFixture(currency: "USD")
      fixture.settings.changes = try RecipeChanges(map: ["amount=\(rule)"])
      let report = try await fixture.run(Self.header + "a,2026-01-15T10:00:00Z,€5.00,Lamp,UK\n").report
      #expect(report.rejections[.currency]?.count == 1, "\(rule)")
    }
  }

  @Test("amounts within a formula's functions take part in the proof of the decimal mark")
  func proofInFormula() async throws {
    for rule in ["coalesce(amount, 0)", "if(amount is null, 0, amount)"] {
      var fixture = try ImportFixture()
      fixture.settings.changes = try RecipeChanges(map: ["amount=\(rule)"])
      #expect(try await fixture.problem(Self.csv(["3.000", "5", ""]))?.contains("--decimal") == true)
      #expect(try await fixture.problem(Self.csv(["1.50", "1,50"]))?.contains("--decimal") == true)
      #expect(try await fixture.run(Self.csv(["3.000", "1,50", ""])).report.revenueMinor == 300_150)
    }
  }

  static let order = #"{"id":"a","time":"2026-01-15T10:00:00Z","amount":2,"product":"Lamp","region":"UK""#

  @Test("a currency that only later records of JSON name is theirs")
  func lateCurrency() async throws {
    let fixture = try ImportFixture(currency: "EUR")
    let first = (0..<1000).map { Self.order.replacing("\"a\"", with: "\"\($0)\"") + "}\n" }.joined()
    let report = try await fixture.run(first + Self.order + #","currency":"USD"}"# + "\n").report
    #expect(report.sales == 1000)
    #expect(report.foreign["USD"]?.minorUnits == 200)
  }

  @Test("a currency beside the list of a document is that of its items")
  func documentCurrency() async throws {
    let fixture = try ImportFixture()
    let result = try await fixture.run(#"{"total":5,"id":3,"currency":"EUR","orders":["# + Self.order + "}]}")
    #expect(result.file.reporting.code == "EUR")
    #expect(result.report.revenueMinor == 200)
    #expect(result.report.rejected == 0)
  }

  @Test("one behind the list of a document that is too long for that is asked for")
  func currencyBehind() async throws {
    let orders = (0..<20_000).map { Self.order.replacing("\"a\"", with: "\"\($0)\"") + "}" }.joined(separator: ",")
    let text = "{\"orders\":[\(orders)],\"currency\":\"EUR\"}"
    #expect(try await ImportFixture().problem(text)?.contains("--currency") == true)
    var fixture = try ImportFixture()
    fixture.settings.read.currency = Currency(code: "EUR")
    #expect(try await fixture.run(text).report.sales == 20_000)
  }

  @Test("two currencies in equal parts are asked for")
  func undecided() async throws {
    let text = "time,amount,currency,product,region\n2026-01-15,1,USD,Lamp,UK\n2026-01-15,1,EUR,Lamp,UK\n"
    #expect(try await ImportFixture().problem(text)?.contains("--currency") == true)
  }
}
