import Testing

@testable import SalesCore

@Suite struct FormulaTests {
  static let parentheses = String(repeating: "(", count: 64) + "a" + String(repeating: ")", count: 64)

  @Test(
    "a formula is written with as few parentheses as it needs, and what is written is the same formula",
    arguments: [
      ("a", "a"), ("  12.50 ", "12.5"), ("'it''s'", "'it''s'"), ("TRUE", "true"), ("Null", "null"), ("''", "''"),
      ("`Created at`", "`Created at`"), ("`a``b`", "`a``b`"), ("`plain`", "plain"), ("`and`", "`and`"),
      ("`1st`", "`1st`"),
      ("`a.`", "`a.`"), ("lines.0.price", "lines.0.price"), ("payload.after.amount", "payload.after.amount"),
      ("Größe_2", "Größe_2"), ("价格*2", "价格 * 2"), ("цена", "цена"), ("`Text`", "Text"), ("text", "text"),
      ("-a", "-a"), ("- -a", "--a"), ("-5", "-5"), ("-(5)", "-5"), ("--5", "5"), ("a - -5", "a - -5"),
      ("-a*b", "-a * b"),
      ("-(a*b)", "-(a * b)"), ("a+b*c", "a + b * c"), ("(a+b)*c", "(a + b) * c"), ("a-(b-c)", "a - (b - c)"),
      ("(a-b)-c", "a - b - c"), ("a/(b*c)", "a / (b * c)"), ("a & b + c", "a & b + c"), ("(a & b) + c", "(a & b) + c"),
      ("a & b = c", "a & b = c"), ("a & (b = c)", "a & (b = c)"), ("a==b", "a = b"), ("a!=b", "a <> b"),
      ("a<>b", "a <> b"),
      ("a<=b or a>=b", "a <= b or a >= b"), ("(a = b) = c", "(a = b) = c"), ("not a = b", "not a = b"),
      ("(not a) = b", "(not a) = b"), ("not (a = b)", "not a = b"), ("NOT a AND b OR c", "not a and b or c"),
      ("not (a and b)", "not (a and b)"), ("a and (b or c)", "a and (b or c)"), ("a or (b and c)", "a or b and c"),
      ("a or (b or c)", "a or (b or c)"), ("not not a", "not not a"), ("a and not b", "a and not b"),
      ("a Is Null", "a is null"), ("a is not null", "a is not null"), ("not (a is null)", "a is not null"),
      ("(a or b) is null", "(a or b) is null"), ("a + b is null", "a + b is null"),
      ("(a is not null) = b", "(a is not null) = b"),
      ("a in (1,'x',b or c)", "a in (1, 'x', b or c)"), ("a not in (1)", "a not in (1)"),
      ("not a in (1)", "a not in (1)"),
      ("Coalesce( a , 0 )", "coalesce(a, 0)"), ("if(a=b,1,-1)", "if(a = b, 1, -1)"),
      ("starts_with (a,'x')", "starts_with(a, 'x')"),
      ("-if(a, b, c)", "-if(a, b, c)"), (parentheses, "a"),
    ])
  func canonical(text: String, written: String) throws {
    let formula = try Formula(text)
    #expect(formula.description == written)
    #expect(try Formula(written) == formula)
  }

  @Test("formulas that calculate differently are not equal")
  func inequality() throws {
    let texts = [
      "a", "b", "-a", "a + b", "b + a", "a - b", "a & b", "a = b", "a and b", "'a'", "1", "lower(a)", "upper(a)",
    ]
    let formulas = try texts.map { text throws in try Formula(text) }
    #expect(Set(formulas).count == texts.count)
  }

  @Test(
    "columns are listed once, in order of appearance; numeric ones are those used as numbers",
    arguments: [
      ("a", "a", ""), ("1 + 2", "", ""), ("b * a + b", "b a", "b a"), ("a & b", "a b", ""), ("a = 'x'", "a", ""),
      ("a = b", "a b", ""), ("a > -1", "a", "a"), ("a > b * 2", "a b", "a b"), ("a in ('x', b)", "a b", ""),
      ("a in (1, b)", "a b", "a"), ("abs(a) in (b, c)", "a b c", "a b c"), ("abs(a)", "a", "a"),
      ("round(a, b)", "a b", "a b"),
      ("number(a)", "a", "a"), ("text(a)", "a", ""), ("negate_if(a = 'x', b)", "a b", "b"),
      ("split(a, b, c)", "a b c", "c"),
      ("coalesce(a, b)", "a b", ""), ("coalesce(a, b) * 2", "a b", "a b"), ("if(a, b, c) > 5", "a b c", "b c"),
      ("if(a > 1, b, c)", "a b c", "a"), ("length(a) > 3", "a", ""), ("not (a is null)", "a", ""),
      ("-`x y`", "x y", "x y"),
      ("a * 2 = b and b & c = d", "a b c d", "a b"),
    ])
  func columns(text: String, all: String, numeric: String) throws {
    let formula = try Formula(text)
    #expect(formula.columns.joined(separator: " ") == all)
    #expect(formula.numericColumns.joined(separator: " ") == numeric)
  }

  @Test("a formula that is only a column says so")
  func onlyColumn() throws {
    #expect(try Formula("(`Created at`)").onlyColumn == "Created at")
    for text in ["'a'", "-a", "text(a)", "a + a"] { #expect(try Formula(text).onlyColumn == nil) }
  }

  @Test(
    "a formula without columns is a constant, unless its value is an error",
    arguments: [
      ("'EUR'", "EUR"), ("-5", -5), ("1 + 2 * 3", 7), ("null", .null), ("1 < 2", true), ("upper('eur')", "EUR"),
      ("a", nil), ("1 / 0", nil), ("'1,5' * 2", nil), ("coalesce(a, 1)", nil),
    ] as [(String, FormulaValue?)])
  func constant(text: String, value: FormulaValue?) throws {
    #expect(try Formula(text).constant == value)
  }

  @Test("a chain of 256 operators is read and calculated, and a longer one is refused")
  func chain() throws {
    let ones = Array(repeating: "1", count: 257)
    #expect(try Formula(ones.joined(separator: "+")).constant == 257)
    #expect(throws: FormulaProblem.self) { try Formula((ones + ["1"]).joined(separator: "+")) }
  }

  @Test(
    "64 levels within each other are read, calculated and written",
    arguments: ["(1 + 2 * ", "if(true, 1, 1 + 0 * ", "coalesce('' & ", "-", "abs(-1 + "])
  func deepest(level: String) throws {
    let isOpen = level.contains("(")
    let levels = level.hasPrefix("abs") ? 32 : 64
    let text = String(repeating: level, count: levels) + "1" + String(repeating: ")", count: isOpen ? levels : 0)
    let formula = try Formula(text)
    #expect(formula.constant != nil)
    #expect(try Formula(formula.description) == formula)
  }
}
