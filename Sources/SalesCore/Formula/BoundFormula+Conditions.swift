/// Conditions have three values: true, false, and nil for null.
extension BoundFormula {
  func flag(at index: Int, _ row: any FormulaRow) throws(FormulaEvaluationProblem) -> Bool? {
    let node = tree.nodes[index]
    switch node.operation {
    case .comparison(let comparison): return try compare(comparison, node, row)
    case .and, .or:
      // One side decides alone if it is false for `and`, or true for `or`.
      let decisive = node.operation == .or
      let left = try flag(at: operand(0, of: node), row)
      if left == decisive { return decisive }
      let right = try flag(at: operand(1, of: node), row)
      if right == decisive { return decisive }
      return left == nil || right == nil ? nil : !decisive
    case .not: return try flag(at: operand(0, of: node), row).map { !$0 }
    case .isNull: return try value(at: operand(0, of: node), row).isBlank
    case .isIn: return try isIn(node, row)
    case .call(.contains):
      return try texts(of: node, row).map { text, part in text.contains(bytesOf: part) }
    case .call(.startsWith):
      return try texts(of: node, row).map { text, part in text.utf8.starts(with: part.utf8) }
    default: return try flag(from: value(at: index, row), at: index)
    }
  }

  private func compare(
    _ comparison: FormulaOperation.Comparison, _ node: FormulaNode, _ row: any FormulaRow
  ) throws(FormulaEvaluationProblem) -> Bool? {
    let (first, second) = (operand(0, of: node), operand(1, of: node))
    if tree.nodes[first].isNumber || tree.nodes[second].isNumber {
      let left = try number(at: first, row)
      let right = try number(at: second, row)
      guard let left, let right else { return nil }
      return comparison.holds(left, right)
    }
    let left = try value(at: first, row)
    return try compare(comparison, left, at: first, try value(at: second, row), at: second, row)
  }

  /// Two texts are compared as texts. A text beside a number is read as a number, beside a flag as a flag.
  private func compare(
    _ comparison: FormulaOperation.Comparison, _ left: FormulaValue, at first: Int, _ right: FormulaValue,
    at second: Int, _ row: any FormulaRow
  ) throws(FormulaEvaluationProblem) -> Bool? {
    switch (left, right) {
    case (.null, _), (_, .null): return nil
    case (.text(let left), .text(let right)): return comparison.holds(left, right)
    case (.number, _), (_, .number):
      let left = try number(from: left, at: first, row)
      let right = try number(from: right, at: second, row)
      guard let left, let right else { return nil }
      return comparison.holds(left, right)
    case (.flag, _), (_, .flag):
      let left = try flag(from: left, at: first)
      let right = try flag(from: right, at: second)
      guard let left, let right else { return nil }
      // False comes before true.
      return comparison.holds(left ? 1 : 0, right ? 1 : 0)
    }
  }

  private func isIn(_ node: FormulaNode, _ row: any FormulaRow) throws(FormulaEvaluationProblem) -> Bool? {
    let first = operand(0, of: node)
    let wanted = try value(at: first, row)
    var answer: Bool? = false
    for other in tree.operands(of: node).dropFirst() {
      let isEqual = try compare(.equal, wanted, at: first, try value(at: other, row), at: other, row)
      if isEqual == true { return true }
      if isEqual == nil { answer = nil }
    }
    return answer
  }

  private func texts(
    of node: FormulaNode, _ row: any FormulaRow
  ) throws(FormulaEvaluationProblem) -> (String, String)? {
    let text = try text(at: operand(0, of: node), row)
    let part = try self.text(at: operand(1, of: node), row)
    guard let text, let part else { return nil }
    return (text, part)
  }

  /// Reads any value as a condition. `index` is the node that it comes from, for messages.
  private func flag(from value: FormulaValue, at index: Int) throws(FormulaEvaluationProblem) -> Bool? {
    switch value {
    case .null: return nil
    case .flag(let flag): return flag
    case .number(let number):
      throw FormulaEvaluationProblem("\(number.text.excerpt) is neither true nor false", column: column(at: index))
    case .text(let text):
      switch text.lowercased() {
      case "true": return true
      case "false": return false
      default:
        if text.isBlank { return nil }
        throw FormulaEvaluationProblem("\"\(text.excerpt)\" is neither true nor false", column: column(at: index))
      }
    }
  }
}
