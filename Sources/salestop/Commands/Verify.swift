import ArgumentParser
import Foundation
import SalesCore
import SalesPipeline

struct Verify: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Prove the store against the log: nothing lost, nothing doubled, rollups equal to a recount.",
    discussion: "Exit 0 when all is well, 65 with the differences otherwise. It may run beside a live consumer.")

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
    let audit = Audit(log: log, store: try await reader.snapshot())
    let bar = ProgressBar("verify")
    let report = try await audit.run { bar.show($0, "") }
    bar.end()
    let currency = try await reader.settings().rules.currency
    try Output.write(json ? try Self.json(report) : Self.text(report, currency))
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

  static func json(_ report: AuditReport) throws -> String {
    struct Sum: Encodable {
      var sales: Int64
      var revenueMinor: Int64

      init(_ sum: AuditReport.Sum) {
        sales = sum.sales
        revenueMinor = sum.revenueMinor
      }
    }
    struct Coverage: Encodable {
      var partition: Int32
      var first: Int64
      var next: Int64
      var end: Int64
      var whole: Bool
    }
    struct Document: Encodable {
      var ok: Bool
      var log: Sum
      var store: Sum
      var rollups: Sum
      var duplicates: Int64
      var conflicts: Int64
      var deadLetters: Int64
      var coverage: [Coverage]
      var differences: [String]
    }
    return try Output.json(
      Document(
        ok: report.isOK, log: Sum(report.log), store: Sum(report.store), rollups: Sum(report.rollups),
        duplicates: report.duplicates, conflicts: report.conflicts, deadLetters: report.deadLetters,
        coverage: report.coverage.map {
          Coverage(partition: $0.partition, first: $0.first, next: $0.next, end: $0.end, whole: $0.isWhole)
        },
        differences: report.differences))
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
    let scope = Self.scope(report.coverage)
    let verdict = report.isOK ? "ok" : "\(report.differenceCount) differences"
    return ([Output.columns(rows), counts] + scope + report.differences.map(Output.safe) + [verdict]).joined(
      separator: "\n") + "\n"
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
