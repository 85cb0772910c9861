package import ConfigText
import Foundation
import SalesCore
import SalesPipeline

/// Reads a recipe from TOML.
///
///     let recipe = try RecipeFile.parse(toml, file: "my-shop.toml")
package enum RecipeFile {
  private static let keys: [String: [String]] = [
    "": ["name", "title", "about", "match", "sale", "read"],
    "sale": SaleField.allCases.map(\.rawValue) + ["id", "carry", "where"],
    "carry": ["by", "columns"],
    "read": ["format", "dates", "decimal", "encoding", "time-zone", "currency", "round", "each", "skip"],
  ]

  /// Throws `ConfigProblem` with the line of what is wrong. Which columns a file has is not known here.
  package static func parse(_ toml: String, file: String) throws(ConfigProblem) -> Recipe {
    let document = try ConfigDocument(toml: toml, file: file)
    let reader = RecipeReader(document: document)
    try reader.checkKeys(of: document.root, at: [], known: keys[""] ?? [])
    let name = try reader.text(document.root["name"], at: ["name"])
    guard let name, !name.isEmpty, name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "-" }) else {
      throw document.problem(at: ["name"], "name must be letters, digits and dashes, such as my-shop")
    }
    var recipe = Recipe(name: name)
    recipe.title = try reader.text(document.root["title"], at: ["title"]) ?? name
    recipe.about = try reader.text(document.root["about"], at: ["about"]) ?? ""
    recipe.match = try reader.texts(document.root["match"], at: ["match"]) ?? []
    if let sale = try reader.table(document.root["sale"], at: ["sale"]) {
      try reader.checkKeys(of: sale, at: ["sale"], known: keys["sale"] ?? [])
      try readSale(sale, into: &recipe, reader)
    }
    if let read = try reader.table(document.root["read"], at: ["read"]) {
      try reader.checkKeys(of: read, at: ["read"], known: keys["read"] ?? [])
      recipe.read = try readOptions(read, reader)
    }
    for field in SaleField.allCases where recipe.fields[field]?.constant?.isBlank == true {
      throw document.problem(
        at: ["sale", field.rawValue], "\(field.rawValue) is an empty text; give a column or a value")
    }
    if let code = recipe.fields[.currency]?.constant?.plainText, Currency.named(code) == nil {
      throw document.problem(
        at: ["sale", "currency"], "currency: `\(code)` is not \(Currency.wanted(insteadOf: code))")
    }
    for field in SaleField.allCases where field.isRequired && recipe.fields[field] == nil {
      throw document.problem(
        at: ["sale"], "[sale] has no \(field.rawValue); give a column, a formula, or a constant such as \"'Shop 1'\"")
    }
    return recipe
  }

  private static func readSale(
    _ sale: [String: ConfigValue], into recipe: inout Recipe, _ reader: RecipeReader
  ) throws(ConfigProblem) {
    for field in SaleField.allCases {
      recipe.fields[field] = try reader.formula(sale[field.rawValue], at: ["sale", field.rawValue])
    }
    recipe.condition = try reader.formula(sale["where"], at: ["sale", "where"])
    if let problem = recipe.condition?.conditionProblem {
      throw reader.document.problem(
        at: ["sale", "where"], "where must be a condition such as \"Status = 'paid'\"; \(problem)")
    }
    recipe.id = try reader.texts(sale["id"], at: ["sale", "id"]) ?? []
    guard recipe.id != [Recipe.lineNumber] else {
      throw reader.document.problem(at: ["sale", "id"], "id needs a column beside \"#\"; without one leave id out")
    }
    guard let carry = try reader.table(sale["carry"], at: ["sale", "carry"]) else { return }
    try reader.checkKeys(of: carry, at: ["sale", "carry"], known: keys["carry"] ?? [])
    let by = try reader.text(carry["by"], at: ["sale", "carry"])
    guard let by, let columns = try reader.texts(carry["columns"], at: ["sale", "carry"]), !columns.isEmpty else {
      throw reader.document.problem(
        at: ["sale", "carry"], "carry needs a column and a list: { by = \"Order\", columns = [\"Country\"] }")
    }
    recipe.carry = Recipe.Carry(by: by, columns: columns)
  }

  private static func readOptions(
    _ table: [String: ConfigValue], _ reader: RecipeReader
  ) throws(ConfigProblem) -> ReadOptions {
    var options = ReadOptions()
    options.format = try reader.choice(table["format"], at: "format", "csv or json") { ImportFormat(rawValue: $0) }
    options.decimal = try reader.choice(table["decimal"], at: "decimal", "point or comma") { DecimalMark(rawValue: $0) }
    options.timeZone = try reader.choice(table["time-zone"], at: "time-zone", "an IANA time zone such as Europe/Paris")
    {
      TimeZone(identifier: $0)
    }
    let code = table["currency"]?.string ?? ""
    options.currency = try reader.choice(table["currency"], at: "currency", Currency.wanted(insteadOf: code)) {
      Currency(code: $0).flatMap { $0.isListed ? $0 : nil }
    }
    options.rounds = try reader.choice(table["round"], at: "round", "half-up") { $0 == "half-up" ? true : nil }
    options.encoding = try reader.text(table["encoding"], at: ["read", "encoding"])
    options.each = try reader.text(table["each"], at: ["read", "each"])
    if let text = try reader.text(table["dates"], at: ["read", "dates"]) {
      do throws(SettingProblem) { options.dates = try DateChoice(text) } catch {
        throw reader.document.problem(at: ["read", "dates"], "dates: \(error.message)")
      }
    }
    if let skip = table["skip"] {
      guard let lines = skip.integer, lines >= 0 else {
        throw reader.document.problem(at: ["read", "skip"], "skip must be a number of lines")
      }
      options.skip = lines
    }
    return options
  }
}
