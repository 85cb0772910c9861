package import SalesCore

/// Reads amounts and other numbers as people and spreadsheets write them, exactly.
///
///     let reader = NumberReader(mark: .point)
///     try reader.read(cell)  // "($1,234.56)" is -1234.56 with the mark $
package struct NumberReader: Sendable {
  private let mark: DecimalMark?
  private let name: String

  /// With the decimal mark of the file; nil where its cells prove none, and then a number that depends on the mark is
  /// refused. Messages call the cell by `name`.
  package init(mark: DecimalMark?, name: String = "amount") {
    self.mark = mark
    self.name = name
  }

  /// Throws `.missingField` where the cell says that there is no amount, such as `--`.
  package func read(_ cell: UnsafeRawBufferPointer) throws(SaleProblem) -> ReadNumber {
    let text = CellText.bare(cell)
    let number: WrittenNumber
    do throws(WrittenNumber.Fault) { number = try WrittenNumber(text) } catch { throw problem(error, text) }
    return ReadNumber(value: try value(number, text), currency: number.currency)
  }

  private func value(_ number: WrittenNumber, _ text: UnsafeRawBufferPointer) throws(SaleProblem) -> ExactDecimal {
    if let mark {
      if let value = number.value(mark) { return value }
      throw SaleProblem(
        .wrongType,
        "\(name) \(CellText.quoted(text)) is a number with a decimal \(mark.other), not with a decimal \(mark)")
    }
    if number.dependsOnMark { throw SaleProblem(.wrongType, "\(name) \(number.bothReadings(CellText.quoted(text)))") }
    guard let value = number.point ?? number.comma else { throw problem(.grouping, text) }
    return value
  }

  private func problem(_ fault: WrittenNumber.Fault, _ text: UnsafeRawBufferPointer) -> SaleProblem {
    if text.isEmpty { return SaleProblem(.missingField, "\(name) is empty") }
    let cell = "\(name) \(CellText.quoted(text))"
    return switch fault {
    case .none: SaleProblem(.missingField, "\(cell) says that there is none")
    case .notANumber: SaleProblem(.wrongType, "\(cell) is not a number")
    case .otherDigits: SaleProblem(.wrongType, "\(cell) has digits other than 0 to 9")
    case .grouping: SaleProblem(.wrongType, "\(cell) is not a number: its points, commas or spaces are out of place")
    case .range: SaleProblem(.amountRange, "\(cell) has too many digits")
    case .twoCurrencies: SaleProblem(.currency, "\(cell) names two currencies")
    case .credit: SaleProblem(.wrongType, "\(cell) is marked CR, a credit, which tells no sign; write it with + or -")
    case .debit: SaleProblem(.wrongType, "\(cell) is marked DR, a debit, which tells no sign; write it with + or -")
    }
  }
}

/// The number of a cell, and the currency that stands beside it.
package struct ReadNumber: Hashable, Sendable {
  package var value: ExactDecimal
  /// Nil where the cell names none.
  package var currency: CurrencyMark?
}
