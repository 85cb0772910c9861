import ArgumentParser
import Dashboard
import Foundation
import SalesCore
import TextUI
import TextUICurses

struct Dash: AsyncParsableCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable { case text, svg }

  static let configuration = CommandConfiguration(
    abstract: "The dashboard: live revenue, regions and products, filtered with keys. Press ? in it.",
    discussion: "It opens the store read-only, beside a running consumer. With --once it prints one frame and ends.")

  @OptionGroup var common: CommonOptions
  @OptionGroup var selection: SelectionOptions

  @Option(help: .init("previous, day, week, year or none.", valueName: "period"))
  var compare: String?

  @Option(help: "revenue, sales or average.")
  var measure: Measure = .revenue

  @Option(help: .init("A theme's name, such as auto-light or nord, or its file.", valueName: "theme"))
  var theme: String?

  @Flag(help: "Print one frame and end.")
  var once = false

  @Option(help: "Of the frame: text or svg.")
  var format = Format.text

  @Option(help: .init("Of the frame, in columns and rows.", valueName: "120x40"))
  var size = FrameSize(columns: 120, rows: 40)

  mutating func run() async throws {
    let settings = try common.settings([.period: selection.period, .compare: compare, .theme: theme])
    let reader = try await settings.store().reader()
    var configuration = try settings.dashboard(filter: selection.filter)
    configuration.measure = measure
    configuration.settings = try await reader.settings()
    if once {
      configuration.hasColour = format == .svg
      let canvas = try await renderOnce(
        data: StoreData(reader: reader), configuration: configuration, size: size.size, now: WallClock.now())
      try Output.write(
        format == .svg
          ? canvas.svg(theme: configuration.theme(configuration.firstTheme()), title: "salestop") : canvas.text() + "\n"
      )
      return
    }
    try await Self.show(reader, configuration)
  }

  /// Opens the screen and returns when it is left.
  static func show(_ reader: any SalesReader, _ configuration: DashboardConfiguration) async throws {
    var configuration = configuration
    let currency = configuration.settings.rules.currency
    configuration.export = { _, figures in
      let now = WallClock.now()
      // The range and the buckets of the screen, whatever the period would mean by now.
      var query = figures.query
      (query.period, query.bucket) = (.absolute(figures.range), figures.bucket)
      let rows = try await FigureSource(reader: reader).rows(for: query, now: now).rows
      return try Snapshot(currency: currency).write(rows, to: Snapshot.fileName(now: now))
    }
    do {
      try await DashboardRunner.run(data: StoreData(reader: reader), configuration: configuration) {
        try CursesTerminal(environment: ProcessInfo.processInfo.environment)
      }
    } catch let problem as TerminalProblem {
      throw CommandProblem(
        code: Exit.usage, message: "\(problem); `salestop dash --once` prints one frame without a terminal")
    }
  }
}

extension Measure: ExpressibleByArgument {}

/// `120x40`.
struct FrameSize: ExpressibleByArgument {
  var columns: Int
  var rows: Int

  var size: Size { Size(columns: columns, rows: rows) }
  var defaultValueDescription: String { "\(columns)x\(rows)" }

  init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
  }

  init?(argument: String) {
    let parts = argument.split(separator: "x", omittingEmptySubsequences: false)
    guard parts.count == 2, let columns = Int(parts[0]), let rows = Int(parts[1]), (1...1000).contains(columns),
      (1...1000).contains(rows)
    else { return nil }
    self.init(columns: columns, rows: rows)
  }
}

extension Settings {
  func dashboard(filter: SaleFilter) throws -> DashboardConfiguration {
    var configuration = DashboardConfiguration()
    configuration.query.period = try period()
    configuration.query.comparison = try comparison()
    configuration.query.filter = filter
    let themes = try themes()
    (configuration.themes, configuration.theme) = (themes.all, themes.chosen)
    (configuration.keys, configuration.views) = try keysAndViews()
    configuration.reload = { try again().reloaded() }
    configuration.fileChanges = screenFileChanges
    return configuration
  }
}
