package import SalesAnalytics
package import SalesCore
package import TextUI

/// The settings of a dashboard: its first view, its looks and keys, and the effects it may have outside the screen.
///
/// Every property has a default, which shows the standard views with the standard keys and writes no files:
///
///     var configuration = DashboardConfiguration()
///     configuration.start = ViewState(period: .last(7, .day))
///     configuration.keys = ["pause": ["p"]]
///     try await DashboardRunner.run(data: StoreData(reader: reader), configuration: configuration) {
///       try CursesTerminal(environment: ProcessInfo.processInfo.environment)
///     }
package struct DashboardConfiguration: Sendable {
  /// The view at the start.
  package var start = ViewState()
  /// The views behind the number keys; never empty. The default is the standard layout.
  package var views: [ViewSpec] = ViewSpec.standard
  /// The store's settings; figures use its currency and time zone.
  package var settings = StoreSettings()
  /// The themes that `T` offers; never empty.
  package var themes: [Theme] = [.autoDark, .autoLight]
  /// The index of the theme at the start; nil takes the first that suits the terminal's background.
  package var theme: Int?
  /// Keys by action name, in place of the standard ones: `["pause": ["p"]]`.
  package var keys: [String: [String]] = [:]
  /// False draws frames without a terminal in plain ASCII. A terminal knows this of itself.
  package var unicode = true
  /// False leaves out parts that differ only by colour, in frames without a terminal.
  package var hasColour = true
  /// Writes the shown figures as CSV and returns the path. The default, nil, turns the key off.
  package var export: (@Sendable (FigureQuery, Figures) async throws -> String)?
  /// Writes a picture and returns the path. The default, nil, turns the key off.
  package var exportPicture: (@Sendable (_ svg: String) async throws -> String)?
  /// The command that opens this dashboard, without the flags of the view: `["salestop", "dash"]`. When empty there is
  /// nothing to copy.
  package var command: [String] = []
  /// Reads themes, keys and views again; throws a text for people that names file and line.
  package var reload: (@Sendable () async throws -> Reloaded)?
  /// Yields whenever a file that `reload` reads may have changed.
  package var fileChanges: (@Sendable () -> AsyncStream<Void>)?
  /// Called with the view at the end of the run, to save it.
  package var keep: (@Sendable (ViewState) -> Void)?
  /// A notice of something wrong at the start.
  package var warning: String?
  /// A notice at the start that there is nothing wrong with; `--once` frames have it, too.
  package var note: String?
  /// The coasts and countries of the map; called when a map is first drawn.
  package var atlas: @Sendable () -> WorldAtlas = { .builtIn }
  /// Places of regions that the atlas does not know, or that differ from it; called with the atlas.
  package var places: @Sendable () -> [String: MapPoint] = { [:] }
  package var clock = DashboardClock.system()

  package init() {}

  /// Throws a text for people when `keys` cannot be used.
  func setup(lightBackground: Bool? = nil) throws -> Setup {
    var setup = Setup()
    setup.views = views
    setup.currency = settings.rules.currency
    setup.isLogDense = settings.isLogDense
    setup.calendar = ReportingCalendar(of: settings)
    setup.keys = keys.isEmpty ? .standard : try KeyMap(remapping: keys)
    setup.themes = themes
    setup.wantedTheme = theme.map { theme($0).name }
    setup.defaultTheme = defaultTheme(lightBackground: lightBackground)
    setup.ground = MapGround(atlas, places: places)
    setup.canExport = export != nil
    setup.canExportPicture = exportPicture != nil
    setup.command = command
    return setup
  }

  /// The index of the first theme on a light, dark or unknown background.
  package func firstTheme(lightBackground: Bool? = nil) -> Int {
    themes.firstIndex { $0.name == start.theme } ?? defaultTheme(lightBackground: lightBackground)
  }

  private func defaultTheme(lightBackground: Bool?) -> Int {
    theme ?? themes.firstIndex { $0.variant == (lightBackground == true ? .light : .dark) } ?? 0
  }

  package func theme(_ index: Int) -> Theme {
    themes.isEmpty ? .autoDark : themes[min(max(0, index), themes.count - 1)]
  }

  /// The symbols of a theme, or ASCII ones when `unicode` is false.
  static func look(_ theme: Theme, unicode: Bool, hasColour: Bool) -> Look {
    Look(symbols: unicode ? theme.symbols : .ascii, hasColour: hasColour)
  }

  static func look(_ theme: Theme, on terminal: TerminalTraits) -> Look {
    var look = look(theme, unicode: terminal.unicode, hasColour: terminal.colourDepth > .mono)
    look.hasFewColours = terminal.colourDepth == .ansi16
    if terminal.isConsole { look.symbols = look.symbols.onConsole }
    return look
  }
}

/// The settings that a reload of the files may change while the dashboard runs.
package struct Reloaded: Sendable {
  package var themes: [Theme]
  package var keys: [String: [String]]
  package var views: [ViewSpec]
  /// The name of the theme that the settings ask for.
  package var wantedTheme: String?
  /// The first problem in the files, for people: `file:line: problem`.
  package var problem: String?

  package init(themes: [Theme], keys: [String: [String]] = [:], views: [ViewSpec] = ViewSpec.standard) {
    self.themes = themes
    self.keys = keys
    self.views = views
  }
}
