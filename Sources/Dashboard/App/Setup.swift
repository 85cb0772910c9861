import SalesAnalytics
import SalesCore
import TextUI

/// What keys do not change while the dashboard runs; reading the files again may.
struct Setup: Sendable {
  /// Never empty.
  var views: [ViewSpec] = ViewSpec.standard
  /// The one to begin with.
  var view = 0
  var home: FigureQuery
  var measure: Measure = .revenue
  var axis = AxisMode.auto
  /// What an earlier run left, beside what is in `home`, `view`, `measure` and `axis` already.
  var kept: KeptState?
  var currency: Currency = .usDollar
  var calendar: ReportingCalendar = .utc
  /// Every offset of the log is a record.
  var isLogDense = false
  var keys: KeyMap = .standard
  /// What the picker of themes offers.
  var themes: [Theme] = []
  /// The name of the theme that the settings ask for; nil leaves it to the terminal's background.
  var wantedTheme: String?
  var ground = MapGround.builtIn
  var canExport = false
  var canExportPicture = false
  /// The command that opens this dashboard, without what the view's own flags say; empty where there is none to copy.
  var command: [String] = []

  init(home: FigureQuery = FigureQuery()) { self.home = home }

  var themeNames: [String] { themes.map(\.name) }
}
