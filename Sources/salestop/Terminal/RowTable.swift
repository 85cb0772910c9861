import SalesAnalytics
import SalesCore
import TextUI

/// Rows as a table for people: names to the left, numbers to the right, times on the store's clock.
struct RowTable {
  var columns: [RowColumn]
  var currency: Currency
  var calendar = ReportingCalendar.utc

  func text(_ rows: [WindowRow]) -> String {
    let cells = rows.map { row in
      columns.map { sanitize($0.text(of: row, currency: currency, calendar: calendar)) }
    }
    let names = columns.indices.filter { !columns[$0].isNumber }
    return Output.columns([columns.map(\.rawValue)] + cells, leading: Set(names)) + "\n"
  }
}
