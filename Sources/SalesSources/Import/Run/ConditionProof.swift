import SalesCore

/// Whether a condition that is nothing but a column is true or false in any row. Of one that is not, each row would be
/// rejected by itself.
///
///     var proof = ConditionProof(bound)
///     for row in rows { proof.add(row) }
///     if let problem = proof.problem { throw ImportProblem.usage("--where \(problem)") }
struct ConditionProof {
  private let column: String
  private let index: Int
  private var isDecided = false
  private var first: (line: Int, text: String)?

  /// Nil where the recipe has another condition, or none.
  init?(_ recipe: BoundRecipe) {
    guard let column = recipe.recipe.condition?.onlyColumn, let index = recipe.index(of: column) else { return nil }
    (self.column, self.index) = (column, index)
  }

  mutating func add(_ row: ImportRow) {
    guard !isDecided, !row.isBlank(index) else { return }
    let text = row.text(index)
    isDecided = ["true", "false"].contains(text.lowercased())
    if first == nil { first = (row.line, String(text.prefix(40))) }
  }

  var problem: String? {
    guard !isDecided, let first else { return nil }
    let name = RecipeChanges.column(column)
    let text = first.text.replacing("'", with: "''")
    return "must be a condition such as \(name) = '\(text)'; \(name) alone is neither true nor false in any row, as "
      + "\"\(first.text)\" in line \(first.line)"
  }
}
