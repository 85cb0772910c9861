import SalesCore

/// A recipe whose columns are found in a file.
struct BoundRecipe: Sendable {
  struct Carry: Sendable {
    var by: Int
    var columns: [Int]
  }

  /// A field that is nothing but a column needs no calculation.
  enum Source: Sendable {
    case column(Int)
    case formula(BoundFormula)
  }

  let recipe: Recipe
  /// The columns that are read, by the names of the file, in the order of the row's cells. Cells beyond them are blank:
  /// those of columns that the file lacks.
  let columns: [String]
  let cellCount: Int
  let time: Source
  let amount: Source
  let product: Source
  let region: Source
  let currency: Source?
  let condition: BoundFormula?
  /// Indexes of the columns of the id, without `#`; empty where it is made of the content.
  let id: [Int]
  let carry: Carry?
  /// Indexes of the cells that are read as numbers.
  let numbers: [Int]
  private let columnIndexes: [String: Int]

  /// Throws a problem of usage where the file lacks a column. One that is only ever a part of `coalesce` may be missing,
  /// and so may a field of JSON.
  init(_ recipe: Recipe, _ names: ColumnNames, isJSON: Bool) throws(ImportProblem) {
    self.recipe = recipe
    var found: [String: Int] = [:]
    var columns: [String] = []
    var missing: [String] = []
    let optional = recipe.optionalColumns
    for name in recipe.columns {
      guard let index = names.index(of: name) else {
        guard isJSON || optional.contains(name) else { throw names.problem(name, asked: "recipe \(recipe.name)") }
        missing.append(name)
        continue
      }
      let column = names.columns[index]
      found[name] = columns.firstIndex(of: column) ?? columns.count
      if found[name] == columns.count { columns.append(column) }
    }
    // A field of JSON that the first records lack may come later.
    if isJSON { columns += missing }
    for (index, name) in missing.enumerated() { found[name] = columns.count + index - (isJSON ? missing.count : 0) }
    cellCount = columns.count + (isJSON ? 0 : missing.count)
    let indexes = found
    columnIndexes = found
    self.columns = columns
    func source(_ field: SaleField) throws(ImportProblem) -> Source? {
      guard let formula = recipe.fields[field] else { return nil }
      if let column = formula.onlyColumn, let index = indexes[column] { return .column(index) }
      return .formula(try Self.bind(formula, indexes))
    }
    func required(_ field: SaleField) throws(ImportProblem) -> Source {
      guard let source = try source(field) else {
        throw .usage("recipe \(recipe.name) has no \(field.rawValue)")
      }
      return source
    }
    (time, amount) = (try required(.time), try required(.amount))
    (product, region) = (try required(.product), try required(.region))
    currency = try source(.currency)
    if let condition = recipe.condition { self.condition = try Self.bind(condition, indexes) } else { condition = nil }
    id = recipe.id.compactMap { $0 == Recipe.lineNumber ? nil : indexes[$0] }
    carry = recipe.carry.map { carry in
      Carry(by: indexes[carry.by] ?? 0, columns: carry.columns.compactMap { indexes[$0] })
    }
    // All of the amount's columns: a number may also pass through a text.
    let numeric = (recipe.fields[.amount]?.columns ?? []) + (recipe.condition?.numericColumns ?? [])
    numbers = Set(numeric.compactMap { indexes[$0] }).sorted()
  }

  /// The cell of a column of the recipe.
  func index(of column: String) -> Int? { columnIndexes[column] }

  private static func bind(_ formula: Formula, _ indexes: [String: Int]) throws(ImportProblem) -> BoundFormula {
    do throws(FormulaProblem) { return try formula.bound { indexes[$0] } } catch { throw .usage("\(error)") }
  }
}

extension Recipe {
  /// The columns that a file of CSV must have and that are not among these.
  func lacking(in names: ColumnNames) -> [String] {
    let optional = optionalColumns
    return columns.filter { names.index(of: $0) == nil && !optional.contains($0) }
  }

  /// Columns that only ever are a part of `coalesce`, or are carried: blank where the file lacks them.
  fileprivate var optionalColumns: Set<String> {
    var optional = Set(carry?.columns ?? [])
    var needed = Set(id)
    for formula in Array(fields.values) + [condition].compactMap({ $0 }) {
      let parts = formula.optionalColumns
      optional.formUnion(parts)
      needed.formUnion(Set(formula.columns).subtracting(parts))
    }
    return optional.subtracting(needed).subtracting(match)
  }
}
