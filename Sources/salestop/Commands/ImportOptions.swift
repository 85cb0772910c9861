import ArgumentParser
import Foundation
import SalesCore
import SalesPipeline
import SalesSources

/// How files of sales are read; `open` and `produce --from` take the same.
struct ImportOptions: ParsableArguments {
  enum IDs: String, ExpressibleByArgument, CaseIterable { case content, rows }
  enum Rounding: String, ExpressibleByArgument, CaseIterable { case halfUp = "half-up" }

  @Option(help: .init("The recipe, by name or file (default: the one whose columns are there).", valueName: "recipe"))
  var recipe: String?

  @Option(
    help: .init(
      "Columns or formulas of single fields: amount=Total, time=Date+Time, 'amount=Qty * Price', id= for none.",
      valueName: "fields"))
  var map: [String] = []

  @Option(help: .init("A value that all sales get: region='Shop 1'.", valueName: "field=value"))
  var set: [String] = []

  @Option(
    name: .customLong("default"), help: .init("A value for blank cells: region='(none)'.", valueName: "field=value"))
  var defaults: [String] = []

  @Option(help: .init("Take only rows for which this is true: \"Status = 'paid'\".", valueName: "condition"))
  var `where`: String?

  @Option(
    help: .init(
      "How dates are written, where the file does not prove it: dmy, mdy, excel, epoch, or a pattern such as dd.MM.yyyy HH:mm.",
      valueName: "dates"))
  var dates: String?

  @Option(help: .init("The decimal mark, where the file does not prove it: point or comma.", valueName: "mark"))
  var decimal: DecimalMark?

  @Option(help: .init("The text's encoding, as iconv knows it: windows-1252, shift_jis.", valueName: "name"))
  var encoding: String?

  @Option(help: .init("JSON: the list whose items are the rows, such as line_items.", valueName: "path"))
  var each: String?

  @Option(help: .init("The lines before the header (default: it is searched for).", valueName: "lines"))
  var skip: Int?

  @Option(help: .init("The zone of times that name none (default: the store's).", valueName: "zone"))
  var timeZone: String?

  @Option(help: .init("The currency of rows that name none (default: the store's).", valueName: "code"))
  var currency: String?

  @Option(help: "Round amounts with more decimals than the currency has; without this they are rejected.")
  var round: Rounding?

  @Option(help: "Of rows without an id: content counts the same row once; rows counts each import anew.")
  var ids = IDs.content

  @Option(help: .init("Write rejected rows here, with their reasons, to be put right and imported.", valueName: "file"))
  var rejected: String?

  @Flag(help: "Say how the files are read and what would come of them, and end.")
  var check = false

  @Flag(help: "Go on as the file grows, also when it is rotated.")
  var follow = false

  func validate() throws {
    if let skip, skip < 0 { throw ValidationError("--skip must be a number of lines") }
    if check, follow { throw ValidationError("--check ends where the file ends; leave --follow out") }
  }

  /// The options that were given, for messages.
  var given: [(name: String, isGiven: Bool)] {
    [
      ("--recipe", recipe != nil), ("--map", !map.isEmpty), ("--set", !set.isEmpty), ("--default", !defaults.isEmpty),
      ("--where", `where` != nil), ("--dates", dates != nil), ("--decimal", decimal != nil),
      ("--encoding", encoding != nil), ("--each", each != nil), ("--skip", skip != nil),
      ("--time-zone", timeZone != nil), ("--currency", currency != nil), ("--round", round != nil),
      ("--ids", ids != .content), ("--rejected", rejected != nil), ("--check", check), ("--follow", follow),
    ]
  }

  /// A topic stands alone, without the options that are for files.
  func checkTopic(_ names: [String], option: String) throws {
    guard names.contains(where: TopicJob.isTopic) else { return }
    guard names.count == 1 else { throw ValidationError("\(option): one topic at a time, and no file beside it") }
    let forFiles = ["--encoding", "--skip", "--rejected", "--check", "--follow"]
    if let wrong = given.first(where: { $0.isGiven && forFiles.contains($0.name) }) {
      throw ValidationError("\(wrong.name) is for files and does not go with a topic")
    }
  }

  /// All options in one text, by which two imports of a file are told apart.
  var fingerprint: String {
    "\([recipe, `where`, dates, decimal?.rawValue, encoding, each, timeZone, currency])\(map)\(set)\(defaults)\(skip ?? -1)"
      + "\(round?.rawValue ?? "")"
  }

  /// The wishes of these options, beside the store that the sales are for.
  func importSettings(_ settings: Settings, target: ImportTarget) throws -> ImportSettings {
    var wanted = ImportSettings(target: target)
    wanted.changes = try RecipeChanges(map: map, set: set, defaults: defaults, condition: `where`)
    wanted.read = try readOptions(target)
    let files = RecipeFiles(configHome: settings.configHome)
    if let recipe { wanted.recipe = try files.recipe(settings.expanded(recipe)) } else { wanted.recipes = files.all() }
    // Last: it may write a file, and a wrong option should leave none.
    if ids == .rows { wanted.source = try settings.sourceName() }
    return wanted
  }

  private func readOptions(_ target: ImportTarget) throws -> ReadOptions {
    var read = ReadOptions()
    read.dates = try dates.map { try DateChoice($0) }
    read.timeZone = try timeZone.map { name in
      guard let zone = TimeZone(identifier: name) else {
        throw CommandProblem.usage("--time-zone: `\(name)` is not an IANA time zone such as Europe/Paris")
      }
      return zone
    }
    read.currency = try currency.map { code in
      // A store that is there keeps its code, whatever it is.
      if let own = target.currency, own.code == code.uppercased() { return own }
      guard let currency = Currency.named(code) else {
        throw CommandProblem.usage("--currency: `\(code)` is not \(Currency.wanted(insteadOf: code))")
      }
      return currency
    }
    (read.decimal, read.encoding, read.each, read.skip) = (decimal, encoding, each, skip)
    if round != nil { read.rounds = true }
    return read
  }
}
