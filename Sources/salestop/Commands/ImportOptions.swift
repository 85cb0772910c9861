import ArgumentParser
import Foundation
import SalesCore
import SalesPipeline
import SalesSources

/// Sales from a file instead of the generator.
struct ImportOptions: ParsableArguments {
  @Option(help: .init("Import FILE.csv or FILE.ndjson, or - for standard input.", valueName: "file"))
  var from: String?

  @Option(help: .init("A CSV's own column names, such as amount=Total,product=Item.", valueName: "columns"))
  var map: String?

  @Option(help: .init("The zone of dates and times without one; without this they are refused.", valueName: "zone"))
  var timeZone: String?

  @Option(help: .init("What amounts are in.", valueName: "code"))
  var currency: String?

  func check() throws {
    guard from == nil else { return }
    let importing = [("--map", map != nil), ("--time-zone", timeZone != nil), ("--currency", currency != nil)]
    if let wrong = importing.first(where: \.1) { throw ValidationError("\(wrong.0) is for imports; give --from too") }
  }

  /// Appends the file's rows; each bad one is a warning with its line, and the rest goes on.
  func run(file: String, settings: Settings) async throws {
    do {
      try await importAll(file, settings)
    } catch let problem as ImportProblem {
      throw CommandProblem(code: Exit.data, message: "\(file == "-" ? "standard input" : file): \(problem)")
    }
  }

  private func importAll(_ file: String, _ settings: Settings) async throws {
    let backend = try settings.log()
    let wanted = try importSettings(settings)
    let log = try await backend.open(.produce)
    let rules = SaleRules(currency: wanted.currency, maxSkew: try settings.duration(.maxSkew))
    let importer = SaleImport(
      log: log, settings: wanted, clock: ContinuousClock(),
      validate: SaleImport<ContinuousClock>.validator(rules: rules, wall: WallClock.now))
    let bar = ProgressBar("import")
    let summary = try await importer.run(
      try input(file),
      onRejected: { row in
        bar.end()
        Messages.warning("\(row.file):\(row.line): \(row.problem.reason.rawValue): \(row.problem.message)")
      },
      onRetry: { error, wait in Messages.warning("\(error); trying again in \(Patience.text(wait))") },
      onProgress: { progress in
        let share = progress.totalBytes.map { Double(progress.bytes) / Double(max(1, $0)) }
        bar.show(share, "\(progress.appended) sales, \(progress.rejected) rejected")
      })
    bar.end()
    Messages.info(
      "\(summary.appended) of \(summary.read) rows appended, \(summary.rejected) rejected"
        + (summary.isCancelled ? "; stopped before the end of the file" : ""))
  }

  private func input(_ file: String) throws -> ImportInput {
    guard file != "-" else { return .standardInput }
    do {
      return try ImportInput.file(file)
    } catch let error as BackendError where error.kind == .missing {
      // Not a log or store that is still to be made.
      throw CommandProblem(code: Exit.inputOutput, message: error.description)
    }
  }

  private func importSettings(_ settings: Settings) throws -> ImportSettings {
    let currency = try settings.value(.currency, as: "an ISO 4217 code such as USD") { Currency(code: $0) }
    let columns = try map.map { try ColumnMap($0) }
    let zone = try timeZone.map { name in
      guard let zone = TimeZone(identifier: name) else {
        throw CommandProblem.usage("--time-zone: `\(name)` is not an IANA time zone such as Europe/Paris")
      }
      return zone
    }
    // Last: it may write a file, and a wrong option should leave none.
    var wanted = ImportSettings(source: try settings.sourceName())
    wanted.currency = currency
    if let columns { wanted.columns = columns }
    wanted.timeZone = zone
    return wanted
  }
}
