import Testing

@testable import SalesCore

@Suite struct ExactDecimalTests {
  private func decimal(_ text: String) throws -> ExactDecimal { try #require(ExactDecimal(text), "\(text)") }

  static let nines = String(repeating: "9", count: 38)
  static let zeros = String(repeating: "0", count: 70)

  @Test(
    "numbers are read as they are written, and written without an exponent",
    arguments: [
      ("0", "0"), ("-0", "0"), ("-0.00", "0"), ("0e999", "0"), ("+3", "3"), (".5", "0.5"), ("-.5", "-0.5"),
      ("-12.50", "-12.5"), ("007", "7"), ("1e-3", "0.001"), ("1.5E2", "150"), ("1e+2", "100"), ("1200e-4", "0.12"),
      ("1234567890.123456789", "1234567890.123456789"), ("99999999999999999.99", "99999999999999999.99"),
      (nines, nines), ("-\(nines)", "-\(nines)"), ("0.\(nines)", "0.\(nines)"), ("1.\(zeros)", "1"),
      ("\(zeros)1", "1"), ("1\(zeros)e-70", "1"), ("1e37", "1" + zeros.prefix(37)),
      ("1e-60", "0." + zeros.prefix(59) + "1"),
      ("9223372036854775807", "9223372036854775807"), ("-9223372036854775808", "-9223372036854775808"),
    ])
  func reading(text: String, written: String) throws {
    #expect(try decimal(text).text == written)
  }

  @Test(
    "anything else is no number",
    arguments: [
      "", "-", "+", ".", "-.", "12.", "12.e3", "e3", "1e", "1e+", "1e3.5", "1.2.3", "--1", "1-", " 1", "1 ", "1,5",
      "1'000", "0x1F", "1_000", "NaN", "Infinity", "٣", "1\u{0}", "1\(nines)", "0.1\(nines)", "1e38", "1e-61",
      "1\(zeros)", "1e9999999999999999999", "1e-9999999999999999999",
    ])
  func refusal(text: String) {
    #expect(ExactDecimal(text) == nil)
  }

  @Test("equal values are equal and hash equally, however they were made")
  func equality() throws {
    let half = try decimal("0.5")
    var others = try ["0.50", ".5", "5e-1", "0.5000000000000000000000"].map(decimal)
    others += try [ExactDecimal(1) / ExactDecimal(2), ExactDecimal(coefficient: 500, decimals: 3)]
    for other in others {
      #expect(other == half)
      #expect(Set([other, half]).count == 1)
    }
    #expect(try ExactDecimal(coefficient: 12, decimals: -2) == ExactDecimal(1200))
    #expect(throws: ExactDecimalProblem.tooManyDigits) { try ExactDecimal(coefficient: 1, decimals: -38) }
    #expect(throws: ExactDecimalProblem.tooManyDigits) { try ExactDecimal(coefficient: .min, decimals: 0) }
    #expect(throws: ExactDecimalProblem.tooManyDigits) { try ExactDecimal(coefficient: 1, decimals: .max) }
    #expect(throws: ExactDecimalProblem.tooManyDigits) { try ExactDecimal(coefficient: 1, decimals: .min) }
  }

  @Test("numbers of any length are ordered")
  func order() throws {
    let sorted = try [
      "-\(Self.nines)", "-1.5", "-1.49", "-1e-60", "0", "1e-60", "2e-60", "0.1", "0.11", "1", Self.nines,
    ]
    .map(decimal)
    for (i, left) in sorted.enumerated() {
      for (j, right) in sorted.enumerated() {
        #expect((left < right) == (i < j), "\(left.text) \(right.text)")
      }
    }
  }

  static let sums: [(String, Character, String, String?)] = [
    ("0.1", "+", "0.2", "0.3"), ("1.5", "+", "-1.5", "0"), ("1e-60", "-", "1e-60", "0"), ("99.5", "-", "100", "-0.5"),
    (nines, "+", "1", nil), (nines, "+", "0.1", nil), ("1e37", "+", "0.5", nil), (nines, "-", "-\(nines)", nil),
    ("19e36", "-", "91" + zeros.prefix(35) + ".5", "98" + nines.prefix(35) + ".5"),
    ("0.5", "+", String(repeating: "9", count: 37) + ".5", "1" + zeros.prefix(37)),
    ("19.90", "*", "3", "59.7"), ("-1.1", "*", "1.1", "-1.21"), ("0", "*", "-5", "0"), ("1e37", "*", "10", nil),
    ("0.5", "*", "2e37", "1" + zeros.prefix(37)), ("1e-30", "*", "1e-30", "0." + zeros.prefix(59) + "1"),
    ("1e-30", "*", "1e-31", nil), ("12345678901234567890", "*", "12345678901234567890", nil),
    ("5e-60", "*", "2e37", "0." + zeros.prefix(21) + "1"), (nines, "*", nines, nil),
    (nines, "*", "0.1", nines.prefix(37) + ".9"),
    ("1", "/", "8", "0.125"), ("1990", "/", "100", "19.9"), ("-7", "/", "2", "-3.5"), ("0", "/", "3", "0"),
    ("1e37", "/", "1e-1", nil), (nines, "/", "1e-30", nil), ("1e-60", "/", "10", nil),
    ("9e37", "/", "3", "3" + zeros.prefix(37)),
  ]

  @Test("sums, differences, products and quotients that end are exact, or have too many digits", arguments: sums)
  func arithmetic(left: String, sign: Character, right: String, result: String?) throws {
    let (left, right) = (try decimal(left), try decimal(right))
    let calculate = { () throws(ExactDecimalProblem) -> ExactDecimal in
      switch sign {
      case "+": try left + right
      case "-": try left - right
      case "*": try left * right
      default: try left / right
      }
    }
    if let result {
      #expect(try calculate().text == result)
      #expect(try calculate().isInexact == false)
    } else {
      #expect(throws: ExactDecimalProblem.tooManyDigits) { try calculate() }
    }
  }

  @Test("a quotient that does not end is rounded to 34 digits, half up, and what is made of it is inexact too")
  func quotient() throws {
    let third = try ExactDecimal(1) / ExactDecimal(3)
    #expect(third.text == "0." + String(repeating: "3", count: 34) && third.isInexact)
    #expect(try (ExactDecimal(-2) / ExactDecimal(3)).text == "-0." + String(repeating: "6", count: 33) + "7")
    #expect(try (ExactDecimal(200) / ExactDecimal(3)).text == "66." + String(repeating: "6", count: 31) + "7")
    #expect(try (ExactDecimal(1) - ExactDecimal(1) / ExactDecimal(4)).isInexact == false)
    let made = try [
      third + ExactDecimal(1), ExactDecimal(1) - third, third * ExactDecimal(0), ExactDecimal(0) / third,
      third / third, third.negated, third.negated.magnitude, third.rounded(decimals: 2), third.rounded(decimals: 50),
    ]
    for number in made { #expect(number.isInexact, "\(number.text)") }
    // 38 digits cannot all be kept.
    let long = try decimal("12345678901234567890123456789012345678")
    #expect(try (long / ExactDecimal(1)).text == "12345678901234567890123456789012350000")
    #expect(throws: ExactDecimalProblem.divisionByZero) { try long / .zero }
  }

  @Test(
    "rounding goes away from zero at a tie",
    arguments: [
      ("0.125", 2, "0.13"), ("-0.125", 2, "-0.13"), ("0.1249999", 2, "0.12"), ("2.5", 0, "3"), ("-2.5", 0, "-3"),
      ("1.999", 2, "2"), ("0.4", 0, "0"), ("-0.4", 0, "0"), ("12.3", 5, "12.3"), ("12.5", -3, "13"),
      ("5e-60", 59, "0." + zeros.prefix(58) + "1"),
      ("5e-60", 2, "0"), ("0.\(nines)", 37, "1"), ("0.\(nines)", 0, "1"), ("9e-40", 1, "0"),
    ])
  func rounding(text: String, decimals: Int, rounded: String) throws {
    #expect(try decimal(text).rounded(decimals: decimals).text == rounded)
  }

  @Test(
    "minor units are whole and fit 64 bits",
    arguments: [
      ("12.5", 2, 1250), ("-12.50", 2, -1250), ("12.505", 2, nil), ("0.00", 0, 0), ("0", 60, 0), ("12.5", 0, nil),
      ("92233720368547758.07", 2, Int64.max), ("-92233720368547758.08", 2, Int64.min),
      ("92233720368547758.08", 2, nil), ("1", 40, nil), (nines, 2, nil), ("12", -1, nil),
    ] as [(String, Int, Int64?)])
  func minorUnits(text: String, decimals: Int, units: Int64?) throws {
    #expect(try decimal(text).minorUnits(decimals: decimals) == units)
  }
}
