import SalesCore

/// Words for a person whose file no recipe fits.
extension FileExaminer {
  func noList(_ each: String, _ options: ReadOptions) async throws -> ImportProblem {
    guard input.canRewind else { return .usage("--each: the first records have no list \"\(each)\"") }
    var options = options
    options.each = nil
    let lists = try await open(options).scanner.lists
    let known = lists.isEmpty ? "the records hold none" : "there are \(lists.joined(separator: ", "))"
    return .usage("--each: there is no list \"\(each)\"; \(known)")
  }

  /// Recipes that would have been taken but for one column, or for each other.
  func nearRecipes(_ names: ColumnNames, _ format: ImportFormat) -> String? {
    let candidates = settings.recipes.filter { !$0.match.isEmpty && $0.read.format ?? format == format }
    let fitting = candidates.filter { names.contains($0.match) }
    if fitting.count > 1 {
      return "recipes \(fitting.map(\.name).joined(separator: " and ")) fit alike: say which with --recipe"
    }
    let lacking = candidates.filter { recipe in
      recipe.match.count > 2 && recipe.match.filter { names.index(of: $0) == nil }.count == 1
    }
    guard lacking.count == 1, let column = lacking[0].match.first(where: { names.index(of: $0) == nil }) else {
      return nil
    }
    return "recipe \(lacking[0].name) lacks only the column \"\(column)\""
  }
}
