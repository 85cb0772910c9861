import SalesAnalytics
import SalesCore
import Testing
import TextUI

@testable import Dashboard

@Suite struct TextTests {
  @Test(
    "a change is written one way everywhere",
    arguments: [
      (Change.ratio(0.081), "▴8.1%"), (.ratio(-0.021), "▾2.1%"), (.ratio(0.123), "▴12.3%"), (.ratio(1.28), "▴128%"),
      (.ratio(12.3), "▴1.2k%"), (.ratio(0.0001), "="), (.equal, "="), (.new, "new"), (.none, "–"),
      (.ratio(.infinity), "–"), (.ratio(-1), "▾100%"),
    ])
  func change(change: Change, text: String) {
    #expect(ChangeText(change, symbols: .unicode).text == text)
  }

  @Test("more refunds are bad news, in the same words")
  func refunds() {
    #expect(ChangeText(.ratio(0.5), symbols: .unicode, risesAreGood: false).role == .down)
    #expect(ChangeText(.ratio(0.5), symbols: .unicode).role == .up)
    #expect(ChangeText(.ratio(0.5), symbols: .unicode, risesAreGood: false).text == "▴50.0%")
    #expect(ChangeText(.ratio(0.123), symbols: .unicode).short == "▴12%")
    #expect(ChangeText(.ratio(-0.004), symbols: .unicode).short == "▾<1%")
    #expect(ChangeText(.ratio(0.129), symbols: .unicode).short == "▴13%")
  }

  @Test(
    "ages go in steps",
    arguments: [(4, nil), (5, "5s"), (29, "10s"), (59, "30s"), (60, "1m"), (3599, "30m"), (90_000, "1d")]
      as [(Int64, String?)])
  func ages(seconds: Int64, text: String?) {
    #expect(AgeStep.text(.seconds(seconds)) == text)
  }

  @Test("the next step of an age is known, so that nothing has to look every second")
  func nextAge() {
    #expect(AgeStep.next(after: .seconds(31)) == .seconds(60))
    #expect(AgeStep.next(after: .seconds(400 * 86_400)) == nil)
  }

  @Test("minor units follow the currency")
  func currency() throws {
    let yen = AmountText(currency: try #require(Currency(code: "JPY")))
    let dinar = AmountText(currency: try #require(Currency(code: "BHD")))
    let totals = Totals(sales: 2, revenue: 1_234_567)
    #expect(yen.exact(totals, .revenue) == "1,234,567")
    #expect(dinar.exact(totals, .revenue) == "1,234.567")
    #expect(yen.short(totals, .average) == "617k")
    #expect(dinar.short(totals, .average) == "617.284" || dinar.short(totals, .average) == "617.283")
    #expect(AmountText(currency: .usDollar).exact(-4850) == "-48.50")
  }

  @Test("averages come from sums, and nothing has none")
  func averages() {
    let amounts = AmountText(currency: .usDollar)
    #expect(amounts.short(Totals(sales: 3, revenue: 12_009), .average) == "40.03")
    #expect(amounts.short(.zero, .average) == "–")
    #expect(amounts.short(nil, .revenue) == "–")
  }

  @Test("shares say 100% only for the whole, and never 0% of something")
  func shares() {
    let amounts = AmountText(currency: .usDollar)
    #expect(amounts.share(0.999) == "99%")
    #expect(amounts.share(1) == "100%")
    #expect(amounts.share(0.001) == "<1%")
    #expect(amounts.share(0) == "0%")
    #expect(amounts.share(nil) == "–")
  }

  @Test("rates and latencies are short")
  func rates() {
    #expect(AmountText.rate(12.4) == "12/s")
    #expect(AmountText.rate(0.4) == "0.4/s")
    #expect(AmountText.rate(4200) == "4.2k/s")
    #expect(AmountText.latency(.milliseconds(12)) == "12ms")
    #expect(AmountText.latency(.milliseconds(210)) == "0.2s")
    #expect(AmountText.latency(.seconds(75)) == "75s")
    #expect(AmountText.latency(.seconds(119 * 60)) == "119m")
    #expect(AmountText.latency(.seconds(5 * 3600 + 60)) == "5h")
    #expect(AmountText.latency(.days(90)) == "90d")
  }
}
