import SalesCore

/// The first rows of a file, by its columns.
struct ColumnSample {
  let names: ColumnNames
  /// All columns of each row.
  let rows: [[String]]

  /// The cells of a column that are not blank; none of a column that is not there.
  func cells(_ column: String) -> [String] {
    guard let index = names.index(of: column) else { return [] }
    return rows.map { RecipeChanges.trimmed($0[index]) }.filter { !$0.isEmpty }
  }

  /// All cells are a time of day, such as 14:02 or 2:02:11 PM.
  func isClock(_ column: String) -> Bool {
    let cells = cells(column)
    return !cells.isEmpty
      && cells.allSatisfy { $0.count <= 14 && $0.contains(":") && !$0.contains("-") && !$0.contains("/") }
  }
}
