/// A formula whose columns are found in a header. It calculates row by row.
package final class BoundFormula: Sendable {
  package let formula: Formula
  let tree: FormulaTree
  /// The row's index of each column of the tree.
  let indexes: [Int]

  init(_ formula: Formula, indexes: [Int]) {
    self.formula = formula
    tree = formula.tree
    self.indexes = indexes
  }

  package func value(of row: any FormulaRow) throws(FormulaEvaluationProblem) -> FormulaValue {
    try value(at: tree.root, row)
  }

  /// The value as a number, where one is wanted; nil for null and for blank text.
  package func number(of row: any FormulaRow) throws(FormulaEvaluationProblem) -> ExactDecimal? {
    try number(at: tree.root, row)
  }

  /// True for a row that a condition takes: its value is true, neither false nor null.
  package func holds(for row: any FormulaRow) throws(FormulaEvaluationProblem) -> Bool {
    try flag(at: tree.root, row) == true
  }
}

/// Each kind of result has a function of its own, so that numbers are passed on without a detour by `FormulaValue`.
extension BoundFormula {
  func value(at index: Int, _ row: any FormulaRow) throws(FormulaEvaluationProblem) -> FormulaValue {
    let node = tree.nodes[index]
    switch node.operation.result {
    case .number: return try number(at: index, row).map { .number($0) } ?? .null
    case .flag: return try flag(at: index, row).map { .flag($0) } ?? .null
    case .text: return try text(at: index, row).map { .text($0) } ?? .null
    case .any: break
    }
    switch node.operation {
    case .literal: return tree.literals[node.first]
    case .column: return row.cell(indexes[node.first])
    case .call(.if): return try value(at: branch(node, row), row)
    default:
      // Only `coalesce` is left.
      for operand in tree.operands(of: node) {
        let value = try value(at: operand, row)
        if !value.isBlank { return value }
      }
      return .null
    }
  }

  func text(at index: Int, _ row: any FormulaRow) throws(FormulaEvaluationProblem) -> String? {
    let node = tree.nodes[index]
    switch node.operation {
    case .join:
      return try (text(at: operand(0, of: node), row) ?? "") + (text(at: operand(1, of: node), row) ?? "")
    case .call(let function) where function.result == .text:
      let text = try text(at: operand(0, of: node), row)
      switch function {
      case .lower: return text?.lowercased()
      case .upper: return text?.uppercased()
      case .trim: return text?.trimmed
      case .split: return try part(of: text, node, row)
      case .replace: return try replaced(text, node, row)
      default: return text
      }
    default:
      return try value(at: index, row).plainText
    }
  }

  /// The index of the operand that `if` chooses.
  func branch(_ node: FormulaNode, _ row: any FormulaRow) throws(FormulaEvaluationProblem) -> Int {
    operand(try flag(at: operand(0, of: node), row) == true ? 1 : 2, of: node)
  }

  func operand(_ position: Int, of node: FormulaNode) -> Int { tree.operands[node.first + position] }

  /// The name of a node that is a column.
  func column(at index: Int) -> String? {
    let node = tree.nodes[index]
    return node.operation == .column ? tree.columns[node.first] : nil
  }

  private func part(
    of text: String?, _ node: FormulaNode, _ row: any FormulaRow
  ) throws(FormulaEvaluationProblem) -> String? {
    let separator = try self.text(at: operand(1, of: node), row)
    let number = try whole(at: operand(2, of: node), 1...Int64.max, row)
    guard let text, let separator, let number else { return nil }
    let parts = text.parts(separatedBy: separator)
    return number <= parts.count ? parts[Int(number) - 1] : nil
  }

  private func replaced(
    _ text: String?, _ node: FormulaNode, _ row: any FormulaRow
  ) throws(FormulaEvaluationProblem) -> String? {
    let part = try self.text(at: operand(1, of: node), row)
    let other = try self.text(at: operand(2, of: node), row)
    guard let text, let part, let other else { return nil }
    return text.parts(separatedBy: part).joined(separator: other)
  }
}
