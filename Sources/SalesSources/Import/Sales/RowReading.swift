import SalesCore

/// A row as formulas read it: with the numbers of its file. One reading serves all rows, one after the other.
final class RowReading: FormulaRow {
  private(set) var row = ImportRow()
  let numbers: NumberReader
  /// The currencies that stand beside the numbers of the row that were read.
  private(set) var marks: [CurrencyMark] = []

  init(_ numbers: NumberReader) { self.numbers = numbers }

  func begin(_ row: ImportRow) {
    self.row = row
    if !marks.isEmpty { marks.removeAll() }
  }

  private func note(_ mark: CurrencyMark) {
    if !marks.contains(mark) { marks.append(mark) }
  }

  /// The cell of a column, or the text that a formula makes of the row; nil where it makes nothing.
  func text(_ source: BoundRecipe.Source) throws(FormulaEvaluationProblem) -> String? {
    switch source {
    case .column(let index): row.text(index)
    case .formula(let formula): try formula.value(of: self).plainText
    }
  }

  func cell(_ index: Int) -> FormulaValue {
    if row.isNumber(index), let number = row.withCell(index, { ExactDecimal(plain: $0) }) { return .number(number) }
    return .text(row.text(index))
  }

  func number(_ index: Int) throws(FormulaEvaluationProblem) -> ExactDecimal? {
    if row.isBlank(index) { return nil }
    return try row.withCell(index) { cell throws(FormulaEvaluationProblem) in
      if row.isNumber(index), let number = ExactDecimal(plain: cell) { return number }
      do throws(SaleProblem) {
        let read = try numbers.read(cell)
        if let mark = read.currency { note(mark) }
        return read.value
      } catch {
        if error.reason == .missingField { return nil }
        throw FormulaEvaluationProblem(error.message)
      }
    }
  }

  func number(from text: String) -> ExactDecimal? {
    var text = text
    guard let read = text.withUTF8({ try? numbers.read(UnsafeRawBufferPointer($0)) }) else { return nil }
    if let mark = read.currency { note(mark) }
    return read.value
  }
}
