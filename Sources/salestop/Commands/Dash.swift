import ArgumentParser
import Dashboard
import Foundation
import SalesAnalytics
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

  @OptionGroup var chart: ViewOptions

  @Option(help: .init("A theme's name, such as auto-light or nord, or its file.", valueName: "theme"))
  var theme: String?

  @Option(help: .init("The views: standard, wall, or a file; see `salestop layout`.", valueName: "layout"))
  var layout: String?

  @Option(help: .init("The view to begin with, by name or number.", valueName: "view"))
  var view: String?

  @Flag(help: "Begin as the settings say, not as the last dashboard was left.")
  var fresh = false

  @Flag(help: "Print one frame and end.")
  var once = false

  @Option(help: "Of the frame: text or svg.")
  var format = Format.text

  @Option(help: .init("Of the frame, in columns and rows.", valueName: "120x40"))
  var size = FrameSize(columns: 120, rows: 40)

  mutating func run() async throws {
    let settings = try common.settings([
      .period: selection.period, .compare: compare, .theme: theme, .layout: layout, .view: view,
    ])
    let reader = try await settings.reader()
    var configuration = try configuration(settings)
    configuration.settings = try await reader.settings()
    let standard = configuration.start.period
    if !once { try keep(&configuration, settings) }
    if !settings.isChosen(.period), configuration.start.period == standard {
      try await beginAtNewest(&configuration, reader)
    }
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

  /// Begins at the newest sales where the period holds none. Nobody has chosen that range, so it is not kept.
  private func beginAtNewest(_ configuration: inout DashboardConfiguration, _ reader: any QueryReader) async throws {
    let period = configuration.start.period
    let empty = try await EmptyPeriod(
      period, reader, ReportingCalendar(of: configuration.settings), now: WallClock.now())
    guard let newest = empty.newest else { return }
    configuration.start.period = newest
    configuration.note = "\(empty.text): here are the newest"
    configuration.keep = { [keep = configuration.keep] state in
      var state = state
      if state.period == newest { state.period = period }
      keep?(state)
    }
  }

  /// The dashboard as flags and settings ask for it.
  func configuration(_ settings: Settings) throws -> DashboardConfiguration {
    var configuration = try settings.dashboard(filter: selection.filter)
    try chart.apply(to: &configuration)
    configuration.command = try settings.dashCommand(config: common.config)
    return configuration
  }

  /// Restores the state of the last dashboard, and keeps this one's when it is left.
  private func keep(_ configuration: inout DashboardConfiguration, _ settings: Settings) throws {
    let file = KeptFile(
      path: settings.stateDirectory + "/dash.json", store: Redaction.redact(try settings.storeAddress.text))
    var earlier: ViewState?
    let chosen = chosen(settings)
    switch fresh ? .nothing : file.read() {
    case .nothing: break
    case .state(let state, let isOfStore):
      earlier = state
      // A filter of another store has names that this one may lack: only taste is taken over.
      let unless = isOfStore ? chosen : chosen.union(ViewState.Choice.ofStore)
      configuration.start.resume(state, unless: unless, views: configuration.views)
    case .unusable(let why): configuration.warning = "How the last one was left is not known: \(file.path): \(why)"
    }
    configuration.keep = { [earlier] state in
      var state = state
      // A theme for one run does not make that which was picked before forgotten.
      if chosen.contains(.theme), state.theme == nil { state.theme = earlier?.theme }
      do {
        try file.write(state)
      } catch {
        Messages.warning("how the dashboard was left is not kept: \((error as? CommandProblem)?.message ?? "\(error)")")
      }
    }
  }

  private func chosen(_ settings: Settings) -> Set<ViewState.Choice> {
    let choices: [(ViewState.Choice, Bool)] = [
      (.view, settings.isChosen(.view)), (.period, settings.isChosen(.period)), (.bucket, chart.bucket != nil),
      (.comparison, settings.isChosen(.compare)), (.filter, !selection.filter.isEmpty),
      (.measure, chart.measure != nil), (.axis, chart.axis != nil), (.theme, settings.isChosen(.theme)),
    ]
    return Set(choices.filter(\.1).map(\.0))
  }

  /// Opens the screen and returns when it is left.
  static func show(_ reader: any QueryReader, _ configuration: DashboardConfiguration) async throws {
    var configuration = configuration
    let file = ExportFile(configuration.settings)
    configuration.export = { _, figures in
      let now = WallClock.now()
      // The range and the buckets of the screen, whatever the period would mean by now.
      var query = figures.query
      (query.period, query.bucket, query.grain) = (.absolute(figures.range), figures.bucket, figures.grain)
      let moment = query.endsAtNow ? figures.asOf : now
      let rows = try await QueryEngine(reader: reader).rows(for: query, now: moment).rows
      return try file.writeNew(rows, now: now)
    }
    configuration.exportPicture = { svg in
      try ExportFile.writeNew(Array(svg.utf8), now: WallClock.now(), ending: "svg")
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
    configuration.start = ViewState(period: try period())
    configuration.start.comparison = try comparison()
    configuration.start.filter = filter
    let themes = try themes()
    (configuration.themes, configuration.theme) = (themes.all, themes.chosen)
    (configuration.keys, configuration.views) = try screen()
    configuration.start.view = try firstView(of: configuration.views)
    configuration.reload = { try again().reloaded() }
    configuration.fileChanges = screenFileChanges
    configuration.atlas = { AtlasFile.world() }
    configuration.places = { catalogPoints }
    return configuration
  }
}

extension Settings {
  /// The command that opens a dashboard on this store, for anybody to read: an address with a password, or one out of a
  /// file that is kept from others, is left for the environment to say. `config` is the file given by flag.
  func dashCommand(config: String? = nil) throws -> [String] {
    func whole(_ path: String) -> String { URL(fileURLWithPath: path).standardizedFileURL.path }
    var words = ["salestop", "dash"]
    if let config { words += ["--config", whole(config)] }
    if isChosen(.layout), let layout = text(.layout) {
      words += ["--layout", LayoutPreset(rawValue: layout) == nil ? whole(expanded(layout)) : layout]
    }
    let isSecret = if case .environment(SettingKey.store.secretFileName)? = origin(.store) { true } else { false }
    switch try storeAddress {
    case _ where isSecret: break
    case .file(let path): words += ["--store", whole(path)]
    case .server(let address): words += Redaction.holdsSecret(address) ? [] : ["--store", address]
    }
    return words
  }
}
