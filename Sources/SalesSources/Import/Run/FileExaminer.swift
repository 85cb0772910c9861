import Foundation
import SalesCore

/// A recipe chosen for a file.
struct RecipeChoice {
  var recipe: Recipe
  let origin: RecipeOrigin
  /// The columns of the rows that the recipe reads.
  let names: ColumnNames
  /// Of a proposed recipe.
  var advice: RecipeAdvice?
}

/// The first pass over a file: finds its recipe and proves how its dates and amounts are to be read.
struct FileExaminer {
  let settings: ImportSettings
  let input: ImportInput
  /// Sales after it are none.
  let latest: Timestamp

  func examine() async throws -> ExaminedFile {
    var options = firstOptions
    // A recipe's encoding is for files that are no UTF-8.
    options.encoding = settings.read.encoding
    var choice = try await choice(for: try await open(options), options)
    try addCurrency(to: &choice.recipe, choice.names)
    options = settings.read.over(choice.recipe.read)
    options.encoding = settings.read.encoding
    var proved = try await prove(choice, options)
    if try addCurrency(to: &choice.recipe, proved.late) { proved = try await prove(choice, options) }
    guard let encoding = choice.recipe.read.encoding, options.encoding == nil, proved.isBroken else {
      return proved.file
    }
    options.encoding = encoding
    return try await prove(choice, options).file
  }

  /// Of an input that can be read only once and has no end yet: its recipe alone. Nothing is proved, so cells that can be
  /// read in two ways are rejected one by one, and the option that decides is named.
  func examineLive() async throws -> (file: ExaminedFile, opened: RowFile) {
    let opened = try await open(firstOptions)
    var choice = try await choice(for: opened, firstOptions)
    try addCurrency(to: &choice.recipe, choice.names)
    let bound = try BoundRecipe(choice.recipe, choice.names, isJSON: opened.format == .json)
    let file = try examined(
      opened, choice, settings.read.over(choice.recipe.read), bound, ids(choice.recipe, bound), FileProof())
    return (file, opened)
  }

  /// Those by which the recipe is looked for.
  private var firstOptions: ReadOptions { settings.read.over(settings.recipe?.read ?? ReadOptions()) }

  /// Opens the input, one that can be rewound from its start.
  func open(_ options: ReadOptions) async throws -> RowFile {
    if input.canRewind { try await input.rewind() }
    return try await RowFile.open(input, options, wanted: wanted)
  }

  /// Sets of columns of which the header has one.
  var wanted: [[String]] {
    let given = settings.changes.plainColumns
    if let recipe = settings.recipe, !recipe.match.isEmpty { return [recipe.match] }
    return (given.isEmpty ? [] : [given]) + settings.recipes.map(\.match).filter { !$0.isEmpty }
  }

  private func choice(for file: RowFile, _ options: ReadOptions) async throws -> RecipeChoice {
    let names = ColumnNames(file.scanner.columns)
    guard settings.read.each == nil || file.format == .json else {
      throw ImportProblem.eachIsForJSON
    }
    var file = file
    try await checkList(of: &file, options)
    guard !names.columns.isEmpty else {
      throw ImportProblem(
        "holds no rows; a header such as id,time,amount,product,region, or records of JSON, are needed")
    }
    if var recipe = settings.recipe {
      try settings.changes.apply(to: &recipe, names)
      return RecipeChoice(recipe: recipe, origin: .named, names: names)
    }
    // Read before another look at the file for lists.
    let sample = ColumnSample(names: names, rows: try await file.sample(waits: input.canRewind))
    if let found = try await recognised(names, file.format, options) {
      var recipe = found.recipe
      try settings.changes.apply(to: &recipe, found.names)
      return RecipeChoice(recipe: recipe, origin: .recognised, names: found.names)
    }
    let guess = RecipeGuess(
      sample: sample, changes: settings.changes, defaultRegion: settings.defaultRegion, lists: file.scanner.lists)
    let near = nearRecipes(names, file.format)
    do throws(ImportProblem) {
      return RecipeChoice(
        recipe: try guess.recipe(), origin: .proposed, names: names,
        advice: RecipeAdvice(sample: sample, near: near))
    } catch {
      var problem = error
      if !problem.isUsage, let near { problem.message += "; " + near }
      throw problem
    }
  }

  /// A currency that the file names is not left aside, where the recipe has no word on it.
  func addCurrency(to recipe: inout Recipe, _ names: ColumnNames) throws(ImportProblem) {
    if leavesCurrencyOpen(recipe) { recipe.fields[.currency] = try RecipeGuess.currency(among: names) }
  }

  private func leavesCurrencyOpen(_ recipe: Recipe) -> Bool {
    recipe.fields[.currency] == nil && recipe.read.currency == nil && settings.read.currency == nil
      && !settings.changes.gives(SaleField.currency.rawValue)
  }

