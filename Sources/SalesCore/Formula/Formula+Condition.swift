extension Formula {
  /// Why it can be no condition, in words: `Qty * Price` is a number. Nil where its value may be true or false, as that
  /// of a column.
  ///
  ///     try Formula("Qty * Price").conditionProblem          // `Qty * Price` is a number
  ///     try Formula("Paid and Qty > 1").conditionProblem     // nil
  package var conditionProblem: String? {
    tree.noCondition(at: tree.root).map { "`\(tree.text(at: $0.node).excerpt)` is \($0.kind)" }
  }
}

extension FormulaTree {
  /// The part of a node that is a number or a text for certain where a condition is wanted.
  fileprivate func noCondition(at index: Int) -> (node: Int, kind: String)? {
    let node = nodes[index]
    let operands = operands(of: node)
    switch node.operation {
    case .literal: return literals[node.first].kindOfNoCondition.map { (index, $0) }
    case .and, .or, .not: return operands.lazy.compactMap(noCondition).first
    case .call(.if): return operands.first.flatMap(noCondition) ?? noCondition(anyOf: operands.dropFirst())
    case .call(.coalesce): return noCondition(anyOf: operands)
    default: break
    }
    switch node.operation.result {
    case .number: return (index, "a number")
    case .text: return (index, "a text")
    case .flag, .any: return nil
    }
  }

  /// Nil as soon as one of the nodes may be a condition.
  private func noCondition(anyOf nodes: ArraySlice<Int>) -> (node: Int, kind: String)? {
    let problems = nodes.compactMap(noCondition)
    return problems.count == nodes.count ? problems.first : nil
  }
}

extension FormulaValue {
  fileprivate var kindOfNoCondition: String? {
    switch self {
    case .null, .flag: nil
    case .number: "a number"
    case .text(let text): text.isBlank || ["true", "false"].contains(text.lowercased()) ? nil : "a text"
    }
  }
}
