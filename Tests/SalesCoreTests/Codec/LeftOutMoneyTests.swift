import Testing

@testable import SalesCore

@Suite struct LeftOutMoneyTests {
  private func money(_ records: String...) -> LeftOutMoney {
    var money = LeftOutMoney()
    for record in records { Array(record.utf8).withUnsafeBytes { money.add($0) } }
    return money
  }

  @Test("amounts add up by currency, each with its own decimals, in order of appearance")
  func sums() {
    let money = money(
      #"{"currency":"USD","amount":1499.99}"#, #"{"amount":20,"currency":"GBP"}"#, #"{"currency":"usd","amount":1e-2}"#,
      #"{"currency":"JPY","amount":-700}"#)
    #expect(money.text == "currency: 4 records, 1500.00 USD, 20.00 GBP, -700 JPY")
  }

  @Test(
    "what a record does not tell is counted and not guessed",
    arguments: [
      #"{"currency":"euros","amount":1}"#, #"{"currency":"EUR","amount":"1"}"#, #"{"currency":"EUR","amount":1.005}"#,
      #"{"currency":"EUR"}"#, #"{"currency":null,"amount":1}"#, "broken", "",
    ])
  func untold(record: String) {
    #expect(money(record).text == "currency: 1 record, 1 without a known amount")
  }

  @Test("a sum beyond 64 bits stays what it was, and the record counts as untold")
  func overflow() {
    let most = #"{"currency":"EUR","amount":92233720368547758.07}"#
    #expect(money(most, most).text == "currency: 2 records, 92233720368547758.07 EUR, 1 without a known amount")
  }

  @Test("without records there is nothing to say")
  func none() { #expect(LeftOutMoney().text == nil) }
}
