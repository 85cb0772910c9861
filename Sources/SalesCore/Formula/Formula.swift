/// A calculation over the columns of a row, as a person writes it: a field of a sale, a condition, a measure.
///
///     let total = try Formula("`Lineitem quantity` * `Lineitem price` - coalesce(discount, 0)")
///     total.columns                                       // Lineitem quantity, Lineitem price, discount
///     let bound = try total.bound { header.firstIndex(of: $0) }
///     for row in rows { let amount = try bound.number(of: row) }
///
/// docs/formulas.md describes the language. Two formulas are equal if they calculate the same way, whatever their
/// spaces, superfluous parentheses and names of keywords.
package struct Formula: Sendable, Hashable, CustomStringConvertible {
  let tree: FormulaTree
  /// Where each column appears first, in characters from 1.
  private let places: [Int]

  init(tree: FormulaTree, places: [Int]) { (self.tree, self.places) = (tree, places) }

  package init(_ text: String) throws(FormulaProblem) {
    let parser = try FormulaParser(text)
    tree = parser.tree
    places = parser.places
  }

  /// The columns that it reads, each once, in order of appearance.
  package var columns: [String] { tree.columns }

  /// The column where the formula is nothing else.
  package var onlyColumn: String? { tree.nodes.count == 1 ? tree.columns.first : nil }

  /// The value of a formula without columns; nil where there are columns, or where the value is an error.
  package var constant: FormulaValue? {
    guard columns.isEmpty else { return nil }
    return try? BoundFormula(self, indexes: []).value(of: NoRow())
  }

  /// Finds the columns in a header, once for all rows. Throws for the first column that `index` does not know.
  package func bound(_ index: (String) -> Int?) throws(FormulaProblem) -> BoundFormula {
    var indexes: [Int] = []
    for (name, place) in zip(columns, places) {
      guard let index = index(name) else {
        throw FormulaProblem(
          "there is no column `\(name.excerpt)`", place: place, word: name.excerpt, unknownColumn: name)
      }
      indexes.append(index)
    }
    return BoundFormula(self, indexes: indexes)
  }

  package static func == (left: Formula, right: Formula) -> Bool { left.tree == right.tree }

  package func hash(into hasher: inout Hasher) { hasher.combine(tree) }
}

/// The row of a formula without columns. It has no decimal mark either, so it reads no text as a number.
private final class NoRow: FormulaRow {
  func cell(_ index: Int) -> FormulaValue { .null }
  func number(_ index: Int) -> ExactDecimal? { nil }
  func number(from text: String) -> ExactDecimal? { nil }
}
