import SalesCore
import Testing

@testable import SalesSources

@Suite struct CurrencyWantedTests {
  @Test(
    "a code that is none is told with the one that was meant",
    arguments: [
      ("EURO", "EUR"), ("eru", "EUR"), ("USS", "USD"), ("usd", "USD"), ("EUX", "EUR"), ("GPB", "GBP"), ("GBB", "GBP"),
      ("USDT", "USD"), ("€", "EUR"), ("RMB", "CNY"), ("US$", "USD"), ("zł", "PLN"), ("$", nil), ("kr", nil),
      ("XQZ", nil), ("XXX", nil), ("BTC", nil), ("dollars", nil), ("", nil),
    ] as [(String, String?)])
  func nearest(text: String, code: String?) {
    let advice = code.map { "; did you mean `\($0)`?" } ?? ""
    #expect(Currency.wanted(insteadOf: text) == "an ISO 4217 code such as USD" + advice)
  }
}
