import SalesCore
import Testing

@testable import SalesSources

@Suite struct CurrencyMarkTests {
  private static func mark(_ text: String) -> CurrencyMark? {
    text.withCell { bytes in
      guard let (mark, length) = CurrencyMark.match(in: bytes, at: 0), length == bytes.count else { return nil }
      return mark
    }
  }

  @Test(
    "a mark fits the currencies that it can stand for and no other",
    arguments: [
      ("$", ["USD", "CAD", "AUD", "MXN", "CLP"], ["EUR", "GBP", "JPY"]),
      ("US$", ["USD"], ["CAD"]), ("CA$", ["CAD"], ["USD"]), ("C$", ["CAD", "NIO"], ["USD"]),
      ("¥", ["JPY", "CNY"], ["USD", "KRW"]), ("￥", ["JPY", "CNY"], ["USD"]), ("円", ["JPY"], ["CNY"]),
      ("kr", ["SEK", "NOK", "DKK", "ISK"], ["EUR"]), ("£", ["GBP", "EGP"], ["EUR"]), ("€", ["EUR"], ["USD"]),
      ("EUR", ["EUR"], ["USD"]), ("usd", ["USD"], ["CAD"]), ("R", ["ZAR"], ["BRL"]), ("₽", ["RUB"], ["USD"]),
    ] as [(String, [String], [String])])
  func fits(text: String, fitting: [String], others: [String]) throws {
    let mark = try #require(Self.mark(text))
    for code in fitting { #expect(mark.fits(try #require(Currency(code: code)))) }
    for code in others { #expect(!mark.fits(try #require(Currency(code: code)))) }
    #expect(mark.only?.code == (fitting.count == 1 ? fitting[0] : nil))
  }

  @Test("all codes are marks of their own, and only of themselves")
  func codes() {
    let codes = CurrencyMarkTable.entries.filter { $0.currencies.map(\.code) == [$0.text] }
    #expect(codes.count > 150)
    for entry in codes { #expect(Self.mark(entry.text)?.only?.code == entry.text) }
    #expect(Set(codes.map(\.text)).count == codes.count)
  }

  @Test("each line of the table names currencies that have a code")
  func table() {
    for entry in CurrencyMarkTable.entries {
      #expect(!entry.currencies.isEmpty)
      #expect(Self.mark(entry.text)?.text == entry.text)
      for currency in entry.currencies { #expect(Self.mark(currency.code)?.only == currency) }
    }
  }

  @Test("a word that merely begins like a mark is none", arguments: ["krona", "USDT", "Friday", "leis", "ABC", "X"])
  func words(text: String) {
    #expect(text.withCell { CurrencyMark.match(in: $0, at: 0)?.mark } == nil)
  }
}
