import ArgumentParser
import Foundation
import SalesCore
import SalesPipeline

struct Verify: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Prove the store against the log: nothing lost, nothing doubled, rollups equal to a recount.",
    discussion: """
      Exit 0 when all is well, 65 with the differences otherwise, or with conflicts: records that were left out because their id is \
      stored with other content. It may run beside a live consumer.
      """)

  @OptionGroup var common: CommonOptions

  @Flag(help: "Print JSON.")
  var json = false

  @Flag(
    help:
      "First make every sum anew from the stored sales. It takes the store from its consumers, which end or take it back."
  )
  var repair = false

  mutating func run() async throws {
    let settings = try common.settings()
    if repair { try await Self.repair(settings) }
    let reader = try await settings.store().reader()
    let log = try await settings.log().open(.read)
    // Before the store: what is noted by now, a healthy store holds.
    let notes = settings.witness?.notes() ?? [:]
    let audit = Audit(log: log, store: try await reader.snapshot(), notes: notes)
    let bar = ProgressBar("verify")
    let report = try await audit.run { bar.show($0, "") }
    bar.end()
    let currency = try await reader.settings().rules.currency
    try Output.write(json ? try Output.json(VerifyDocument(report, currency)) : Self.text(report, currency))
    if !report.isOK { throw ArgumentParser.ExitCode(Exit.data) }
  }

  private static func repair(_ settings: Settings) async throws {
    let backend = try settings.store()
    // A reader first: a missing store is an error here, and is not made.
    _ = try await backend.reader()
    let store = try await backend.open(nil)
    let bar = ProgressBar("repair")
    let report = try await Repair(store: store).run { bar.show($0, "") }
    bar.end()
    Messages.info(
      "\(report.recounted) sums counted anew: \(report.corrected) corrected, \(report.added) added, \(report.removed) removed"
    )
  }

  static func text(_ report: AuditReport, _ currency: Currency) -> String {
    func row(_ name: String, _ sum: AuditReport.Sum) -> [String] {
      [name, "\(sum.sales)", Money(minorUnits: sum.revenueMinor).text(currency)]
    }
    let rows = [
      ["", "sales", "revenue \(currency.code)"], row("log", report.log), row("store", report.store),
      row("rollups", report.rollups),
    ]
    let counts = "\(report.duplicates) duplicates, \(report.conflicts) conflicts, \(report.deadLetters) dead letters"
    let lines =
      conflicts(report, currency) + [Output.columns(rows), counts] + scope(report.coverage)
      + report.differences.map(Output.safe) + [verdict(report)]
    return lines.joined(separator: "\n") + "\n"
  }

  /// The last line.
  static func verdict(_ report: AuditReport) -> String {
    let differences = report.differenceCount == 1 ? "1 difference" : "\(report.differenceCount) differences"
    if report.conflicts == 0 { return report.agrees ? "ok" : differences }
    let conflicts = report.conflicts == 1 ? "1 conflict" : "\(report.conflicts) conflicts"
    return report.agrees
      ? "\(conflicts); apart from that the store agrees with its log" : "\(differences), \(conflicts)"
  }

  private static func conflicts(_ report: AuditReport, _ currency: Currency) -> [String] {
    guard report.conflicts > 0 else { return [] }
    let examples = report.conflictExamples.map { "  " + Output.safe($0.text(currency)) }
    let rest = report.conflicts - Int64(examples.count)
    let heading = "conflicts: \(ConflictText.leftOut(report.conflicts))"
    if examples.isEmpty { return ["\(heading); the log no longer has them"] }
    return [heading + ":"] + examples + (rest > 0 ? ["  and \(rest) more"] : [])
  }

  /// The compared offsets: one line for all partitions that are whole, and one for each other.
  private static func scope(_ coverage: [AuditReport.Coverage]) -> [String] {
    let whole = coverage.filter(\.isWhole)
    func sum(_ offset: (AuditReport.Coverage) -> Int64) -> Int64 { whole.reduce(0) { $0 + offset($1) } }
    var lines: [String] = []
    if let first = whole.first {
      let name = whole.count == 1 ? "partition \(first.partition)" : "\(whole.count) partitions"
      let place = whole.count == 1 ? "its beginning" : "their beginning"
      lines.append("\(name): compared record by record from \(place), up to \(sum(\.next)) of \(sum(\.end))")
    }
    return lines
      + coverage.filter { !$0.isWhole }.map {
        "partition \($0.partition): compared record by record from offset \($0.first); before that by running totals, "
          + "up to \($0.next) of \($0.end)"
      }
  }
}
