import Testing

@testable import SalesCore

@Suite struct FormulaValueTests {
  static let row = CellRow([
    "price": " 19.90 ", "quantity": "3", "blank": "  ", "none": .null, "word": "12,5o", "name": "  Desk Lamp ",
    "paid": true, "amount": .number(ExactDecimal("-12.5") ?? .zero), "said": "True", "lines": "a\r\nb",
  ])

  private func number(_ text: String) -> FormulaValue { ExactDecimal(text).map { .number($0) } ?? .null }

  static let textCases: [(String, FormulaValue)] = [
    ("name", "  Desk Lamp "), ("lower(name)", "  desk lamp "), ("upper('straße')", "STRASSE"),
    ("trim(name)", "Desk Lamp"),
    ("trim(blank)", ""), ("'it''s'", "it's"), ("'a' & 'b'", "ab"), ("none & 'b' & none", "b"), ("none & none", ""),
    ("quantity & 1 + 2", "33"), ("amount & ''", "-12.5"), ("paid & ''", "true"), ("text(price)", " 19.90 "),
    ("text(amount)", "-12.5"), ("text(none)", .null), ("text(1.50)", "1.5"),
    ("coalesce(none, blank, 'x')", "x"), ("coalesce(none, blank)", .null), ("coalesce('', name)", "  Desk Lamp "),
    ("split('a-b-c', '-', 2)", "b"), ("split('a-b-c', '-', 4)", .null), ("split('a--c', '-', 2)", ""),
    ("split('a, b, c', ', ', 3)", "c"), ("split('abc', '', 1)", "abc"), ("split('abc', '', 2)", .null),
    ("split('', '-', 1)", ""), ("split(none, '-', 1)", .null), ("split('a', none, 1)", .null),
    ("split('a', '-', none)", .null),
    ("split(lines, '\n', 2)", "b"), ("replace(word, ',', '.')", "12.5o"), ("replace('aaa', 'aa', 'b')", "ba"),
    ("replace('abc', '', 'x')", "abc"), ("replace('abc', 'b', '')", "ac"), ("replace(none, 'a', 'b')", .null),
    ("if(paid, 'yes', 'no')", "yes"), ("if(not paid, 'yes', 'no')", "no"), ("if(none, 'yes', 'no')", "no"),
    ("if(paid, price, 1)", " 19.90 "), ("lower(none)", .null), ("lower(paid)", "true"),
  ]

  @Test("texts", arguments: textCases)
  func texts(text: String, value: FormulaValue) throws {
    #expect(try Formula(text).value(of: Self.row) == value)
  }

  @Test(
    "numbers",
    arguments: [
      ("1 + 2 * 3", "7"), ("(1 + 2) * 3", "9"), ("10 - 2 - 3", "5"), ("12 / 3 / 2", "2"), ("-2 * -3", "6"),
      ("- -5", "5"),
      ("2 - -3", "5"), ("price * quantity", "59.7"), ("price / 1.19", "16.72268907563025210084033613445378"),
      ("round(price / 1.19, 2)", "16.72"), ("round(-0.125, 2)", "-0.13"), ("abs(amount)", "12.5"), ("-amount", "12.5"),
      ("negate_if(paid, price)", "-19.9"), ("negate_if(none, price)", "19.9"), ("negate_if(false, '7')", "7"),
      ("number(price)", "19.9"), ("number('  12 ')", "12"), ("number(replace('12,5', ',', '.')) * 2", "25"),
      ("length('Größe')", "5"), ("length(amount)", "5"), ("coalesce(blank, price) + 1", "20.9"),
      ("coalesce(blank, none) + 1", nil), ("if(paid, price, 1) * 2", "39.8"), ("blank + 1", nil), ("1 - none", nil),
      ("-blank", nil), ("abs(none)", nil), ("round(none, 2)", nil), ("round(1.5, none)", nil), ("number(blank)", nil),
      ("length(none)", nil), ("negate_if(true, none)", nil),
    ])
  func numbers(text: String, result: String?) throws {
    #expect(try Formula(text).value(of: Self.row) == result.map(number) ?? .null)
  }

  @Test("a bare column can be asked for its number")
  func bareColumn() throws {
    let price = try Formula("price").bound { Self.row.names.firstIndex(of: $0) }
    #expect(try price.value(of: Self.row) == " 19.90 ")
    #expect(try price.number(of: Self.row)?.text == "19.9")
    let blank = try Formula("blank").bound { Self.row.names.firstIndex(of: $0) }
    #expect(try blank.number(of: Self.row) == nil)
  }

  @Test(
    "an error names the column and quotes its cell, or names the operation",
    arguments: [
      ("price * word", "`word`: \"12,5o\" is not a number"), ("word + none", "`word`: \"12,5o\" is not a number"),
      ("none * word", "`word`: \"12,5o\" is not a number"), ("word > 5", "`word`: \"12,5o\" is not a number"),
      ("word = amount", "`word`: \"12,5o\" is not a number"), ("word in ('x', 5)", "`word`: \"12,5o\" is not a number"),
      ("coalesce(word, 0) * 2", "`word`: \"12,5o\" is not a number"),
      ("number(lower(word))", "\"12,5o\" is not a number"),
      ("paid + 1", "`paid`: \"true\" is not a number"), ("(1 = 1) + 1", "true is not a number"),
      ("amount = paid", "`paid`: true is not a number"), ("1 = paid", "`paid`: \"true\" is not a number"),
      ("price / (quantity - 3)", "`price / (quantity - 3)` divides by zero"),
      (
        "1\(String(repeating: "0", count: 37)) * quantity * 10",
        "`1\(String(repeating: "0", count: 37)) *…` has more than 38 digits"
      ),
      ("round(price, 1.5)", "1.5 is not a whole number from 0 to 60"),
      ("round(price, -1)", "-1 is not a whole number from 0 to 60"),
      ("split('a', '-', 0)", "0 is not a whole number from 1"),
      ("split('a', '-', price)", "`price`: 19.9 is not a whole number from 1"),
      ("not name", "`name`: \"  Desk Lamp \" is neither true nor false"),
      ("if(amount, 1, 2)", "`amount`: -12.5 is neither true nor false"),
      ("paid = 'yes'", "\"yes\" is neither true nor false"),
    ])
  func problems(text: String, description: String) {
    #expect { try Formula(text).value(of: Self.row) } throws: { "\($0)" == description }
  }

  @Test("what is not chosen is not calculated")
  func laziness() throws {
    for text in [
      "if(true, 1, 1 / 0)", "if(false, 1 / 0, 1)", "coalesce(1, 1 / 0)", "coalesce(1, word) + 0",
    ] {
      #expect(try Formula(text).value(of: Self.row) == 1, "\(text)")
    }
    #expect(try Formula("false and 1 / 0 > 1").value(of: Self.row) == false)
    #expect(try Formula("true or 1 / 0 > 1").value(of: Self.row) == true)
  }
}
