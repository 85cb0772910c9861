import Foundation
import SalesCore

/// The first pass over a file: finds its recipe and proves how its dates and amounts are to be read.
struct FileExaminer {
  let settings: ImportSettings
  let input: ImportInput

  func examine() async throws -> ExaminedFile {
    var options = settings.read.over(settings.recipe?.read ?? ReadOptions())
    // A recipe's encoding is for files that are no UTF-8.
    options.encoding = settings.read.encoding
    var file = try await RowFile.open(input, options, wanted: wanted)
    let names = ColumnNames(file.scanner.columns)
    let (recipe, origin) = try await recipe(names, &file)
    options = settings.read.over(recipe.read)
    options.encoding = settings.read.encoding
    let proved = try await prove(recipe, origin, options)
    guard let encoding = recipe.read.encoding, options.encoding == nil, proved.isBroken else { return proved.file }
    options.encoding = encoding
    return try await prove(recipe, origin, options).file
  }

  /// Sets of columns of which the header has one.
  var wanted: [[String]] {
    let given = settings.changes.plainColumns
    if let recipe = settings.recipe, !recipe.match.isEmpty { return [recipe.match] }
    return (given.isEmpty ? [] : [given]) + settings.recipes.map(\.match).filter { !$0.isEmpty }
  }

  private func recipe(
    _ names: ColumnNames, _ file: inout RowFile
  ) async throws -> (recipe: Recipe, origin: RecipeOrigin) {
    if var recipe = settings.recipe {
      try settings.changes.apply(to: &recipe, names)
      return (recipe, .named)
    }
    if var recipe = recognised(names, file.format) {
      try settings.changes.apply(to: &recipe, names)
      return (recipe, .recognised)
    }
    let sample = try await file.sample()
    let guess = RecipeGuess(
      names: names, sample: sample, changes: settings.changes, defaultRegion: settings.defaultRegion)
    return (try guess.recipe(), .proposed)
  }

  /// The recipe whose columns are all there; of several, the one with the most, if there is one.
  private func recognised(_ names: ColumnNames, _ format: ImportFormat) -> Recipe? {
    let fitting = settings.recipes.filter { recipe in
      !recipe.match.isEmpty && names.contains(recipe.match) && recipe.read.format ?? format == format
    }
    let most = fitting.map(\.match.count).max()
    let best = fitting.filter { $0.match.count == most }
    return best.count == 1 ? best[0] : nil
  }

  private func prove(
    _ recipe: Recipe, _ origin: RecipeOrigin, _ options: ReadOptions
  ) async throws -> (file: ExaminedFile, isBroken: Bool) {
    try await input.rewind()
    let opened = try await RowFile.open(input, options, wanted: wanted)
    let names = ColumnNames(opened.scanner.columns)
    let bound = try BoundRecipe(recipe, names, isJSON: opened.format == .json)
    let ids = RowIDs(
      kind: recipe.id.isEmpty
        ? settings.source.map { .rows($0) } ?? .content : .columns(bound.id, numbered: recipe.numbersLines))
    var proof = FileProof(expected: Int((input.size ?? 1 << 20) / 20))
    try await opened.proveAll(bound, ids, &proof)
    proof.finish()
    if let conflict = proof.ids.firstConflict {
      throw try await idProblem(conflict, proof.ids.conflicts, recipe, options)
    }
    let file = try examined(opened, recipe, origin, options, bound, ids, proof)
    return (file, await opened.text.encodingProblem != nil)
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
        name: input.name, detail: opened.text.detail, recipe: recipe, origin: origin,
        columns: opened.scanner.columns, decimal: options.decimal ?? proved, timeZone: proof.dates.zoneless > 0 ? zone : nil,
        isDaysOnly: proof.dates.dayOnly == proof.rows && proof.rows > 0, currency: currencies.ofRows,
        reporting: currencies.reporting, repeats: proof.ids.repeats, comparesAllIDs: proof.ids.isWhole, input: input,
        options: options, format: opened.format, bound: bound,
        dates: try proof.dates.reader(zone: zone, choice: options.dates), ids: ids, counter: proof.repeats,
        wanted: wanted, separator: (opened.scanner as? CSVScanner)?.separator ?? UInt8(ascii: ","))
    } catch {
      throw ImportProblem(error.message)
    }
  }
}

extension RowFile {
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

  func proveAll(_ recipe: BoundRecipe, _ ids: RowIDs, _ proof: inout FileProof) async throws {
    try await prove(scanner, recipe, ids, &proof)
  }

  private func prove<Scanner: RowScanner>(
    _ opened: Scanner, _ recipe: BoundRecipe, _ ids: RowIDs, _ proof: inout FileProof
  ) async throws {
    var scanner = opened
    try scanner.select(recipe.columns)
    var row = ImportRow(carry: recipe.carry)
    let numbers = NumberReader(mark: nil)
    let marks = CurrencyMarks()
    while true {
      switch scanner.next() {
      case .row(let line):
        row.load(scanner, recipe, line: line)
        let reading = RowReading(row: row, numbers: numbers, marks: marks)
        // A condition that cannot be decided before the proof leaves no row out.
        if let condition = recipe.condition, (try? condition.holds(for: reading)) == false { continue }
        proof.add(row, recipe, ids, reading)
      case .problem: break
      case .needsInput:
        do { try await scanner.input.feed(from: rest) } catch is ImportProblem { return }
      case .end: return
      }
    }
  }
}
