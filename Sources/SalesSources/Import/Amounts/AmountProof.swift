package import SalesCore

/// Proves which decimal mark the amounts of a whole file have, and collects the currencies beside them.
///
///     var proof = AmountProof()
///     for row in rows { proof.add(row.amount, line: row.line) }
///     let reader = NumberReader(mark: try proof.mark())
package struct AmountProof: Sendable {
  package struct SeenCurrency: Hashable, Sendable {
    package var mark: CurrencyMark
    /// The line of the first cell with the mark.
    package var line: Int
    /// The number of cells with the mark.
    package var count: Int
  }

  /// The marks beside the amounts, in the order of their first lines.
  package private(set) var currencies: [SeenCurrency] = []
  /// The cells that are numbers without a currency beside them.
  package private(set) var bare = 0
  /// The first cell that is a number with this mark alone.
  private var onlyPoint: CellSighting?
  private var onlyComma: CellSighting?
  /// The first cell that is a number with either mark, but not the same.
  private var either: (sighting: CellSighting, number: WrittenNumber)?

  package init() {}

  /// Adds a cell of the column of amounts. One that is no number proves nothing.
  package mutating func add(_ cell: UnsafeRawBufferPointer, line: Int) {
    let text = CellText.bare(cell)
    guard let number = try? WrittenNumber(text) else { return }
    count(number.currency, line: line)
    if number.dependsOnMark {
      if either == nil { either = (CellSighting(text, line: line), number) }
    } else if number.comma == nil {
      if onlyPoint == nil { onlyPoint = CellSighting(text, line: line) }
    } else if number.point == nil {
      if onlyComma == nil { onlyComma = CellSighting(text, line: line) }
    }
  }

  private mutating func count(_ mark: CurrencyMark?, line: Int) {
    guard let mark else {
      bare += 1
      return
    }
    if let index = currencies.firstIndex(where: { $0.mark == mark }) {
      currencies[index].count += 1
    } else {
      currencies.append(SeenCurrency(mark: mark, line: line, count: 1))
    }
  }

  /// The mark that all cells have; nil where none of them depends on it. Throws where they contradict each other, and
  /// where nothing decides between two readings.
  package func mark() throws(ReadingProblem) -> DecimalMark? {
    if let point = onlyPoint, let comma = onlyComma {
      throw ReadingProblem(
        message: "line \(point.line): \(point.text) is a number only with a decimal point, line \(comma.line): "
          + "\(comma.text) only with a decimal comma; say --decimal point or --decimal comma",
        flag: "--decimal")
    }
    if onlyPoint != nil { return .point }
    if onlyComma != nil { return .comma }
    guard let (sighting, number) = either else { return nil }
    throw ReadingProblem(
      message: "line \(sighting.line): \(number.bothReadings(sighting.text))", flag: "--decimal")
  }
}
