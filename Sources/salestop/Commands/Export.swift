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

  @Flag(help: "Write a row of zeros for each bucket of the period without sales.")
  var fill = false

  @OptionGroup var csv: CSVOptions

  mutating func run() async throws {
    let settings = try common.settings([.period: selection.period])
    let reader = try await settings.reader()
    var query = FigureQuery(period: try settings.period(), comparison: .none, filter: selection.filter)
    query.bucket = try bucket.map { try BucketSize(parsing: $0) }
    let now = WallClock.now()
    let file = ExportFile(try await reader.settings(), style: csv.style)
    let (figures, sold) = try await QueryEngine(reader: reader).rows(for: query, now: now)
    if sold.isEmpty { try await EmptyPeriod(query.period, reader, file.calendar, now: now).warn(query.filter) }
    let rows = fill ? figures.filled(sold, calendar: file.calendar) : sold
    if output == "-" { return try Output.write(data: file.csv(rows)) }
    let path = try output.map { try file.write(rows, to: $0) } ?? file.writeNew(rows, now: now)
    try Output.write(Output.safe(path) + "\n")
  }
}
