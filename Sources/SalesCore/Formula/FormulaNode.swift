/// One operation of a formula. It holds no references, so that evaluation copies it freely.
struct FormulaNode: Hashable, Sendable {
  var operation: FormulaOperation
  /// The index of a literal, of a column, or of the first operand in the formula's `operands`.
  var first: Int
  /// How many operands there are.
  var count: Int
  /// True where the result is a number or null for certain. What it is compared with is then read as a number.
  var isNumber: Bool
  /// 1 for a literal or a column, else 1 more than its deepest operand.
  var depth: Int
}

enum FormulaOperation: Hashable, Sendable {
  case literal, column
  case negation, not, isNull, isIn, and, or, join
  case arithmetic(Arithmetic)
  case comparison(Comparison)
  case call(FormulaFunction)

  /// The raw value is the sign in a formula.
  enum Arithmetic: String, Sendable {
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
  }

  enum Comparison: String, Sendable {
    case equal = "="
    case unequal = "<>"
    case less = "<"
    case atMost = "<="
    case greater = ">"
    case atLeast = ">="

    func holds<Value: Comparable>(_ left: Value, _ right: Value) -> Bool {
      switch self {
      case .equal: left == right
      case .unequal: left != right
      case .less: left < right
      case .atMost: left <= right
      case .greater: left > right
      case .atLeast: left >= right
      }
    }
  }

  /// The kind of a result, apart from null.
  enum Result {
    case number, flag, text
    /// It depends on the row.
    case any
  }

  var result: Result {
    switch self {
    case .literal, .column: .any
    case .negation, .arithmetic: .number
    case .not, .isNull, .isIn, .and, .or, .comparison: .flag
    case .join: .text
    case .call(let function): function.result
    }
  }

  /// How tightly it binds its operands.
  var level: FormulaLevel {
    switch self {
    case .or: .or
    case .and: .and
    case .not: .not
    case .isNull, .isIn, .comparison: .comparison
    case .join: .join
    case .arithmetic(.add), .arithmetic(.subtract): .sum
    case .arithmetic(.multiply), .arithmetic(.divide): .product
    case .negation: .negation
    case .literal, .column, .call: .value
    }
  }
}

/// The precedence of operators, loosest first.
enum FormulaLevel: Int, Comparable {
  case or, and, not, comparison, join, sum, product, negation, value

  var tighter: FormulaLevel { FormulaLevel(rawValue: rawValue + 1) ?? .value }

  static func < (left: FormulaLevel, right: FormulaLevel) -> Bool { left.rawValue < right.rawValue }
}
