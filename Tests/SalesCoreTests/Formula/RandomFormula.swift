import TestSupport

@testable import SalesCore

/// A random formula, and the same calculation for Python. Operators bind alike in both languages, so Python's own parser
/// checks ours; what Python writes differently is a call there.
struct RandomFormula {
  enum Kind: CaseIterable { case number, text, flag }

  var formula: String
  var python: String
  /// How tightly the two bind.
  private var level: FormulaLevel
  private var pythonLevel: FormulaLevel

  static let numberColumns = ["price", "`Unit cost`", "lines.0.qty"]
  static let textColumns = ["status", "`a``b`", "名前"]
  static let flagColumns = ["paid", "`is`"]
  static let columns = numberColumns + textColumns + flagColumns

  private init(
    _ formula: String, _ python: String, level: FormulaLevel = .value, pythonLevel: FormulaLevel = .value
  ) {
    self.formula = formula
    self.python = python
    self.level = level
    self.pythonLevel = pythonLevel
  }

  static func random(_ kind: Kind, depth: Int, using random: inout SeededGenerator) -> RandomFormula {
    // Now and then a value of another kind, which must be refused or read in the same way.
    let kind = Int.random(in: 0..<25, using: &random) == 0 ? Kind.allCases.randomElement(using: &random) ?? kind : kind
    if depth == 0 { return leaf(kind, using: &random) }
    return switch kind {
    case .number: number(depth: depth - 1, using: &random)
    case .text: text(depth: depth - 1, using: &random)
    case .flag: flag(depth: depth - 1, using: &random)
    }
  }

  /// A value that CSV or JSON may hold in a column of that kind.
  static func cell(_ kind: Kind, using random: inout SeededGenerator) -> FormulaValue {
    switch (Int.random(in: 0..<20, using: &random), kind) {
    case (0, _): .null
    case (1, _): .text(["", " ", "\t "].randomElement(using: &random) ?? "")
    case (2, _): .text(["12,5", "abc", "1e5", "True", "-"].randomElement(using: &random) ?? "")
    case (3...7, .number): .number(ExactDecimal(decimalText(using: &random)) ?? .zero)
    case (_, .number): .text(decimalText(using: &random) + (Bool.random(using: &random) ? "" : " "))
    case (_, .text): .text(words.randomElement(using: &random) ?? "")
    case (3...8, .flag): .text(Bool.random(using: &random) ? "true" : "FALSE")
    case (_, .flag): .flag(.random(using: &random))
    }
  }

  static func decimalText(using random: inout SeededGenerator) -> String {
    let digits = [1, 2, 3, 4, 5, 8, 12, 19, 30].randomElement(using: &random) ?? 1
    let whole = (0..<digits).map { _ in String(Int.random(in: 0...9, using: &random)) }.joined()
    let decimals = Int.random(in: 0...min(digits, 4), using: &random)
    return whole.dropLast(decimals).isEmpty || decimals == 0
      ? whole : "\(whole.dropLast(decimals)).\(whole.suffix(decimals))"
  }

  private static let words = ["paid", "Paid", "a-b-c", "größe 2", "it's", "x", "価格", "-", "10", "010", "Z a"]

  private static func leaf(_ kind: Kind, using random: inout SeededGenerator) -> RandomFormula {
    if Bool.random(using: &random) {
      let names = kind == .number ? numberColumns : kind == .text ? textColumns : flagColumns
      let name = names.randomElement(using: &random) ?? ""
      return RandomFormula(name, "C(\(quoted(name)))")
    }
    switch kind {
    case .number:
      let text = decimalText(using: &random)
      return RandomFormula(text, "N('\(text)')")
    case .text:
      let word = words.randomElement(using: &random) ?? ""
      return RandomFormula("'" + word.replacing("'", with: "''") + "'", "T(\(quoted(word)))")
    case .flag:
      let word = ["true", "false", "null"].randomElement(using: &random) ?? ""
      return RandomFormula(word, "V(\(["true": "True", "false": "False"][word] ?? "None"))")
    }
  }

  /// A column's name without backquotes.
  static func plainName(_ name: String) -> String {
    name.hasPrefix("`") ? String(name.dropFirst().dropLast()).replacing("``", with: "`") : name
  }

  private static func quoted(_ text: String) -> String { "\"" + text + "\"" }
}

extension RandomFormula {
  private static func number(depth: Int, using random: inout SeededGenerator) -> RandomFormula {
    let one = Self.random(.number, depth: depth, using: &random)
    let other = Self.random(.number, depth: depth, using: &random)
    switch Int.random(in: 0..<14, using: &random) {
    case 0...6:
      let sign = ["+", "-", "*", "/"].randomElement(using: &random) ?? "+"
      return infix(one, sign, sign, other, sign == "+" || sign == "-" ? .sum : .product, using: &random)
    case 7:
      let operand = one.wrapped(below: .negation, using: &random)
      return RandomFormula("-" + operand.formula, "-" + operand.python, level: .negation, pythonLevel: .negation)
    case 8: return call("abs", [one])
    case 9: return call("round", [one, whole(0...5, using: &random)])
    case 10: return lazyCall("negate_if", [Self.random(.flag, depth: depth, using: &random), one])
    case 11: return call("length", [Self.random(.text, depth: depth, using: &random)])
    case 12: return call("number", [Self.random(.number, depth: depth, using: &random)])
    default: return either(one, other, depth: depth, using: &random)
    }
  }

