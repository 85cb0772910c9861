import SalesCore
import TextUI

/// What does not change while the dashboard runs.
struct Setup: Sendable {
  /// Never empty.
  var views: [ViewSpec] = ViewSpec.standard
  /// The one to begin with.
  var view = 0
  var home: FigureQuery
  var measure: Measure = .revenue
  var currency: Currency = .usDollar
  var calendar: ReportingCalendar = .utc
  /// Every offset of the log is a record.
  var isLogDense = false
  var keys: KeyMap = .standard
  var themeNames: [String] = []
  var canExport = false
  var canExportPicture = false
  /// The command that opens this dashboard, without what the view's own flags say; empty where there is none to copy.
  var command: [String] = []

  init(home: FigureQuery = FigureQuery()) { self.home = home }
}
