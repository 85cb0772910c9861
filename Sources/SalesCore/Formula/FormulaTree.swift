/// The operations of a formula, operands before what uses them, so the last node is the whole formula.
struct FormulaTree: Hashable, Sendable {
  private(set) var nodes: [FormulaNode] = []
  /// Indexes of nodes.
  private(set) var operands: [Int] = []
  private(set) var literals: [FormulaValue] = []
  /// Each name once, in order of appearance.
  private(set) var columns: [String] = []

  var root: Int { nodes.count - 1 }

  /// The nodes that `node` works on.
  func operands(of node: FormulaNode) -> ArraySlice<Int> {
    node.count == 0 ? [] : operands[node.first..<node.first + node.count]
  }

  mutating func addLiteral(_ value: FormulaValue) -> Int {
    literals.append(value)
    let isNumber = if case .number = value { true } else { false }
    return add(FormulaNode(operation: .literal, first: literals.count - 1, count: 0, isNumber: isNumber, depth: 1))
  }

  mutating func addColumn(_ name: String) -> Int {
    let known = columns.firstIndex(of: name)
    if known == nil { columns.append(name) }
    return add(
      FormulaNode(operation: .column, first: known ?? columns.count - 1, count: 0, isNumber: false, depth: 1))
  }

  mutating func add(_ operation: FormulaOperation, _ operands: [Int]) -> Int {
    let node = FormulaNode(
      operation: operation, first: self.operands.count, count: operands.count,
      isNumber: operation.result == .number, depth: 1 + (operands.map { nodes[$0].depth }.max() ?? 0))
    self.operands += operands
    return add(node)
  }

  /// The minus before a number becomes part of the number.
  mutating func addNegation(of operand: Int) -> Int {
    let node = nodes[operand]
    guard node.operation == .literal, case .number(let number) = literals[node.first] else {
      return add(.negation, [operand])
    }
    literals[node.first] = .number(number.negated)
    return operand
  }

  private mutating func add(_ node: FormulaNode) -> Int {
    nodes.append(node)
    return nodes.count - 1
  }
}
