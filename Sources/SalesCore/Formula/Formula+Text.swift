extension Formula {
  /// The formula with as few parentheses as it needs. Parsing it makes an equal formula.
  package var description: String { tree.text(at: tree.root) }
}

extension FormulaTree {
  /// The text of a node, in parentheses if it binds looser than its surroundings allow.
  func text(at index: Int, least: FormulaLevel = .or) -> String {
    let node = nodes[index]
    let text = bareText(of: node)
    return level(of: node) < least ? "(\(text))" : text
  }

  private func bareText(of node: FormulaNode) -> String {
    switch node.operation {
    case .literal: literals[node.first].formulaText
    case .column: Self.quoted(columns[node.first])
    case .negation: "-" + text(at: operands[node.first], least: .negation)
    case .not: negatedText(of: nodes[operands[node.first]]) ?? "not " + text(at: operands[node.first], least: .not)
    case .isNull: isNullText(of: node, "is null")
    case .isIn: isInText(of: node, "in")
    case .and: infixText(of: node, "and")
    case .or: infixText(of: node, "or")
    case .join: infixText(of: node, "&")
    case .arithmetic(let operation): infixText(of: node, operation.rawValue)
    case .comparison(let comparison): infixText(of: node, comparison.rawValue)
    case .call(let function): function.rawValue + "(" + listText(operands(of: node)) + ")"
    }
  }

  private func level(of node: FormulaNode) -> FormulaLevel {
    switch node.operation {
    case .literal:
      if case .number(let number) = literals[node.first], number < .zero { .negation } else { .value }
    case .not:
      negatedText(of: nodes[operands[node.first]]) == nil ? .not : .comparison
    default: node.operation.level
    }
  }

  /// `is not null` and `not in`; nil where `not` stands before its operand.
  private func negatedText(of operand: FormulaNode) -> String? {
    switch operand.operation {
    case .isNull: isNullText(of: operand, "is not null")
    case .isIn: isInText(of: operand, "not in")
    default: nil
    }
  }

  private func isNullText(of node: FormulaNode, _ words: String) -> String {
    text(at: operands[node.first], least: .join) + " " + words
  }

  private func isInText(of node: FormulaNode, _ words: String) -> String {
    text(at: operands[node.first], least: .join) + " \(words) (" + listText(operands(of: node).dropFirst()) + ")"
  }

  private func infixText(of node: FormulaNode, _ sign: String) -> String {
    let level = node.operation.level
    // Comparisons do not chain, so neither side may be one; other operators associate to the left.
    let left = text(at: operands[node.first], least: level == .comparison ? level.tighter : level)
    return "\(left) \(sign) \(text(at: operands[node.first + 1], least: level.tighter))"
  }

  private func listText(_ nodes: ArraySlice<Int>) -> String {
    nodes.map { text(at: $0) }.joined(separator: ", ")
  }

  private static func quoted(_ column: String) -> String {
    FormulaLexer.isBareName(column) ? column : "`" + column.replacing("`", with: "``") + "`"
  }
}

extension FormulaValue {
  /// As a literal of a formula.
  fileprivate var formulaText: String {
    switch self {
    case .text(let text): "'" + text.replacing("'", with: "''") + "'"
    default: plainText ?? "null"
    }
  }
}
