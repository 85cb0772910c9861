import SalesCore

/// A recipe proposed for a file, to be written down and completed by a person.
package struct RecipeDraft: Sendable {
  let recipe: Recipe
  /// Fields for which nothing can be proposed, with the reason.
  let open: [SaleField: String]
  package let columns: [String]
  let format: ImportFormat
  let encoding: String?
  let each: String?

  package static func of(_ input: ImportInput, encoding: String? = nil, each: String? = nil) async throws -> RecipeDraft
  {
    var options = ReadOptions()
    (options.encoding, options.each) = (encoding, each)
    var file = try await RowFile.open(input, options, wanted: [])
    guard each == nil || file.format == .json else { throw ImportProblem.eachIsForJSON }
    let names = ColumnNames(file.scanner.columns)
    if let each, file.lacksList { throw try await file.noList(each, asked: "--each", input, options) }
    guard !names.columns.isEmpty else { throw ImportProblem("holds no rows") }
    let sample = ColumnSample(names: names, rows: try await file.sample())
    let guess = RecipeGuess(sample: sample, changes: .none, defaultRegion: nil)
    let (recipe, open) = guess.draft()
    return RecipeDraft(
      recipe: recipe, open: open, columns: names.columns, format: file.format, encoding: encoding, each: each)
  }

  /// The recipe as a file, with the columns that there are.
  package func toml(name: String, file: String) -> String {
    let stem = String(name.lowercased().map { $0.isLetter || $0.isNumber ? $0 : "-" })
    var lines = [
      "# Proposed for \(comment(file)). Its columns:",
      "#   \(comment(columns.joined(separator: ", ")))",
      "name = \(quoted(stem.isEmpty ? "my-shop" : stem))",
      "title = \(quoted(stem.isEmpty ? "My shop" : name))",
      "match = [\(matched.map(quoted).joined(separator: ", "))]",
      "",
      "[sale]",
    ]
    for field in SaleField.allCases {
      if let formula = recipe.fields[field] {
        lines.append("\(field.rawValue) = \(quoted(formula.description))")
      } else if let reason = open[field] {
        lines.append("# \(comment(reason))")
        lines.append("\(field.rawValue) = \"''\"")
      }
    }
    if recipe.id.isEmpty {
      lines.append("# id = [\"…\"]   # without it an id is made of each sale's content")
    } else {
      lines.append("id = [\(recipe.id.map(quoted).joined(separator: ", "))]")
    }
    lines += ["", "[read]", "format = \(quoted(format.rawValue))"]
    if let encoding { lines.append("encoding = \(quoted(encoding))") }
    if let each { lines.append("each = \(quoted(each))") }
    lines.append("")
    return lines.joined(separator: "\n")
  }

  private var matched: [String] {
    // All columns, so that no other file is taken for this kind; of JSON those that every record may have.
    format == .csv ? columns : recipe.columns
  }

  private func comment(_ text: String) -> String { text.replacing("\n", with: " ").replacing("\r", with: " ") }

  /// As a basic string of TOML.
  private func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": quoted += "\\\(scalar)"
      case "\n": quoted += "\\n"
      case "\t": quoted += "\\t"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        let digits = String(scalar.value, radix: 16, uppercase: true)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