  /// The recipe whose columns are all there, and these. Paths of JSON depend on the list that a recipe unfolds.
  private func recognised(
    _ names: ColumnNames, _ format: ImportFormat, _ options: ReadOptions
  ) async throws -> (recipe: Recipe, names: ColumnNames)? {
    if let recipe = recognised(names, format, each: options.each) { return (recipe, names) }
    guard format == .json, options.each == nil, input.canRewind else { return nil }
    for each in Set(settings.recipes.compactMap(\.read.each)).sorted() {
      var unfolded = options
      unfolded.each = each
      let names = ColumnNames(try await open(unfolded).scanner.columns)
      if let recipe = recognised(names, format, each: each) { return (recipe, names) }
    }
    return nil
  }

  /// Of several, the one with the most columns, if there is one.
  private func recognised(_ names: ColumnNames, _ format: ImportFormat, each: String?) -> Recipe? {
    let fitting = settings.recipes.filter { recipe in
      !recipe.match.isEmpty && recipe.read.each == each && recipe.read.format ?? format == format
        && names.contains(recipe.match)
    }
    let most = fitting.map(\.match.count).max()
    let best = fitting.filter { $0.match.count == most }
    return best.count == 1 ? best[0] : nil
  }

  private func ids(_ recipe: Recipe, _ bound: BoundRecipe) -> RowIDs {
    guard recipe.id.isEmpty else { return RowIDs(kind: .columns(bound.id, numbered: recipe.numbersLines)) }
    if let source = settings.source { return RowIDs(kind: .rows(source)) }
    return RowIDs(kind: .content)
  }

  private func overridden(
    _ recipe: Recipe, _ origin: RecipeOrigin
  ) -> [(field: String, rule: (asked: String, recipe: String))] {
    guard origin == .recognised, let original = settings.recipes.first(where: { $0.name == recipe.name }) else {
      return []
    }
    let rules = SaleField.allCases.map { ($0.rawValue, recipe.fields[$0], original.fields[$0]) }
    return (rules + [("where", recipe.condition, original.condition)]).compactMap { field, asked, was in
      guard let asked, let was, asked != was else { return nil }
      return (field, (asked.description, was.description))
    }
  }

  private func prove(
    _ choice: RecipeChoice, _ options: ReadOptions
  ) async throws -> (file: ExaminedFile, isBroken: Bool, late: LateColumns) {
    let opened = try await open(options)
    let isJSON = opened.format == .json
    let bound = try BoundRecipe(choice.recipe, ColumnNames(opened.scanner.columns), isJSON: isJSON)
    let ids = ids(choice.recipe, bound)
    var proof = FileProof(latest: latest)
    let reading = RowReading(NumberReader(mark: nil))
    var condition = ConditionProof(bound)
    let late = try await opened.readRows(bound, notesColumns: true) { row in
      condition?.add(row)
      reading.begin(row)
      // A condition that cannot be decided before the proof leaves no row out.
      if let condition = bound.condition, (try? condition.holds(for: reading)) == false { return }
      proof.add(row, bound, ids, reading)
    }
    if let problem = condition?.problem {
      let isGiven = settings.changes.condition != nil
      throw ImportProblem.usage((isGiven ? "--where " : "where of recipe \(choice.recipe.name) ") + problem)
    }
    proof.finish()
    var file = try examined(opened, choice, options, bound, ids, proof)
    try await checkIDs(of: file, proof.ids.suspects)
    try await noteRepeats(of: &file, rows: proof.rows)
    return (file, await opened.text.encodingProblem != nil, late)
  }

  private func examined(
    _ opened: RowFile, _ choice: RecipeChoice, _ options: ReadOptions, _ bound: BoundRecipe, _ ids: RowIDs,
    _ proof: FileProof
  ) throws -> ExaminedFile {
    let recipe = choice.recipe
    let zone = options.timeZone ?? settings.target.timeZone
    let currencies = try CurrencyDecision(proof, options, settings.target)
    do throws(ReadingProblem) {
      let proved = options.decimal == nil ? try proof.amounts.mark() : nil
      return ExaminedFile(
        name: input.name, detail: opened.text.detail, recipe: recipe,
        overridden: overridden(recipe, choice.origin), origin: choice.origin,
        advice: (choice.advice?.notes(recipe, bound, isDaysOnly: proof.dates.dayOnly == proof.rows) ?? [])
          + rejectedAdvice(opened.scanner.columns, ids),
        columns: opened.scanner.columns, decimal: options.decimal ?? proved,
        timeZone: proof.dates.zoneless > 0 || proof.rows == 0 ? zone : nil,
        storeZone: settings.target.hasStore && settings.target.timeZone != zone ? settings.target.timeZone : nil,
        currency: currencies.ofRows, reporting: currencies.reporting, currencyOrigin: currencies.origin,
        repeatedIDs: proof.ids.repeated, comparesAllIDs: proof.ids.isWhole, input: input,
        options: options, format: opened.format, bound: bound,
        dates: try proof.dates.reader(zone: zone, choice: options.dates), ids: ids,
        counter: RepeatCounter(expected: nil), leavesCurrencyOpen: leavesCurrencyOpen(recipe),
        wanted: wanted, separator: (opened.scanner as? CSVScanner)?.separator ?? UInt8(ascii: ","))
    } catch {
      throw ImportProblem(error.message)
    }
  }
}
