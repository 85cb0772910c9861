package import SalesCore

/// How a row of a file, or a record of a topic, becomes a sale.
///
///     var recipe = Recipe(name: "my-shop")
///     recipe.fields[.time] = try Formula("`Created at`")
///     recipe.fields[.amount] = try Formula("Quantity * Price")
///     recipe.id = ["Order", "#"]
///
/// `RecipeFile` reads one from TOML. docs/recipes.md describes each part.
package struct Recipe: Hashable, Sendable {
  /// Columns of which a blank cell takes the value of the first row with the same key.
  package struct Carry: Hashable, Sendable {
    package var by: String
    package var columns: [String]
  }

  /// In a recipe's id: the number of the row among those with the same other columns.
  package static let lineNumber = "#"

  package var name: String
  /// For people: `Shopify, orders`.
  package var title: String
  package var about = ""
  /// The columns by which a file is recognised; without any it never is.
  package var match: [String] = []
  package var fields: [SaleField: Formula] = [:]
  /// The columns that make a sale's id, joined by dashes. Empty: the id is made of the sale's content.
  package var id: [String] = []
  package var carry: Carry?
  /// Rows for which it is not true are left out.
  package var condition: Formula?
  package var read = ReadOptions()

  package init(name: String) {
    self.name = name
    title = name
  }

  var numbersLines: Bool { id.contains(Self.lineNumber) }

  /// All columns that it reads, each once.
  var columns: [String] {
    var columns: [String] = []
    for field in SaleField.allCases { columns += fields[field]?.columns ?? [] }
    columns += condition?.columns ?? []
    columns += id.filter { $0 != Self.lineNumber }
    if let carry { columns += [carry.by] + carry.columns }
    var taken: Set<String> = []
    return columns.filter { taken.insert($0).inserted }
  }
}
