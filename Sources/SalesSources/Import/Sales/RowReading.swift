import SalesCore

/// A row as formulas read it: with the numbers of its file.
struct RowReading: FormulaRow {
  let row: ImportRow
  let numbers: NumberReader
  let marks: CurrencyMarks

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
        if let mark = read.currency { marks.note(mark) }
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
    if let mark = read.currency { marks.note(mark) }
    return read.value
  }
}

/// The currencies that stand beside the numbers of one row.
final class CurrencyMarks {
  private(set) var marks: [CurrencyMark] = []

  func note(_ mark: CurrencyMark) {
    if !marks.contains(mark) { marks.append(mark) }
  }

  func removeAll() {
    if !marks.isEmpty { marks.removeAll() }
  }
}
