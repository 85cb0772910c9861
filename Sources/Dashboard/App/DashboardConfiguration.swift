package import SalesAnalytics
package import SalesCore
package import TextUI

/// How a dashboard is to begin, and what it may do outside of the screen.
package struct DashboardConfiguration: Sendable {
  /// The view to begin with.
  package var start = ViewState()
  /// Never empty.
  package var views: [ViewSpec] = ViewSpec.standard
  /// The store's: its currency and time zone are what figures are written and cut in.
  package var settings = StoreSettings()
  /// What `T` offers; never empty.
  package var themes: [Theme] = [.autoDark, .autoLight]
  /// The one to begin with; nil takes the first that suits the terminal's background.
  package var theme: Int?
  /// Keys by the name of an action, instead of its own: `["pause": ["p"]]`.
  package var keys: [String: [String]] = [:]
  /// For frames without a terminal: false draws with plain ASCII. A terminal says for itself.
  package var unicode = true
  /// For frames without a terminal: false leaves out what only colour can tell apart.
  package var hasColour = true
  /// Writes what is shown as CSV and returns the path written; nil where that cannot be.
  package var export: (@Sendable (FigureQuery, Figures) async throws -> String)?
  /// Writes a picture and returns the path written; nil where that cannot be.
  package var exportPicture: (@Sendable (_ svg: String) async throws -> String)?
  /// The command that opens this dashboard, without the flags that say what is shown: `["salestop", "dash"]`. Empty
  /// where there is none to copy.
  package var command: [String] = []
  /// Reads themes, keys and views again; throws a text for people that names file and line.
  package var reload: (@Sendable () async throws -> Reloaded)?
  /// Yields whenever a file that `reload` reads may have changed.
  package var fileChanges: (@Sendable () -> AsyncStream<Void>)?
  /// Takes the view at the end of the run, to be kept.
  package var keep: (@Sendable (ViewState) -> Void)?
  /// Something to tell at the start that is no reason not to start.
  package var warning: String?
  /// The world behind the map; read when a map is first drawn.
  package var atlas: @Sendable () -> WorldAtlas = { .builtIn }
  /// Where the map has regions that names alone do not place, or place elsewhere; read with the world.
  package var places: @Sendable () -> [String: MapPoint] = { [:] }
  package var clock = DashboardClock.system()

  package init() {}

  /// Throws a text for people when `keys` cannot be used.
  func setup(lightBackground: Bool? = nil) throws -> Setup {
    var setup = Setup()
    setup.views = views
    setup.currency = settings.rules.currency
    setup.isLogDense = settings.isLogDense
    setup.calendar = ReportingCalendar(timeZone: settings.zone)
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

  /// The index of the theme to begin with on a light, dark or unknown background.
  package func firstTheme(lightBackground: Bool? = nil) -> Int {
    themes.firstIndex { $0.name == start.theme } ?? defaultTheme(lightBackground: lightBackground)
  }

  private func defaultTheme(lightBackground: Bool?) -> Int {
    theme ?? themes.firstIndex { $0.variant == (lightBackground == true ? .light : .dark) } ?? 0
  }

  package func theme(_ index: Int) -> Theme {
    themes.isEmpty ? .autoDark : themes[min(max(0, index), themes.count - 1)]
  }

  /// Signs of a theme, or plain ones where the terminal would not draw them one column wide.
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

/// What can be read again while the dashboard runs.
package struct Reloaded: Sendable {
  package var themes: [Theme]
  package var keys: [String: [String]]
  package var views: [ViewSpec]
  /// The name of the theme that the settings ask for.
  package var wantedTheme: String?
  /// Why some of it could not be read, for people: `file:line: what`.
  package var problem: String?

  package init(themes: [Theme], keys: [String: [String]] = [:], views: [ViewSpec] = ViewSpec.standard) {
    self.themes = themes
    self.keys = keys
    self.views = views
  }
}
