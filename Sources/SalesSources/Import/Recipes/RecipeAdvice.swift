import SalesCore

/// Finds what a person may overlook in a file that is read by the names of its columns: rows that are no sales, and a
/// time of day in a column of its own.
struct RecipeAdvice {
  let sample: ColumnSample
  /// A word on recipes that nearly fit.
  let near: String?

  private static let kinds: Set<String> = Set(
    [
      "status", "state", "order status", "financial status", "payment status", "type", "transaction type", "event type",
      "kind", "art", "belegart", "vorgang", "statut", "estado", "stato",
    ].map(UsualNames.key))
  private static let refunds = ["storno", "refund", "return", "void", "cancel", "retour", "gutschrift", "reembolso"]

  func notes(_ recipe: Recipe, _ bound: BoundRecipe, isDaysOnly: Bool) -> [String] {
    let unused = sample.names.columns.filter { !bound.columns.contains($0) }
    var notes = [near].compactMap { $0 } + (recipe.condition == nil ? unused.compactMap(kindNote) : [])
    if isDaysOnly, let day = recipe.fields[.time]?.onlyColumn, let clock = unused.first(where: sample.isClock) {
      notes.append("\"\(clock)\" looks like the time of day: --map 'time=\(day)+\(clock)' takes it")
    }
    return notes
  }

  /// A column that tells kinds of rows apart, of which all are taken.
  private func kindNote(_ name: String) -> String? {
    let last = String(name.split(separator: ".").last ?? "")
    guard Self.kinds.contains(UsualNames.key(name)) || Self.kinds.contains(UsualNames.key(last)) else { return nil }
    var values: [String] = []
    for cell in sample.cells(name) where !values.contains(cell) { values.append(cell) }
    guard values.count > 1, values.count <= 10 else { return nil }
    let column = RecipeChanges.column(name)
    let list = values.prefix(4).joined(separator: ", ") + (values.count > 4 ? " …" : "")
    let refund = values.first { value in Self.refunds.contains { value.lowercased().contains($0) } }
    let negation = refund.map {
      "; refunds that are written without a minus are \"amount=negate_if(lower(\(column)) = '\($0.lowercased())', …)\""
    }
    return "\"\(name)\" has \(list), and all rows are taken: --where \"\(column) = '\(values[0])'\" takes some"
      + (negation ?? "")
  }
}
