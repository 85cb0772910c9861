import SalesCore

extension RecipeChanges {
  /// Puts the given fields into a recipe for a file with these columns. Throws a problem of usage where a column is not
  /// there or a formula is wrong.
  func apply(to recipe: inout Recipe, _ names: ColumnNames) throws(ImportProblem) {
    for field in SaleField.allCases {
      if let text = map[field.rawValue] { recipe.fields[field] = try formula(text, field, names) }
      if let text = constants[field] { recipe.fields[field] = try Self.constant(text, field) }
      if let text = defaults[field] {
        guard let formula = recipe.fields[field] else {
          throw .usage("--default \(field.rawValue): the file has no column for it; use --set \(field.rawValue)=…")
        }
        recipe.fields[field] = try Self.parsed("coalesce(\(formula), \(Self.literal(text)))", "--default")
      }
    }
    if let text = map["id"] { recipe.id = try id(text, names) }
    if let condition {
      let given = try Self.parsed(condition, "--where")
      try check(given, "--where", names)
      recipe.condition = given
    }
  }

  private func formula(_ text: String, _ field: SaleField, _ names: ColumnNames) throws(ImportProblem) -> Formula? {
    let option = "--map \(field.rawValue)"
    if text.isEmpty {
      guard field.isRequired else { return nil }
      throw .usage("\(option)= names no column; \(Self.constantAdvice(field))")
    }
    if let index = names.index(of: text) { return try Self.parsed(Self.column(names.columns[index]), option) }
    if field != .amount, let joined = Self.joined(text, names) {
      return try Self.parsed(joined.map(Self.column).joined(separator: " & ' ' & "), option)
    }
    // A name with spaces is no formula.
    guard text.contains(where: { "+-*/()'`&=<>.0123456789".contains($0) }) || !text.contains(" ") else {
      throw names.problem(text, asked: option)
    }
    let formula: Formula
    do throws(ImportProblem) { formula = try Self.parsed(text, option) } catch {
      guard let name = names.columns.first(where: { $0.contains(" ") && text.contains($0) }) else { throw error }
      throw .usage(error.message + "; a name with spaces stands in backquotes: \(Self.column(name))")
    }
    try check(formula, option, names)
    if field == .currency, let code = formula.constant?.plainText, Currency.named(code) == nil {
      throw .usage("\(option): `\(code)` is not \(Currency.wanted(insteadOf: code))")
    }
    return formula
  }

  static func constantAdvice(_ field: SaleField) -> String {
    "--set \(field.rawValue)=… gives all sales the same"
  }

  private func check(_ formula: Formula, _ option: String, _ names: ColumnNames) throws(ImportProblem) {
    for column in formula.columns where names.index(of: column) == nil {
      throw names.problem(column, asked: option)
    }
  }

  private func id(_ text: String, _ names: ColumnNames) throws(ImportProblem) -> [String] {
    guard !text.isEmpty else { return [] }
    if let index = names.index(of: text) { return [names.columns[index]] }
    var columns: [String] = []
    for part in text.split(separator: "+").map(Self.trimmed) {
      if part == Recipe.lineNumber {
        columns.append(part)
      } else if let index = names.index(of: part) {
        columns.append(names.columns[index])
      } else {
        throw names.problem(part, asked: "--map id")
      }
    }
    guard columns != [Recipe.lineNumber] else {
      throw .usage("--map id: \"#\" numbers the rows with the same id; give a column beside it, such as id=Order+#")
    }
    return columns
  }

  /// The columns of `Date+Time`; nil where not all parts are columns.
  private static func joined(_ text: String, _ names: ColumnNames) -> [String]? {
    let parts = text.split(separator: "+", omittingEmptySubsequences: false).map(trimmed)
    guard parts.count > 1 else { return nil }
    let indices = parts.compactMap { names.index(of: $0) }
    return indices.count == parts.count ? indices.map { names.columns[$0] } : nil
  }

  private static func constant(_ text: String, _ field: SaleField) throws(ImportProblem) -> Formula {
    guard !text.isEmpty else { throw .usage("--set \(field.rawValue)= names no value") }
    return try parsed(literal(text), "--set \(field.rawValue)")
  }

  private static func parsed(_ text: String, _ option: String) throws(ImportProblem) -> Formula {
    do throws(FormulaProblem) { return try Formula(text) } catch { throw .usage("\(option): \(error)") }
  }

  /// A text of a formula.
  private static func literal(_ text: String) -> String {
    "'" + unquoted(text).replacing("'", with: "''") + "'"
  }

  static func column(_ name: String) -> String { "`" + name.replacing("`", with: "``") + "`" }
}
