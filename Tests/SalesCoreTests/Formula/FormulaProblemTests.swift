import Testing

@testable import SalesCore

@Suite struct FormulaProblemTests {
  static let problems: [(String, String)] = [
    ("", "the formula is empty (character 1)"),
    (" \n", "the formula is empty (character 1)"),
    ("`Lineitem quantity` * ", "``Lineitem quantity` * ` ends where a value is needed (character 22)"),
    ("(a + b", "`(a + b` ends where `)` is needed (character 6)"),
    ("a not", "`a not` ends where `in` is needed (character 5)"),
    ("a is", "`a is` ends where `null` or `not null` is needed (character 4)"),
    (
      "Lineitem quantity * 2",
      "`quantity` stands where an operator is needed; a name with spaces needs backquotes (character 10)"
    ),
    ("a + * b", "`*` stands where a value is needed (character 5)"),
    ("a = not b", "`not` stands where a value is needed (character 5)"),
    ("(a))", "`)` stands where an operator is needed (character 4)"),
    ("a in 5", "`5` stands where `(` is needed (character 6)"),
    ("a in ()", "the list of `in` is empty (character 3)"),
    ("a is 5", "`5` stands where `null` or `not null` is needed (character 6)"),
    ("lower(a b)", "`b` stands where `,` or `)` is needed (character 9)"),
    ("a < b < c", "`<` follows a comparison; join comparisons with and (character 7)"),
    ("a = b is null", "`is` follows a comparison; join comparisons with and (character 7)"),
    ("a # b", "`#` means nothing in a formula (character 3)"),
    ("价格 + ;", "`;` means nothing in a formula (character 6)"),
    ("a = 'x", "the text 'x has no closing ' (character 5)"),
    ("`a b", "the name `a b has no closing ` (character 1)"),
    ("``", "`` names no column (character 1)"),
    ("2nd + 1", "the number `2nd` is not like 12.5; a column of that name needs backquotes (character 1)"),
    ("5\u{301} + 1", "`5\u{301}` means nothing in a formula (character 1)"),
    ("1.5.2", "`.` means nothing in a formula (character 4)"),
    (
      "a + " + String(repeating: "1", count: 39),
      "the number `" + String(repeating: "1", count: 39) + "` has more than 38 digits (character 5)"
    ),
    ("cotains(a, 'x')", "there is no function `cotains`; the nearest is `contains` (character 1)"),
    ("1 + Rond(a, 2)", "there is no function `Rond`; the nearest is `round` (character 5)"),
    ("split(a, ',')", "`split` takes 3 values, not 2: split(text, separator, n) (character 1)"),
    ("lower()", "`lower` takes 1 value, not 0: lower(text) (character 1)"),
    ("coalesce()", "`coalesce` takes one or more values, not 0: coalesce(a, b, …) (character 1)"),
    (String(repeating: "(", count: 65), "the formula is nested deeper than 64 levels (character 65)"),
    (String(repeating: "-", count: 4096), "the formula is nested deeper than 64 levels (character 65)"),
    (String(repeating: "not ", count: 100), "the formula is nested deeper than 64 levels (character 257)"),
    (String(repeating: "abs(", count: 100), "the formula is nested deeper than 64 levels (character 260)"),
    (String(repeating: "a+", count: 300) + "a", "the formula has more than 256 operators in a row (character 514)"),
    (String(repeating: " ", count: 5000), "the formula has 5000 characters; at most 4096 are taken (character 4097)"),
  ]

  @Test("every error says what is wrong and where", arguments: problems)
  func problem(text: String, description: String) {
    #expect { try Formula(text) } throws: { "\($0)" == description }
  }

  @Test("a name that is near none gets the list of functions")
  func functions() {
    #expect { try Formula("x(1)") } throws: {
      "\($0)".hasPrefix("there is no function `x`; there are coalesce, lower, ")
    }
  }

  @Test("the word is what stands at the place, in one line and not too long")
  func word() throws {
    let problem = try #require(throws: FormulaProblem.self) { try Formula("a +\n'b' c") }
    #expect(problem.place == 9 && problem.word == "c" && problem.unknownColumn == nil)
    for text in ["a '\n\(String(repeating: "long ", count: 30))", "a\n\(String(repeating: "+ long", count: 30)) *"] {
      let problem = try #require(throws: FormulaProblem.self) { try Formula(text) }
      #expect(!problem.description.contains("\n") && problem.description.count < 200)
    }
  }

  @Test("a column that the header does not have is named with its place")
  func unknownColumn() throws {
    let formula = try Formula("a + `b c` * a")
    let problem = try #require(throws: FormulaProblem.self) { try formula.bound { $0 == "a" ? 0 : nil } }
    #expect(problem.description == "there is no column `b c` (character 5)")
    #expect(problem.unknownColumn == "b c" && problem.word == "b c")
  }
}
