import SalesCore

/// Words for a person whose file no recipe fits.
extension FileExaminer {
  /// Throws where no record has the list that is to be unfolded. Of a live input the first ones decide, unless a recipe
  /// was named: that reads what comes later.
  func checkList(of file: inout RowFile, _ options: ReadOptions) async throws {
    guard let each = options.each, file.lacksList, input.canRewind || settings.recipe == nil else { return }
    if input.canRewind, !file.scanner.input.isEnded {
      while file.lacksList, try await file.next() != .end {}
      let hasList = !file.lacksList
      file = try await open(options)
      if hasList { return }
    }
    let asked = settings.read.each == nil ? "recipe \(settings.recipe?.name ?? "")" : "--each"
    throw try await file.noList(each, asked: asked, input, options)
  }

  /// A note on a file of rejected rows, as `--rejected` writes it: it lacks the rows around them.
  func rejectedAdvice(_ columns: [String], _ ids: RowIDs) -> [String] {
    guard columns.first == "reason" else { return [] }
    switch ids.kind {
    case .content: return ["its rows have no ids: one that equals a stored sale is taken for that one and counts once"]
    case .columns(_, numbered: true):
      return ["its rows are numbered by this file alone: if these were rejected, put them right in their own file"]
    case .columns, .rows, .position: return []
    }
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
