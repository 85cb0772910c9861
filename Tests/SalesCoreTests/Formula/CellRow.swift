@testable import SalesCore

/// A row of any cells. Its numbers have a decimal point, and may stand between spaces.
final class CellRow: FormulaRow, Sendable {
  let names: [String]
  let cells: [FormulaValue]

  init(names: [String], cells: [FormulaValue]) {
    self.names = names
    self.cells = cells
  }

  init(_ cells: KeyValuePairs<String, FormulaValue>) {
    names = cells.map(\.key)
    self.cells = cells.map(\.value)
  }

  func cell(_ index: Int) -> FormulaValue { cells[index] }

  func number(_ index: Int) throws(FormulaEvaluationProblem) -> ExactDecimal? {
    switch cells[index] {
    case .null: return nil
    case .number(let number): return number
    case .flag(let flag): throw .notANumber("\(flag)")
    case .text(let text):
      if text.isBlank { return nil }
      guard let number = number(from: text) else { throw .notANumber(text) }
      return number
    }
  }

  func number(from text: String) -> ExactDecimal? { ExactDecimal(text.trimmed) }
}

extension Formula {
  func value(of row: CellRow) throws -> FormulaValue {
    try bound { row.names.firstIndex(of: $0) }.value(of: row)
  }
}

extension FormulaValue: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral {
  public init(stringLiteral value: String) { self = .text(value) }
  public init(booleanLiteral value: Bool) { self = .flag(value) }
  public init(integerLiteral value: Int64) { self = .number(ExactDecimal(value)) }
}
