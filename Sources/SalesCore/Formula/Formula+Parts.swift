extension Formula {
  /// The formula that is nothing but a column.
  package init(column: String) {
    var tree = FormulaTree()
    _ = tree.addColumn(column)
    self.init(tree: tree, places: [1])
  }

  /// The columns that only ever are a part of `coalesce`: where such a column is blank, the formula has another value.
  package var optionalColumns: Set<String> {
    var optional: Set<Int> = []
    var needed: Set<Int> = []
    tree.noteOptional(at: tree.root, isOptional: false, &optional, &needed)
    return Set(optional.subtracting(needed).map { columns[$0] })
  }
}

extension FormulaTree {
  fileprivate func noteOptional(
    at index: Int, isOptional: Bool, _ optional: inout Set<Int>, _ needed: inout Set<Int>
  ) {
    let node = nodes[index]
    if node.operation == .column {
      if isOptional { optional.insert(node.first) } else { needed.insert(node.first) }
    }
    for operand in operands(of: node) {
      noteOptional(at: operand, isOptional: isOptional || node.operation == .call(.coalesce), &optional, &needed)
    }
  }
}
