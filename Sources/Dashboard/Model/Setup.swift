import SalesCore
import TextUI

/// What does not change while the dashboard runs.
struct Setup: Sendable {
  var viewName = "Overview"
  var home: FigureQuery
  var measure: Measure = .revenue
  var currency: Currency = .usDollar
  var calendar: ReportingCalendar = .utc
  var keys: KeyMap = .standard
  var themeNames: [String] = []
  var canExport = false

  init(home: FigureQuery = FigureQuery()) { self.home = home }
}
