extension BoundFormula {
  func number(at index: Int, _ row: any FormulaRow) throws(FormulaEvaluationProblem) -> ExactDecimal? {
    let node = tree.nodes[index]
    switch node.operation {
    case .column:
      do {
        return try row.number(indexes[node.first])
      } catch {
        throw error.naming(tree.columns[node.first])
      }
    case .literal:
      if case .number(let number) = tree.literals[node.first] { return number }
      return try number(from: tree.literals[node.first], at: index, row)
    case .arithmetic(let operation):
      let left = try number(at: operand(0, of: node), row)
      let right = try number(at: operand(1, of: node), row)
      guard let left, let right else { return nil }
      return try result(of: operation, left, right, at: index)
    case .negation:
      return try number(at: operand(0, of: node), row)?.negated
    case .call(let function):
      return try number(of: function, node, at: index, row)
    default:
      return try number(from: value(at: index, row), at: index, row)
    }
  }

  private func number(
    of function: FormulaFunction, _ node: FormulaNode, at index: Int, _ row: any FormulaRow
  ) throws(FormulaEvaluationProblem) -> ExactDecimal? {
    switch function {
    case .coalesce:
      for operand in tree.operands(of: node) {
        if let number = try number(at: operand, row) { return number }
      }
      return nil
    case .if: return try number(at: branch(node, row), row)
    case .abs: return try number(at: operand(0, of: node), row)?.magnitude
    case .number: return try number(at: operand(0, of: node), row)
    case .length: return try text(at: operand(0, of: node), row).map { ExactDecimal(Int64($0.count)) }
    case .negateIf:
      let isNegated = try flag(at: operand(0, of: node), row) == true
      let number = try number(at: operand(1, of: node), row)
      return isNegated ? number?.negated : number
    case .round:
      let number = try number(at: operand(0, of: node), row)
      let decimals = try whole(at: operand(1, of: node), 0...Int64(ExactDecimal.maxDecimals), row)
      guard let number, let decimals else { return nil }
      return number.rounded(decimals: Int(decimals))
    default: return try number(from: value(at: index, row), at: index, row)
    }
  }

  private func result(
    of operation: FormulaOperation.Arithmetic, _ left: ExactDecimal, _ right: ExactDecimal, at index: Int
  ) throws(FormulaEvaluationProblem) -> ExactDecimal {
    do throws(ExactDecimalProblem) {
      switch operation {
      case .add: return try left + right
      case .subtract: return try left - right
      case .multiply: return try left * right
      case .divide: return try left / right
      }
    } catch {
      let text = tree.text(at: index).excerpt
      switch error {
      case .divisionByZero: throw FormulaEvaluationProblem("`\(text)` divides by zero")
      case .tooManyDigits: throw FormulaEvaluationProblem("`\(text)` has more than \(ExactDecimal.maxDigits) digits")
      }
    }
  }

  /// Reads any value as a number. `index` is the node that it comes from, for messages.
  func number(
    from value: FormulaValue, at index: Int, _ row: any FormulaRow
  ) throws(FormulaEvaluationProblem) -> ExactDecimal? {
    switch value {
    case .null: return nil
    case .number(let number): return number
    case .text(let text):
      if text.isBlank { return nil }
      guard let number = row.number(from: text) else { throw .notANumber(text).naming(column(at: index)) }
      return number
    case .flag(let flag): throw FormulaEvaluationProblem("\(flag) is not a number", column: column(at: index))
    }
  }

  /// A whole number of a range; nil for null.
  func whole(
    at index: Int, _ range: ClosedRange<Int64>, _ row: any FormulaRow
  ) throws(FormulaEvaluationProblem) -> Int64? {
    guard let number = try number(at: index, row) else { return nil }
    guard let whole = number.minorUnits(decimals: 0), range.contains(whole) else {
      let most = range.upperBound == Int64.max ? "" : " to \(range.upperBound)"
      throw FormulaEvaluationProblem(
        "\(number.text.excerpt) is not a whole number from \(range.lowerBound)\(most)", column: column(at: index))
    }
    return whole
  }
}
