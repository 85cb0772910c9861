import Testing

@testable import SalesCore

@Suite struct FormulaConditionTests {
  static let row = CellRow([
    "status": "paid", "empty": "", "none": .null, "count": "10", "amount": 10, "zero": "010", "flag": false,
    "said": "TRUE",
  ])

  static let values: [String: FormulaValue] = ["true": true, "false": false, "null": .null]

  /// For each pair of left and right: `and`, `or`.
  static let truthTable = [
    ("true", "true", "true", "true"), ("true", "false", "false", "true"), ("true", "null", "null", "true"),
    ("false", "true", "false", "true"), ("false", "false", "false", "false"), ("false", "null", "false", "null"),
    ("null", "true", "null", "true"), ("null", "false", "false", "null"), ("null", "null", "null", "null"),
  ]

  @Test("and, or and not have three values", arguments: truthTable)
  func logic(left: String, right: String, both: String, either: String) throws {
    #expect(try Formula("\(left) and \(right)").constant == Self.values[both])
    #expect(try Formula("\(left) or \(right)").constant == Self.values[either])
    let negation = ["true": "false", "false": "true", "null": "null"]
    #expect(try Formula("not \(left)").constant == negation[left].flatMap { Self.values[$0] })
  }

  @Test(
    "comparisons, lists and searches",
    arguments: [
      // Text with text, exactly.
      ("status = 'paid'", true), ("status == 'Paid'", false), ("status != 'paid'", false), ("'B' < 'a'", true),
      ("status >= 'paid'", true), ("count = '10.0'", false), ("count < '9'", true), ("empty = ''", true),
      // A text beside a number is read as a number.
      ("count = 10.0", true), ("zero = 10", true), ("count = amount", true), ("amount = zero", true),
      ("count < 9", false),
      ("count * 1 = zero", true), ("10 >= count", true), ("count <> 10", false), ("10 <= count", true),
      // A text beside a flag is read as a flag.
      ("said = true", true), ("flag = 'False'", true), ("flag < true", true), ("flag <> flag", false),
      // Null and blank text.
      ("none = null", .null), ("none <> 'x'", .null), ("null = 1", .null), ("empty > 5", .null),
      ("empty = amount", .null),
      ("not none = 'x'", .null), ("none is null", true), ("empty is null", true), ("'  ' is null", true),
      ("empty is not null", false),
      ("status is null", false), ("flag is not null", true), ("amount is null", false), ("empty = true", .null),
      // Lists.
      ("status in ('open', 'paid')", true), ("status in ('open')", false), ("status not in ('open')", true),
      ("count in (9, 10)", true),
      ("count not in (10)", false), ("none in ('x')", .null), ("none not in ('x')", .null),
      ("status in ('open', null)", .null),
      ("status in (null, 'paid')", true), ("status not in ('open', null)", .null), ("flag in (true, false)", true),
      // Searches.
      ("contains(status, 'ai')", true), ("contains(status, 'AI')", false), ("contains(status, '')", true),
      ("contains(empty, '')", true),
      ("contains(none, 'a')", .null), ("contains(status, none)", .null), ("contains(amount, '1')", true),
      ("starts_with(status, 'pa')", true), ("starts_with(status, 'ai')", false), ("starts_with(status, '')", true),
      ("starts_with(none, '')", .null),
      // Flags from anywhere.
      ("said and true", true), ("not flag", true), ("empty or true", true), ("empty and true", .null),
      ("if(said, flag, 1)", false),
      ("coalesce(none, flag)", false), ("(status = 'paid') = (count = 10)", true),
    ] as [(String, FormulaValue)])
  func conditions(text: String, value: FormulaValue) throws {
    #expect(try Formula(text).value(of: Self.row) == value)
  }

  @Test("a condition takes a row only where it is true")
  func holds() throws {
    for (text, isTaken) in [
      ("status = 'paid'", true), ("said", true), ("status = 'open'", false), ("none", false), ("none = none", false),
      ("empty", false),
    ] {
      let condition = try Formula(text).bound { Self.row.names.firstIndex(of: $0) }
      #expect(try condition.holds(for: Self.row) == isTaken, "\(text)")
    }
    let noCondition = try Formula("status").bound { Self.row.names.firstIndex(of: $0) }
    #expect(throws: FormulaEvaluationProblem.self) { try noCondition.holds(for: Self.row) }
  }

  @Test(
    "what can be no condition is known without a row",
    arguments: [
      ("5", "`5` is a number"), ("'paid'", "`'paid'` is a text"), ("amount * 2", "`amount * 2` is a number"),
      ("-amount", "`-amount` is a number"), ("status & 'x'", "`status & 'x'` is a text"),
      ("lower(status)", "`lower(status)` is a text"), ("number(count)", "`number(count)` is a number"),
      ("length(status)", "`length(status)` is a number"), ("text(amount)", "`text(amount)` is a text"),
      ("negate_if(flag, amount)", "`negate_if(flag, amount)` is a number"),
      ("coalesce(5, 'x')", "`5` is a number"), ("if(flag, 1, 2)", "`1` is a number"),
      ("if(amount + 1, flag, said)", "`amount + 1` is a number"), ("not abs(amount)", "`abs(amount)` is a number"),
      ("status = 'paid' and amount * 2", "`amount * 2` is a number"),
      ("trim(status) or flag", "`trim(status)` is a text"),
    ])
  func noCondition(text: String, problem: String) throws {
    #expect(try Formula(text).conditionProblem == problem)
  }

  @Test(
    "a column, and what may be true or false, is left to the rows",
    arguments: [
      "status", "flag", "true", "null", "status = 'paid'", "not said", "flag and said", "amount > 5 or flag",
      "status in ('a', 'b')", "count is null", "contains(status, 'x')", "starts_with(status, 'x')",
      "coalesce(said, 'true')", "coalesce(flag, false)", "if(amount > 5, flag, false)", "if(flag, 'true', 'FALSE')",
      "if(flag, 1, said)", "coalesce(said, 0)",
    ])
  func maybeCondition(text: String) throws {
    #expect(try Formula(text).conditionProblem == nil)
  }
}