  private static func text(depth: Int, using random: inout SeededGenerator) -> RandomFormula {
    let one = Self.random(.text, depth: depth, using: &random)
    let other = Self.random(.text, depth: depth, using: &random)
    switch Int.random(in: 0..<9, using: &random) {
    case 0, 1: return infix(one, "&", "&", other, .join, using: &random)
    case 2: return call("lower", [one])
    case 3: return call("upper", [one])
    case 4: return call("trim", [one])
    case 5: return call("split", [one, other, whole(0...3, using: &random)])
    case 6: return call("replace", [one, other, leaf(.text, using: &random)])
    case 7: return call("text", [Self.random(.number, depth: depth, using: &random)])
    default: return either(one, other, depth: depth, using: &random)
    }
  }

  private static func flag(depth: Int, using random: inout SeededGenerator) -> RandomFormula {
    let kind: Kind = Bool.random(using: &random) ? .number : .text
    let one = Self.random(kind, depth: depth, using: &random)
    let other = Self.random(kind, depth: depth, using: &random)
    let conditions = (0..<2).map { _ in Self.random(.flag, depth: depth, using: &random) }
    switch Int.random(in: 0..<12, using: &random) {
    case 0...3:
      let signs = [
        ("=", "=="), ("==", "=="), ("<>", "!="), ("!=", "!="), ("<", "<"), ("<=", "<="), (">", ">"), (">=", ">="),
      ]
      let (sign, python) = signs.randomElement(using: &random) ?? ("=", "==")
      return infix(one, sign, python, other, .comparison, using: &random)
    case 4, 5:
      let (word, level): (String, FormulaLevel) = Bool.random(using: &random) ? ("and", .and) : ("or", .or)
      let (left, right) = (
        conditions[0].wrapped(below: level, using: &random), conditions[1].wrapped(below: level.tighter, using: &random)
      )
      let call = lazyCall(word, conditions)
      return RandomFormula("\(left.formula) \(word) \(right.formula)", call.python, level: level)
    case 6:
      let operand = conditions[0].wrapped(below: .not, using: &random)
      return RandomFormula("not \(operand.formula)", "f_not(\(operand.python))", level: .not)
    case 7, 8:
      return Bool.random(using: &random) ? isNull(one, using: &random) : isIn(one, [other, one], using: &random)
    case 9: return call("contains", [one, leaf(.text, using: &random)])
    case 10: return call("starts_with", [one, leaf(.text, using: &random)])
    default: return either(conditions[0], conditions[1], depth: depth, using: &random)
    }
  }

  private static func whole(_ range: ClosedRange<Int>, using random: inout SeededGenerator) -> RandomFormula {
    let number = Int.random(in: range, using: &random)
    return RandomFormula("\(number)", "N('\(number)')")
  }

  private static func isNull(_ value: RandomFormula, using random: inout SeededGenerator) -> RandomFormula {
    let operand = value.wrapped(below: .join, using: &random)
    let python = "f_is_null(\(operand.python))"
    return Bool.random(using: &random)
      ? RandomFormula(operand.formula + " IS null", python, level: .comparison)
      : RandomFormula(operand.formula + " is  not null", "f_not(\(python))", level: .comparison)
  }

  private static func isIn(
    _ value: RandomFormula, _ list: [RandomFormula], using random: inout SeededGenerator
  ) -> RandomFormula {
    let operand = value.wrapped(below: .join, using: &random)
    let values = "(" + list.map(\.formula).joined(separator: ", ") + " )"
    let python = "f_in(" + operand.python + list.map { ", lambda: " + $0.python }.joined() + ")"
    return Bool.random(using: &random)
      ? RandomFormula(operand.formula + " in" + values, python, level: .comparison)
      : RandomFormula(operand.formula + " not in " + values, "f_not(\(python))", level: .comparison)
  }

  private static func either(
    _ one: RandomFormula, _ other: RandomFormula, depth: Int, using random: inout SeededGenerator
  ) -> RandomFormula {
    Bool.random(using: &random)
      ? lazyCall("coalesce", [one, other])
      : lazyCall("if", [Self.random(.flag, depth: depth, using: &random), one, other])
  }

  private static func infix(
    _ left: RandomFormula, _ sign: String, _ python: String, _ right: RandomFormula, _ level: FormulaLevel,
    using random: inout SeededGenerator
  ) -> RandomFormula {
    let left = left.wrapped(below: level == .comparison ? level.tighter : level, using: &random)
    let right = right.wrapped(below: level.tighter, using: &random)
    let space = Bool.random(using: &random) ? " " : ""
    return RandomFormula(
      left.formula + space + sign + space + right.formula, left.python + python + right.python, level: level,
      pythonLevel: level)
  }

  private static func call(_ name: String, _ values: [RandomFormula]) -> RandomFormula {
    RandomFormula(
      name + "(" + values.map(\.formula).joined(separator: ",") + ")",
      "f_" + name + "(" + values.map(\.python).joined(separator: ",") + ")")
  }

  /// A call that chooses which of its values it calculates.
  private static func lazyCall(_ name: String, _ values: [RandomFormula]) -> RandomFormula {
    RandomFormula(
      name + "(" + values.map(\.formula).joined(separator: ", ") + ")",
      "f_" + name + "(" + values.map { "lambda: " + $0.python }.joined(separator: ", ") + ")")
  }

  /// In parentheses where it binds too loosely, and now and then where it does not.
  private func wrapped(below least: FormulaLevel, using random: inout SeededGenerator) -> RandomFormula {
    let isSuperfluous = Int.random(in: 0..<6, using: &random) == 0
    var copy = self
    if level < least || isSuperfluous { (copy.formula, copy.level) = ("(" + formula + ")", .value) }
    if pythonLevel < least { (copy.python, copy.pythonLevel) = ("(" + python + ")", .value) }
    return copy
  }
}
