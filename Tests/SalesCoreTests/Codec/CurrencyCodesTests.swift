import Testing

@testable import SalesCore

@Suite struct CurrencyCodesTests {
  @Test(
    "a person's code is taken in any case if it is listed",
    arguments: [
      ("USD", "USD"), ("eur", "EUR"), ("Jpy", "JPY"), ("XTS", "XTS"), ("CLF", "CLF"), ("ZWL", "ZWL"), ("XCG", "XCG"),
      ("XQZ", nil), ("XXX", nil), ("XAU", nil), ("BTC", nil), ("ETH", nil), ("ABC", nil), ("EURO", nil), ("US", nil),
      ("", nil), ("€", nil), ("US$", nil),
    ] as [(String, String?)])
  func named(text: String, code: String?) {
    #expect(Currency.named(text)?.code == code)
  }

  @Test("each code of the list is one, once")
  func list() {
    #expect(Currency.codes.count > 160)
    #expect(Set(Currency.codes).count == Currency.codes.count)
    #expect(Currency.codes == Currency.codes.sorted())
    for code in Currency.codes { #expect(Currency(code: code)?.isListed == true) }
  }

  @Test("a code that is not listed is one all the same, for a store that has it")
  func unlisted() {
    #expect(Currency(code: "XQZ")?.isListed == false)
  }
}
