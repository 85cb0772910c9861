import Testing

@testable import SalesCore

@Suite struct MoneyTests {
  @Test(
    "text shows all decimals of the currency",
    arguments: [
      (12_999, "USD", "129.99"), (-5, "USD", "-0.05"), (0, "USD", "0.00"), (130, "JPY", "130"), (1234, "KWD", "1.234"),
      (Int64.min, "USD", "-92233720368547758.08"), (Int64.max, "USD", "92233720368547758.07"),
    ])
  func text(minor: Int64, code: String, text: String) throws {
    #expect(Money(minorUnits: minor).text(try #require(Currency(code: code))) == text)
  }

  @Test("what is written is read back", arguments: [0, 1, -1, 99, 100, -12_999, Int64.max, Int64.min])
  func roundTrip(minor: Int64) throws {
    let bytes = Array(Money(minorUnits: minor).text(.usDollar).utf8)
    #expect(try bytes.withUnsafeBytes { try Money(decimal: $0, currency: .usDollar) }.minorUnits == minor)
  }

  @Test("only three capital letters are a currency", arguments: ["usd", "US", "", "EURO", "€"])
  func badCodes(code: String) {
    #expect(Currency(code: code) == nil)
  }
}
