import ArgumentParser
import SalesAnalytics
import SalesCore

struct Query: AsyncParsableCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable { case table, csv, json }

  enum Bucket: String, ExpressibleByArgument, CaseIterable {
    case minute, hour, day, month

    var window: String {
      switch self {
      case .minute: "tumbling:1m"
      case .hour: "tumbling:1h"
      case .day: "tumbling:1d"
      case .month: "tumbling:1M"
      }
    }
  }

  static let configuration = CommandConfiguration(
    abstract: "Sums over windows of the stored sales: tumbling, sliding or sessions.",
    discussion: """
      Without --window the whole period is one. Sessions are per key of --by: a session ends when so long no sale of that key came.
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var selection: SelectionOptions

  @Option(help: .init("The columns to group by: region, product or region,product.", valueName: "columns"))
  var by: String?

  @Option(help: .init("tumbling:5m, sliding:10m/1m or session:30m.", valueName: "window"))
  var window: String?

  @Option(help: "Short for a tumbling window.")
  var bucket: Bucket?

  @Option(help: "How the rows are written.")
  var format = Format.table

  @OptionGroup var csv: CSVOptions

  mutating func validate() throws {
    guard window == nil || bucket == nil else {
      throw ValidationError("--bucket is short for --window; give one of them")
    }
  }

  mutating func run() async throws {
    // A query is about everything unless it says otherwise; the dashboard's period is not its.
    let settings = try common.settings([.period: selection.period ?? "all"])
    let query = WindowQuery(
      window: try cut(), by: try columns(),
      period: try settings.period(), filter: selection.filter)
    let reader = try await settings.reader()
    let store = try await reader.settings()
    let (currency, calendar) = (store.rules.currency, ReportingCalendar(of: store))
    let now = WallClock.now()
    let rows = try await query.run(reader: reader, now: now)
    if rows.isEmpty { try await EmptyPeriod(query.period, reader, calendar, now: now).warn(query.filter) }
    let columns = RowColumn.columns(for: query)
    switch format {
    case .table: try Output.write(RowTable(columns: columns, currency: currency, calendar: calendar).text(rows))
    case .csv:
      let writer = CSVWriter(columns: columns, currency: currency, calendar: calendar, style: csv.style)
      try Output.write(data: writer.bytes(rows))
    case .json:
      try Output.write(String(decoding: JSONWriter(columns: columns, currency: currency).bytes(rows), as: UTF8.self))
    }
  }

  private func cut() throws -> Window {
    guard let text = window ?? bucket?.window else { return .whole }
    do {
      return try Window(parsing: text)
    } catch {
      throw CommandProblem.usage("--window: \(error.message)")
    }
  }

  private func columns() throws -> Set<WindowQuery.Column> {
    guard let by else { return [] }
    return Set(
      try by.split(separator: ",").map { name in
        guard let column = WindowQuery.Column(rawValue: String(name)) else {
          throw ValidationError("--by: `\(name)` is not a column; region and product are")
        }
        return column
      })
  }
}
