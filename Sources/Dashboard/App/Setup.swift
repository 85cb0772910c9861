import SalesCore
import TextUI

/// Settings of a dashboard that are fixed for a run; only a reload of the files changes some of them.
struct Setup: Sendable {
  var panels = PanelSet.standard
  /// The views behind the number keys; never empty.
  var views: [ViewSpec] = ViewSpec.standard
  var currency: Currency = .usDollar
  var calendar: ReportingCalendar = .utc
  /// Every offset of the log is a record.
  var isLogDense = false
  var keys: KeyMap = .standard
  /// The themes that the picker offers.
  var themes: [Theme] = []
  /// The name of the theme that the settings ask for; nil leaves it to the terminal's background.
  var wantedTheme: String?
  /// The index of the theme that is shown when none is picked.
  var defaultTheme = 0
  var ground = MapGround.builtIn
  var canExport = false
  var canExportPicture = false
  /// The command that opens this dashboard, without the flags of the view; empty when there is none to copy.
  var command: [String] = []

  var themeNames: [String] { themes.map(\.name) }
}
