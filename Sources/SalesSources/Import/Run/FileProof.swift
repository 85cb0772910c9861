import SalesCore

/// All that one pass over a file tells of it: how its dates and numbers are written, its currencies, and ids that
/// contradict each other.
struct FileProof: Sendable {
  private(set) var dates: DateProof
  private(set) var amounts = AmountProof()
  /// Rows by the code of their currency; blank ones under the empty text. At most a hundred codes.
  private(set) var currencies: [String: Int] = [:]
  private(set) var ids = IDCheck()
  private(set) var rows = 0

  /// A date after `latest` proves nothing.
  init(latest: Timestamp = .distantFuture) { dates = DateProof(latest: latest) }

  /// Adds a row that the recipe's condition does not leave out.
  mutating func add(_ row: ImportRow, _ recipe: BoundRecipe, _ ids: RowIDs, _ reading: RowReading) {
    rows += 1
    switch recipe.time {
    case .column(let index): row.withCell(index) { dates.add($0, line: row.line) }
    case .formula:
      var text = (try? reading.text(recipe.time)) ?? ""
      text.withUTF8 { dates.add(UnsafeRawBufferPointer($0), line: row.line) }
    }
    for index in recipe.numbers where !row.isBlank(index) && !row.isNumber(index) {
      row.withCell(index) { amounts.add($0, line: row.line) }
    }
    if let source = recipe.currency { noteCurrency(source, reading) }
    if !recipe.id.isEmpty, !recipe.recipe.numbersLines, recipe.id.contains(where: { !row.isBlank($0) }) {
      self.ids.note(id: ids.key(row), content: RowIDs.content(row))
    }
  }

  private mutating func noteCurrency(_ source: BoundRecipe.Source, _ reading: RowReading) {
    let code = RecipeChanges.trimmed((try? reading.text(source)) ?? "").uppercased()
    if currencies.count < 100 || currencies[code] != nil { currencies[code, default: 0] += 1 }
  }

  /// Ends the pass.
  mutating func finish() { ids.finish() }
}
