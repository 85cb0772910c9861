import Foundation
import SalesCore

/// The first pass over a file: finds its recipe and proves how its dates and amounts are to be read.
struct FileExaminer {
  let settings: ImportSettings
  let input: ImportInput
  /// Sales after it are none.
  let latest: Timestamp
  /// Of a proposed recipe.
  private var advice: RecipeAdvice?

  init(settings: ImportSettings, input: ImportInput, latest: Timestamp) {
    self.settings = settings
    self.input = input
    self.latest = latest
  }

  mutating func examine() async throws -> ExaminedFile {
    var options = settings.read.over(settings.recipe?.read ?? ReadOptions())
    // A recipe's encoding is for files that are no UTF-8.
    options.encoding = settings.read.encoding
    var (recipe, origin) = try await recipe(options)
    var unfolded = options
    unfolded.each = settings.read.each ?? recipe.read.each
    try await input.rewind()
    addCurrency(
      to: &recipe, ColumnNames(try await RowFile.open(input, unfolded, wanted: wanted).scanner.columns))
    options = settings.read.over(recipe.read)
    options.encoding = settings.read.encoding
    var proved = try await prove(recipe, origin, options)
    if try addCurrency(to: &recipe, proved.late) { proved = try await prove(recipe, origin, options) }
    guard let encoding = recipe.read.encoding, options.encoding == nil, proved.isBroken else { return proved.file }
    options.encoding = encoding
    return try await prove(recipe, origin, options).file
  }

  /// Of an input that can be read only once and has no end yet: its recipe alone. Nothing is proved, so cells that can be
  /// read in two ways are rejected one by one, and the option that decides is named.
  func examineLive(_ input: ImportInput) async throws -> (file: ExaminedFile, opened: RowFile) {
    var options = settings.read.over(settings.recipe?.read ?? ReadOptions())
    let opened = try await RowFile.open(input, options, wanted: wanted)
    let names = ColumnNames(opened.scanner.columns)
    var (recipe, origin) = try liveRecipe(names, opened, each: options.each)
    addCurrency(to: &recipe, names)
    options = settings.read.over(recipe.read)
    let bound = try BoundRecipe(recipe, names, isJSON: opened.format == .json)
    let proof = FileProof()
    return (try examined(opened, recipe, origin, options, bound, ids(recipe, bound), proof), opened)
  }

  private func liveRecipe(
    _ names: ColumnNames, _ opened: RowFile, each: String?
  ) throws -> (recipe: Recipe, origin: RecipeOrigin) {
    var origin = RecipeOrigin.named
    guard var recipe = settings.recipe ?? recognised(names, opened.format, each: each) else {
      let guess = RecipeGuess(
        names: names, sample: try opened.peek(), changes: settings.changes, defaultRegion: settings.defaultRegion,
        lists: opened.scanner.lists)
      return (try guess.recipe(), .proposed)
    }
    if settings.recipe == nil { origin = .recognised }
    try settings.changes.apply(to: &recipe, names)
    return (recipe, origin)
  }

  /// Sets of columns of which the header has one.
  var wanted: [[String]] {
    let given = settings.changes.plainColumns
    if let recipe = settings.recipe, !recipe.match.isEmpty { return [recipe.match] }
    return (given.isEmpty ? [] : [given]) + settings.recipes.map(\.match).filter { !$0.isEmpty }
  }

  private mutating func recipe(_ options: ReadOptions) async throws -> (recipe: Recipe, origin: RecipeOrigin) {
    var file = try await RowFile.open(input, options, wanted: wanted)
    let names = ColumnNames(file.scanner.columns)
    guard settings.read.each == nil || file.format == .json else {
      throw ImportProblem.usage("--each is for JSON, and the file is CSV; leave it out")
    }
    guard !names.columns.isEmpty else {
      if let each = options.each { throw try await noList(each, options) }
      throw ImportProblem(
        "holds no rows; a header such as id,time,amount,product,region, or records of JSON, are needed")
    }
    if var recipe = settings.recipe {
      try settings.changes.apply(to: &recipe, names)
      return (recipe, .named)
    }
    if let found = try await recognised(names, file.format, options) {
      var recipe = found.recipe
      try settings.changes.apply(to: &recipe, found.names)
      return (recipe, .recognised)
    }
    let sample = try await file.sample()
    let guess = RecipeGuess(
      names: names, sample: sample, changes: settings.changes, defaultRegion: settings.defaultRegion,
      lists: file.scanner.lists)
    do throws(ImportProblem) {
      advice = RecipeAdvice(names: names, sample: sample, near: nearRecipes(names, file.format))
      return (try guess.recipe(), .proposed)
    } catch {
      var problem = error
      if !problem.isUsage, let near = nearRecipes(names, file.format) { problem.message += "; " + near }
      throw problem
    }
  }

  /// A currency that the file names is not left aside, where the recipe has no word on it.
  func addCurrency(to recipe: inout Recipe, _ names: ColumnNames) {
    guard recipe.fields[.currency] == nil, recipe.read.currency == nil, settings.read.currency == nil,
      !settings.changes.gives(SaleField.currency.rawValue)
    else { return }
    let guess = RecipeGuess(names: names, sample: [], changes: settings.changes, defaultRegion: nil)
    recipe.fields[.currency] = guess.currency()
  }

