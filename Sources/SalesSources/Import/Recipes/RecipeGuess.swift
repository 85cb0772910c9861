import SalesCore

/// Proposes a recipe for a file whose columns have usual names.
///
/// Names decide on words alone. Where two columns could be the amount, the proposal is refused and the option named:
/// money is not guessed.
struct RecipeGuess {
  let sample: ColumnSample
  /// Fields that need no proposal.
  let changes: RecipeChanges
  /// The region of a file that has no column for it; nil asks for one.
  let defaultRegion: String?
  /// Lists of JSON that could be unfolded.
  var lists: [String] = []

  private var names: ColumnNames { sample.names }

  func recipe() throws(ImportProblem) -> Recipe {
    var recipe = Recipe(name: "guess")
    recipe.title = "columns by their names"
    for field in SaleField.allCases where !changes.gives(field.rawValue) {
      recipe.fields[field] = try formula(for: field)
    }
    if !changes.gives("id"), let id = column(UsualNames.id) { recipe.id = [id] }
    try changes.apply(to: &recipe, names)
    let open = SaleField.allCases.filter { $0.isRequired && recipe.fields[$0] == nil }
    guard open.isEmpty else { throw missing(open) }
    return recipe
  }

  /// The currency of a file whose recipe has no word on it.
  static func currency(among names: ColumnNames) throws(ImportProblem) -> Formula? {
    try RecipeGuess(sample: ColumnSample(names: names, rows: []), changes: .none, defaultRegion: nil)
      .formula(for: .currency)
  }

  /// All that can be proposed, and why the rest cannot.
  func draft() -> (recipe: Recipe, open: [SaleField: String]) {
    var recipe = Recipe(name: "guess")
    var open: [SaleField: String] = [:]
    for field in SaleField.allCases {
      do throws(ImportProblem) {
        recipe.fields[field] = try formula(for: field)
        if recipe.fields[field] == nil, field.isRequired { throw missing([field]) }
      } catch {
        open[field] = error.message
      }
    }
    if let id = column(UsualNames.id) { recipe.id = [id] }
    return (recipe, open)
  }

  private func formula(for field: SaleField) throws(ImportProblem) -> Formula? {
    switch field {
    case .time: return try time()
    case .amount: return try amount().map(Self.formula(of:))
    case .product: return column(UsualNames.product).map(Self.formula(of:))
    case .region:
      return column(UsualNames.region).map(Self.formula(of:)) ?? defaultRegion.flatMap { try? Formula("'\($0)'") }
    case .currency:
      guard let column = column(UsualNames.currency) else { return nil }
      return Self.formula(of: try single(column, .currency))
    }
  }

  /// The column with the best name of the list.
  private func column(_ usual: [String]) -> String? { columns(usual).first }

  /// All columns with a name of the list, best first. Of a path in JSON its last part counts too.
  private func columns(_ usual: [String]) -> [String] {
    // The first item of a list says nothing of the others.
    let single = names.columns.filter { !$0.split(separator: ".").contains { $0.allSatisfy(\.isNumber) } }
    let keys = single.map { name in
      (name, UsualNames.key(name), UsualNames.key(String(name.split(separator: ".").last ?? "")))
    }
    let whole = usual.flatMap { key in keys.filter { $0.1 == key }.map(\.0) }
    return whole.isEmpty ? usual.flatMap { key in keys.filter { $0.2 == key }.map(\.0) } : whole
  }

  private func time() throws(ImportProblem) -> Formula? {
    guard let time = column(UsualNames.time) else { return nil }
    // A column of clocks stands beside one of days.
    if let day = columns(UsualNames.time).first(where: { !sample.isClock($0) }),
      let clock = columns(UsualNames.timeOfDay).first(where: { $0 != day && sample.isClock($0) }), isDay(day)
    {
      return try? Formula("\(RecipeChanges.column(day)) & ' ' & \(RecipeChanges.column(clock))")
    }
    return Self.formula(of: try single(time, .time))
  }

  private func amount() throws(ImportProblem) -> String? {
    let candidates = columns(UsualNames.amount)
    if let exact = candidates.first(where: { UsualNames.key($0) == "amount" }) { return try single(exact, .amount) }
    guard Set(candidates.map(UsualNames.key)).count < 2 else {
      throw ImportProblem(
        "the amount may be \(candidates.map { "\"\($0)\"" }.joined(separator: " or ")); say which with "
          + "--map amount='\(candidates[0])'")
    }
    if let only = candidates.first { return try single(only, .amount) }
    guard let price = column(UsualNames.price) else { return nil }
    // A price may be that of one piece, wherever a number of pieces stands beside it.
    guard
      let quantity = column(UsualNames.quantity)
        ?? names.columns.first(where: { UsualNames.isQuantity($0) && $0 != price })
    else {
      guard !UsualNames.isUnitPrice(price) else {
        throw ImportProblem(
          "\"\(price)\" may be the price of one piece; if it is the amount, say --map amount='\(price)'")
      }
      return try single(price, .amount)
    }
    throw ImportProblem(
      "the amount may be \"\(price)\", or that times \"\(quantity)\"; say which with --map amount='\(price)' or "
        + "--map 'amount=\(Self.word(quantity)) * \(Self.word(price))'")
  }

  /// Throws where another column has the same name: as `Amount#2`, or in other case.
  private func single(_ column: String, _ field: SaleField) throws(ImportProblem) -> String {
    let key = UsualNames.key(column)
    let other = names.columns.first { name in
      name != column && (UsualNames.key(name) == key || name.lowercased().hasPrefix(column.lowercased() + "#"))
    }
    guard let other else { return column }
    throw ImportProblem(
      "the \(field.rawValue) may be the column \"\(column)\" or \"\(other)\"; say which with --map "
        + "'\(field.rawValue)=\(column)' or --map '\(field.rawValue)=\(other)'")
  }

  private func missing(_ fields: [SaleField]) -> ImportProblem {
    let constants = fields.filter { $0 == .product || $0 == .region }.map { "--set \($0.rawValue)='…'" }
    let advice = constants.isEmpty ? "" : ", or with \(constants.joined(separator: " ")) the same for all sales"
    let words = fields.map(\.rawValue)
    let unfolding =
      lists.first.map { "; the records hold the list \($0), whose items are the rows with --each \($0)" } ?? ""
    return ImportProblem(
      "no column looks like the \(words.joined(separator: ", the ")) of a sale; say which with --map "
        + "\(words.map { "\($0)=COLUMN" }.joined(separator: ","))\(advice); "
        + "there are \(names.listing)\(unfolding)")
  }

  private func isDay(_ column: String) -> Bool { sample.cells(column).allSatisfy { !$0.contains(":") } }

  /// A name as a formula has it, in backquotes where it needs them.
  private static func word(_ name: String) -> String {
    formula(of: name).description
  }

  private static func formula(of column: String) -> Formula { Formula(column: column) }
}
