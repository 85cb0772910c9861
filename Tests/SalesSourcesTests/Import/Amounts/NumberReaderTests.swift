import SalesCore
import Testing

@testable import SalesSources

@Suite struct NumberReaderTests {
  @Test(
    "a number means the same where nothing in it depends on the mark",
    arguments: [
      ("0", "0"), ("5", "5"), ("-7", "-7"), ("+12", "12"), ("007", "7"), ("1234567", "1234567"),
      ("−12", "-12"), ("–12", "-12"), ("- 12", "-12"), ("12-", "-12"), ("12 -", "-12"), ("12+", "12"),
      ("(33)", "-33"), ("( 33 )", "-33"), ("$(33)", "-33 $"), ("($33)", "-33 $"), ("(33) $", "-33 $"),
      ("1 234", "1234"), ("1\u{A0}234", "1234"), ("1\u{202F}234", "1234"), ("1\u{2009}234", "1234"),
      ("1'234'567", "1234567"), ("1’234", "1234"), ("'1234", "1234"), ("=\"1234\"", "1234"), ("=\" 1234 \"", "1234"),
      ("\u{A0}12\u{A0}", "12"), ("\u{FEFF}12", "12"), ("\u{200E}-12", "-12"), ("12\t", "12"),
      ("$5", "5 $"), ("-$5", "-5 $"), ("$-5", "-5 $"), ("$ -5", "-5 $"), ("$5-", "-5 $"), ("5 $", "5 $"),
      ("US$5", "5 US$"), ("CA$5", "5 CA$"), ("A$5", "5 A$"), ("R$ 5", "5 R$"), ("NT$5", "5 NT$"), ("＄5", "5 ＄"),
      ("€5", "5 €"), ("5 €", "5 €"), ("5€", "5 €"), ("-5 €", "-5 €"), ("5- €", "-5 €"), ("5 €-", "-5 €"),
      ("£5", "5 £"), ("¥500", "500 ¥"), ("￥500", "500 ￥"), ("500円", "500 円"), ("₩500", "500 ₩"), ("₹5", "5 ₹"),
      ("₺5", "5 ₺"), ("5 ₽", "5 ₽"), ("5 kr", "5 kr"), ("kr. 5", "5 kr."), ("5 KR", "5 kr"), ("5 zł", "5 zł"),
      ("5 Kč", "5 Kč"), ("Fr. 5", "5 Fr."), ("CHF 5", "5 CHF"), ("5 CHF", "5 CHF"), ("usd 5", "5 USD"),
      ("5USD", "5 USD"), ("USD5", "5 USD"), ("USD -5", "-5 USD"), ("-USD 5", "-5 USD"), ("5 EUR", "5 EUR"),
      ("Rs.500", "500 Rs."), ("R 500", "500 R"), ("RM5", "5 RM"), ("S/5", "5 S/"), ("$5 CAD", "5 CAD"),
      ("CAD $5", "5 CAD"), ("5 eur €", "5 EUR"), ("15E2", "1500"), ("15e+02", "1500"), ("15E-2", "0.15"),
      ("12 E3", "! wrong_type"), ("5 EU", "! wrong_type"), ("$-", "0 $"), (" $-   ", "0 $"), ("$ -", "0 $"),
      ("-   €", "0 €"), (" -   kr", "0 kr"), ("- USD", "0 USD"), ("0E5", "0"),
    ])
  func neutral(cell: String, expected: String) {
    for mark in [nil, DecimalMark.point, .comma] { #expect(NumberReader(mark: mark).told(cell) == expected) }
  }

  @Test(
    "a number that only one mark reads is refused with the other",
    arguments: [
      ("12.50", "12,50", "12.5"), ("0.125", "0,125", "0.125"), ("3.0000", "3,0000", "3"),
      ("12.3456", "12,3456", "12.3456"), (".5", ",5", "0.5"),
      ("5.", "5,", "5"), ("-.50", "-,50", "-0.5"), ("1234.567", "1234,567", "1234.567"), ("0.000", "0,000", "0"),
      ("1,234.56", "1.234,56", "1234.56"), ("1,234,567", "1.234.567", "1234567"), ("1,560.00", "1.560,00", "1560"),
      ("1'234.50", "1'234,50", "1234.5"), ("1 234.5", "1 234,5", "1234.5"), ("1 234.567", "1 234,567", "1234.567"),
      ("$1,234.56", "$1.234,56", "1234.56 $"), ("-$12.96", "-$12,96", "-12.96 $"), ("($33.62)", "($33,62)", "-33.62 $"),
      ("12.50-", "12,50-", "-12.5"), ("−12.50", "−12,50", "-12.5"), ("USD 12.50", "USD 12,50", "12.5 USD"),
      ("12.50 EUR", "12,50 EUR", "12.5 EUR"), ("1 234.56 €", "1 234,56 €", "1234.56 €"), ("1.5E3", "1,5E3", "1500"),
      ("1.234E+05", "1,234E+05", "123400"), ("19.900000000000002", "19,900000000000002", "19.900000000000002"),
      ("=\"12.50\"", "=\"12,50\"", "12.5"), ("R$ 1,234.50", "R$ 1.234,50", "1234.5 R$"),
      ("1,234,567.891", "1.234.567,891", "1234567.891"), ("Fr. 12.50", "Fr. 12,50", "12.5 Fr."),
      ("5.-", "5,-", "5"), ("12.--", "12,--", "12"), ("-5.-", "-5,-", "-5"), ("(5.-)", "(5,-)", "-5"),
      ("12.- €", "12,- €", "12 €"), ("€ 12.--", "€ 12,--", "12 €"), ("Fr. 12.–", "Fr. 12,–", "12 Fr."),
      ("12.—", "12,—", "12"), ("kr -12.-", "kr -12,-", "-12 kr"), ("1,234.-", "1.234,-", "1234"),
      ("1'234.-", "1'234,-", "1234"), ("- 12.--", "- 12,--", "-12"), ("12.-€", "12,-€", "12 €"),
    ])
  func proving(point: String, comma: String, expected: String) {
    #expect(NumberReader(mark: .point).told(point) == expected)
    #expect(NumberReader(mark: .comma).told(comma) == expected)
    #expect(NumberReader(mark: nil).told(point) == expected)
    #expect(NumberReader(mark: nil).told(comma) == expected)
    #expect(NumberReader(mark: .comma).told(point) == "! wrong_type")
    #expect(NumberReader(mark: .point).told(comma) == "! wrong_type")
  }

  @Test(
    "commas between groups of two are those of India",
    arguments: [
      ("12,34,567.89", "1234567.89"), ("1,23,456", "123456"), ("₹ 12,34,567", "1234567 ₹"), ("1,00,000.00", "100000"),
      ("123,45,678", "! wrong_type"), ("12.34.567", "! wrong_type"), ("1,23,45", "! wrong_type"),
    ])
  func lakh(cell: String, expected: String) {
    #expect(NumberReader(mark: .point).told(cell) == expected)
    #expect(NumberReader(mark: nil).told(cell) == expected)
  }

  @Test(
    "a number that the two marks read differently needs one of them",
    arguments: [
      ("1,234", "1234", "1.234"), ("3.000", "3", "3000"), ("-12.345", "-12.345", "-12345"),
      ("(1.234)", "-1.234", "-1234"),
      ("$1,234", "1234 $", "1.234 $"), ("999.999", "999.999", "999999"), ("1,000 EUR", "1000 EUR", "1 EUR"),
    ])
  func ambiguous(cell: String, point: String, comma: String) {
    #expect(NumberReader(mark: .point).told(cell) == point)
    #expect(NumberReader(mark: .comma).told(cell) == comma)
    #expect(NumberReader(mark: nil).told(cell) == "! wrong_type")
    #expect(NumberReader(mark: nil).message(cell).hasSuffix("say --decimal point or --decimal comma"))
  }

  @Test(
    "what is no number is refused with its reason under every mark",
    arguments: [
      ("", "missing_field"), ("  ", "missing_field"), ("--", "missing_field"), ("-", "missing_field"),
      ("—", "missing_field"), ("- -", "missing_field"), ("n/a", "missing_field"), ("N/A", "missing_field"),
      ("#N/A", "missing_field"), ("NULL", "missing_field"), ("NaN", "missing_field"), ("\u{A0}", "missing_field"),
      ("abc", "wrong_type"), ("１２", "wrong_type"), ("١٢", "wrong_type"), ("۱۲", "wrong_type"), ("१२", "wrong_type"),
      ("1,23.45", "wrong_type"), ("12,3456.7", "wrong_type"), ("1.2.3", "wrong_type"), ("1,2,3", "wrong_type"),
      ("1 23", "wrong_type"), ("1  234", "wrong_type"), ("1 234'567", "wrong_type"), ("01,234.00", "wrong_type"),
      ("1,234 567", "wrong_type"), ("1.234 567", "wrong_type"), (".", "wrong_type"), (",", "wrong_type"),
      ("1..2", "wrong_type"), ("$", "wrong_type"), ("$$5--", "wrong_type"), ("--5", "wrong_type"),
      ("-5-", "wrong_type"),
      ("+-5", "wrong_type"), ("(5", "wrong_type"), ("5)", "wrong_type"), ("()", "wrong_type"), ("(-5)", "wrong_type"),
      ("(-5.00)", "wrong_type"), ("(5.00-)", "wrong_type"), ("($-5.00)", "wrong_type"), ("(-5,-)", "wrong_type"),
      ("12,---", "wrong_type"), ("12.-- -", "wrong_type"), ("12, -", "wrong_type"), ("12.- €-", "wrong_type"),
      ("12,-5", "wrong_type"), (",-", "wrong_type"), ("12,+", "wrong_type"), ("1,2,-", "wrong_type"),
      ("5.00 CR", "wrong_type"), ("5.00DR", "wrong_type"), ("cr 5.00", "wrong_type"),
      ("-(5)", "wrong_type"), ("((5))", "wrong_type"), ("5%", "wrong_type"), ("5K", "wrong_type"),
      ("5 5", "wrong_type"),
      ("5 apples", "wrong_type"), ("5 kroner", "wrong_type"), ("0x10", "wrong_type"), ("1e", "wrong_type"),
      ("1,234E3E4", "wrong_type"), ("=5", "wrong_type"), ("=\"5", "wrong_type"), ("∞", "wrong_type"),
      ("$5 EUR", "currency"), ("USD 5 EUR", "currency"), ("1E99", "amount_range"), ("1E-99", "amount_range"),
      ("123456789012345678901234567890123456789012", "amount_range"), ("1E999999999999", "amount_range"),
    ])
  func refused(cell: String, reason: String) {
    for mark in [nil, DecimalMark.point, .comma] { #expect(NumberReader(mark: mark).told(cell) == "! \(reason)") }
  }

  @Test(
    "a refusal says what is wrong, and quotes at most 40 bytes",
    arguments: [
      ("", nil, "amount is empty"),
      ("--", nil, "amount \"--\" says that there is none"),
      ("5.00 CR", nil, "amount \"5.00 CR\" is marked CR, a credit, which tells no sign; write it with + or -"),
      ("$5,00 Cr.", nil, "amount \"$5,00 Cr.\" is marked CR, a credit, which tells no sign; write it with + or -"),
      ("CR5", nil, "amount \"CR5\" is marked CR, a credit, which tells no sign; write it with + or -"),
      ("-5.00dr", nil, "amount \"-5.00dr\" is marked DR, a debit, which tells no sign; write it with + or -"),
      ("Dr. 5", nil, "amount \"Dr. 5\" is marked DR, a debit, which tells no sign; write it with + or -"),
      ("Dr. No", nil, "amount \"Dr. No\" is not a number"), ("CR", nil, "amount \"CR\" is not a number"),
      ("5 macr", nil, "amount \"5 macr\" is not a number"), ("cr", nil, "amount \"cr\" is not a number"),
      ("CR CR 5", nil, "amount \"CR CR 5\" is not a number"),
      ("１２", nil, "amount \"１２\" has digits other than 0 to 9"),
      ("12,50", .point, "amount \"12,50\" is a number with a decimal comma, not with a decimal point"),
      ("1,23.45", .point, "amount \"1,23.45\" is not a number: its points, commas or spaces are out of place"),
      (
        "3.000", nil,
        "amount \"3.000\" is 3 with a decimal point and 3000 with a decimal comma; "
          + "say --decimal point or --decimal comma"
      ),
      (
        String(repeating: "ü", count: 30), nil,
        "amount \"\(String(repeating: "ü", count: 20))…\" is not a number"
      ),
      (
        "x" + String(repeating: "ü", count: 30), nil,
        "amount \"x\(String(repeating: "ü", count: 19))…\" is not a number"
      ),
    ] as [(String, DecimalMark?, String)])
  func messages(cell: String, mark: DecimalMark?, message: String) {
    #expect(NumberReader(mark: mark).message(cell) == message)
  }

  @Test(
    "all messages call the cell by the name of its column",
    arguments: [
      "", "-", "x", "１２", "1,2,3", "1E99", "$5 EUR", "3.000", "5 CR", "5 DR", "(-5)", String(repeating: "x", count: 99),
    ])
  func name(cell: String) {
    for mark in [nil, DecimalMark.point, .comma] {
      let message = NumberReader(mark: mark, name: "`Lineitem price`").message(cell)
      if mark == nil || cell != "3.000" { #expect(message.hasPrefix("`Lineitem price` ")) }
      #expect(!message.contains("amount"))
    }
    #expect(NumberReader(mark: .point, name: "cell").message("5,00").hasPrefix("cell \"5,00\" is a number"))
  }

  @Test("38 digits are read exactly, on both sides of the usual length")
  func long() {
    let digits = "12345678901234567890123456789012345678"
    for count in 1...38 {
      let whole = String(digits.prefix(count))
      #expect(NumberReader(mark: .point).told("-" + whole) == "-" + whole)
      #expect(
        NumberReader(mark: .point).told("0." + whole + "1") == (count < 38 ? "0." + whole + "1" : "! amount_range"))
    }
  }
}
