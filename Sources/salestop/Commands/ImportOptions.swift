import ArgumentParser
import Foundation
import SalesCore
import SalesPipeline
import SalesSQLite

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
  func run(file: String, settings: Settings, source: SourceName) async throws {
    let wanted = try importSettings(settings, source: source)
    let log = try settings.openLog(.produce)
    let rules = SaleRules(currency: wanted.currency, maxSkew: try settings.duration(.maxSkew))
    let importer = SaleImport(
      log: log, settings: wanted, clock: ContinuousClock(),
      validate: SaleImport<ContinuousClock>.validator(rules: rules, wall: WallClock.now))
    let bar = ProgressBar("import")
    let summary = try await importer.run(
      file == "-" ? .standardInput : try ImportInput.file(file),
      onRejected: { row in
        bar.end()
        Messages.warning("\(row.file):\(row.line): \(row.problem.reason.rawValue): \(row.problem.message)")
      },
      onRetry: { error, wait in Messages.warning("\(error); trying again in \(wait)") },
      onProgress: { progress in
        let share = progress.totalBytes.map { Double(progress.bytes) / Double(max(1, $0)) }
        bar.show(share, "\(progress.appended) sales, \(progress.rejected) rejected")
      })
    bar.end()
    Messages.info(
      "\(summary.appended) of \(summary.read) rows appended, \(summary.rejected) rejected"
        + (summary.isCancelled ? "; stopped before the end of the file" : ""))
  }

  private func importSettings(_ settings: Settings, source: SourceName) throws -> ImportSettings {
    var wanted = ImportSettings(source: source)
    wanted.currency = try settings.value(.currency, as: "an ISO 4217 code such as USD") { Currency(code: $0) }
    if let map { wanted.columns = try ColumnMap(map) }
    if let timeZone {
      guard let zone = TimeZone(identifier: timeZone) else {
        throw SettingsProblem("--time-zone: `\(timeZone)` is not an IANA time zone such as Europe/Paris")
      }
      wanted.timeZone = zone
    }
    return wanted
  }
}
