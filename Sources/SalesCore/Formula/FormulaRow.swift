/// A row of a file, as formulas read it. Columns are known by the indexes that `Formula.bound` was given.
///
/// Only the row knows how its file writes numbers, so it reads them itself.
package protocol FormulaRow: AnyObject {
  /// The cell as it is: text in a CSV, any value in JSON.
  func cell(_ index: Int) -> FormulaValue
  /// The cell as a number; nil where it is blank. It throws `notANumber` for anything else.
  func number(_ index: Int) throws(FormulaEvaluationProblem) -> ExactDecimal?
  /// Reads a text that a formula has made, which is not blank; nil where it is not a number.
  func number(from text: String) -> ExactDecimal?
}

/// The reason why a formula has no value for a row, in one line. It quotes the cell, so sanitise it before it reaches a
/// terminal.
package struct FormulaEvaluationProblem: Error, Hashable, Sendable, CustomStringConvertible {
  package var message: String
  /// The column whose cell is wrong; nil where the fault is not in a single cell.
  package var column: String?

  package init(_ message: String, column: String? = nil) {
    self.message = message
    self.column = column
  }

  package static func notANumber(_ text: String) -> FormulaEvaluationProblem {
    FormulaEvaluationProblem("\"\(text.excerpt)\" is not a number")
  }

  package var description: String { column.map { "`\($0.excerpt)`: \(message)" } ?? message }

  /// With the column, unless it names one already.
  func naming(_ column: String?) -> FormulaEvaluationProblem {
    FormulaEvaluationProblem(message, column: self.column ?? column)
  }
}
