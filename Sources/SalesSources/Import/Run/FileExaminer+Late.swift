import SalesCore

/// Paths of JSON that the first records did not have.
struct LateColumns {
  var new: [String] = []
  /// They stand behind a list that is too long to be read with them.
  var behind: [String] = []
}

extension FileExaminer {
  /// Adds a currency that only later records name. True where it was added, so that the file is to be read once more.
  func addCurrency(to recipe: inout Recipe, _ late: LateColumns) throws(ImportProblem) -> Bool {
    let before = recipe.fields[.currency]
    try addCurrency(to: &recipe, ColumnNames(late.new))
    guard recipe.fields[.currency] == before else { return true }
    var other = recipe
    try addCurrency(to: &other, ColumnNames(late.behind))
    guard other.fields[.currency] == before else {
      let path = other.fields[.currency]?.description ?? ""
      throw .currencyBehindRows(path)
    }
    return false
  }
}
