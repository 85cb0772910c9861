import ArgumentParser
import Foundation
import SalesAnalytics
import SalesCore

struct Export: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write the current selection as CSV: bucket_start,region,product,sales,refunds,revenue.",
    discussion: """
      The same flags as dash show the same figures. RFC 4180; text that a spreadsheet would take for a formula is defused with a \
      leading ', which the import takes away again.
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var selection: SelectionOptions

  @Option(
    help: .init("The buckets' size, such as 1m, 1h, 1d (default: as the dashboard would choose).", valueName: "size"))
  var bucket: String?

  @Option(name: .shortAndLong, help: .init("The file to write, or - for standard output.", valueName: "file"))
  var output: String?

  @Flag(help: "Leave text as it is: formulas are not defused.")
  var raw = false

  mutating func run() async throws {
    let settings = try common.settings([.period: selection.period])
    let reader = try await settings.store().reader()
    var query = FigureQuery(period: try settings.period(), comparison: .none, filter: selection.filter)
    query.bucket = try bucket.map { try BucketSize(parsing: $0) }
    let now = WallClock.now()
    let currency = try await reader.settings().rules.currency
    let file = ExportFile(currency: currency, isRaw: raw)
    let rows = try await QueryEngine(reader: reader).rows(for: query, now: now).rows
    if output == "-" {
      try Output.write(data: file.csv(rows))
    } else {
      let path = try output.map { try file.write(rows, to: $0) } ?? file.writeNew(rows, now: now)
      try Output.write(Output.safe(path) + "\n")
    }
  }
}