  /// The recipe whose columns are all there, and these. Paths of JSON depend on the list that a recipe unfolds.
  private func recognised(
    _ names: ColumnNames, _ format: ImportFormat, _ options: ReadOptions
  ) async throws -> (recipe: Recipe, names: ColumnNames)? {
    if let recipe = recognised(names, format, each: options.each) { return (recipe, names) }
    guard format == .json, options.each == nil else { return nil }
    for each in Set(settings.recipes.compactMap(\.read.each)).sorted() {
      var unfolded = options
      unfolded.each = each
      try await input.rewind()
      let names = ColumnNames(try await RowFile.open(input, unfolded, wanted: wanted).scanner.columns)
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
    _ recipe: Recipe, _ origin: RecipeOrigin, _ options: ReadOptions
  ) async throws -> (file: ExaminedFile, isBroken: Bool, late: LateColumns) {
    try await input.rewind()
    let opened = try await RowFile.open(input, options, wanted: wanted)
    let names = ColumnNames(opened.scanner.columns)
    let bound = try BoundRecipe(recipe, names, isJSON: opened.format == .json)
    let ids = ids(recipe, bound)
    var proof = FileProof(latest: latest)
    let late = try await opened.proveAll(bound, ids, &proof)
    proof.finish()
    var file = try examined(opened, recipe, origin, options, bound, ids, proof)
    try await checkIDs(of: file, proof.ids.suspects)
    try await noteRepeats(of: &file, rows: proof.rows)
    return (file, await opened.text.encodingProblem != nil, late)
  }

  private func examined(
    _ opened: RowFile, _ recipe: Recipe, _ origin: RecipeOrigin, _ options: ReadOptions, _ bound: BoundRecipe,
    _ ids: RowIDs, _ proof: FileProof
  ) throws -> ExaminedFile {
    let zone = options.timeZone ?? settings.target.timeZone
    let currencies = try CurrencyDecision(proof, options, settings.target)
    do throws(ReadingProblem) {
      let proved = options.decimal == nil ? try proof.amounts.mark() : nil
      return ExaminedFile(
        name: input.name, detail: opened.text.detail, recipe: recipe,
        overridden: overridden(recipe, origin), origin: origin,
        advice: advice?.notes(recipe, bound, isDaysOnly: proof.dates.dayOnly == proof.rows) ?? [],
        columns: opened.scanner.columns, decimal: options.decimal ?? proved,
        timeZone: proof.dates.zoneless > 0 || proof.rows == 0 ? zone : nil,
        storeZone: settings.target.hasStore && settings.target.timeZone != zone ? settings.target.timeZone : nil,
        currency: currencies.ofRows, reporting: currencies.reporting, currencyOrigin: currencies.origin,
        repeatedIDs: proof.ids.repeated, comparesAllIDs: proof.ids.isWhole, input: input,
        options: options, format: opened.format, bound: bound,
        dates: try proof.dates.reader(zone: zone, choice: options.dates), ids: ids,
        counter: RepeatCounter(expected: nil),
        wanted: wanted, separator: (opened.scanner as? CSVScanner)?.separator ?? UInt8(ascii: ","))
    } catch {
      throw ImportProblem(error.message)
    }
  }
}

extension RowFile {
  /// The rows that are there without waiting, all columns as text; the file stands where it stood.
  func peek() throws -> [[String]] {
    var probe = scanner
    var rows: [[String]] = []
    let count = probe.columns.count
    try probe.select(probe.columns)
    while rows.count < 20 {
      switch probe.next() {
      case .row: rows.append((0..<count).map { probe.text($0) })
      case .problem: break
      case .needsInput, .end: return rows
      }
    }
    return rows
  }

  /// The first rows, all columns as text.
  mutating func sample() async throws -> [[String]] {
    var rows: [[String]] = []
    let count = scanner.columns.count
    try scanner.select(scanner.columns)
    while rows.count < 20 {
      switch scanner.next() {
      case .row: rows.append((0..<count).map { scanner.text($0) })
      case .problem: break
      case .needsInput: try await scanner.input.feed(from: rest)
      case .end: return rows
      }
    }
    return rows
  }

  func proveAll(_ recipe: BoundRecipe, _ ids: RowIDs, _ proof: inout FileProof) async throws -> LateColumns {
    try await prove(scanner, recipe, ids, &proof)
  }

  private func prove<Scanner: RowScanner>(
    _ opened: Scanner, _ recipe: BoundRecipe, _ ids: RowIDs, _ proof: inout FileProof
  ) async throws -> LateColumns {
    var scanner = opened
    scanner.noteColumns()
    var isEnded = false
    try scanner.select(recipe.columns)
    var row = ImportRow(carry: recipe.carry)
    let numbers = NumberReader(mark: nil)
    let marks = CurrencyMarks()
    while !isEnded {
      switch scanner.next() {
      case .row(let line):
        row.load(scanner, recipe, line: line)
        let reading = RowReading(row: row, numbers: numbers, marks: marks)
        // A condition that cannot be decided before the proof leaves no row out.
        if let condition = recipe.condition, (try? condition.holds(for: reading)) == false { continue }
        proof.add(row, recipe, ids, reading)
      case .problem: break
      case .needsInput:
        do { try await scanner.input.feed(from: rest) } catch is ImportProblem { isEnded = true }
      case .end: isEnded = true
      }
    }
    return LateColumns(new: scanner.newColumns, behind: scanner.columnsBehind)
  }
}
