extension Formula {
  /// The columns whose cells are used as numbers, each once, in order of appearance: those in arithmetic, those
  /// where a function takes a number, and those compared with a number. A formula that is only a column has none.
  package var numericColumns: [String] {
    var isNumeric = [Bool](repeating: false, count: columns.count)
    tree.noteNumbers(at: tree.root, isNumber: false, in: &isNumeric)
    return zip(columns, isNumeric).filter(\.1).map(\.0)
  }
}

extension FormulaTree {
  /// Notes the columns below a node that are used as numbers. `isNumber` says that the node itself is used as one.
  fileprivate func noteNumbers(at index: Int, isNumber: Bool, in isNumeric: inout [Bool]) {
    let node = nodes[index]
    if node.operation == .column, isNumber { isNumeric[node.first] = true }
    let operands = operands(of: node)
    for (position, operand) in operands.enumerated() {
      noteNumbers(
        at: operand, isNumber: takesNumber(node, operands, at: position, isNumber: isNumber), in: &isNumeric)
    }
  }

  private func takesNumber(
    _ node: FormulaNode, _ operands: ArraySlice<Int>, at position: Int, isNumber: Bool
  ) -> Bool {
    switch node.operation {
    case .negation, .arithmetic: true
    case .comparison: operands.contains { nodes[$0].isNumber }
    case .isIn: (position == 0 ? operands.dropFirst() : operands.prefix(1)).contains { nodes[$0].isNumber }
    case .call(.coalesce): isNumber
    case .call(.if): isNumber && position > 0
    case .call(let function): function.takesNumber(at: position)
    default: false
    }
  }
}
