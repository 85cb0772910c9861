import SalesAnalytics
import SalesCore
import TextUI

/// The selected cell of the heatmap.
extension Model {
  mutating func moveOnHeatmap(_ action: Action) {
    guard let heat = figures?.heat, let lastRow = heat.totals.indices.last else { return }
    let lastColumn = HeatFigures.hours - 1
    guard var cell = heatCell else {
      // The first key shows where one is: in this hour.
      heatCell = HeatHours(calendar: setup.calendar).cell(at: pictureTime)
      return
    }
    switch action {
    case .up: cell.row -= 1
    case .down: cell.row += 1
    case .left: cell.column -= 1
    case .right: cell.column += 1
    case .pageUp: cell.row = 0
    case .pageDown: cell.row = lastRow
    case .first: cell = GridCell(row: 0, column: 0)
    case .last: cell = GridCell(row: lastRow, column: lastColumn)
    default: return
    }
    heatCell = GridCell(row: min(max(0, cell.row), lastRow), column: min(max(0, cell.column), lastColumn))
  }

  /// Zooms to the newest hour of the selected weekday and hour.
  mutating func applyHeatCell() {
    guard let figures, isCurrent, let heat = figures.heat else { return }
    guard let cell = heatCell else { return moveOnHeatmap(.right) }
    let known = heat.range.clamped(to: heat.range.lowerBound..<max(heat.range.lowerBound, figures.asOf))
    guard let hour = HeatHours(calendar: setup.calendar).newest(cell, in: known) else {
      return tell("There was no such hour in this period", .good, for: .seconds(4))
    }
    remember(.period(period))
    (crosshair, mark, heatCell) = (nil, nil, nil)
    show(.covering(hour, calendar: setup.calendar))
  }

  /// A click selects a cell; on the selected one it zooms.
  mutating func mouseOnHeatmap(_ event: MouseEvent, _ layout: ScreenLayout) {
    guard event.kind == .press, let area = layout.panels[.heatmap], let heat = figures?.heat,
      let cell = HeatmapPanel(self).cell(at: event.at, heat, in: area)
    else { return }
    if cell == heatCell { return drilling { $0.applyHeatCell() } }
    heatCell = cell
  }
}

/// Weekdays and hours of the local clock.
struct HeatHours {
  let calendar: ReportingCalendar

  static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]

  func cell(at time: Timestamp) -> GridCell {
    var clock = LocalHours(calendar)
    let cell = clock.cell(of: time)
    return GridCell(row: cell / HeatFigures.hours, column: cell % HeatFigures.hours)
  }

  /// The last such hour that has begun in `range`, whole; nil where there is none.
  func newest(_ cell: GridCell, in range: Range<Timestamp>) -> Range<Timestamp>? {
    var end = range.upperBound
    // An hour that the clock skips comes a week later.
    for _ in 0...(15 * 25) where end > range.lowerBound {
      let hour = calendar.bucket(.hour, containing: end - .milliseconds(1))
      if self.cell(at: hour.lowerBound) == cell { return hour }
      end = hour.lowerBound
    }
    return nil
  }

  /// By weekday and hour, how many hours of it the range holds.
  func covered(_ range: Range<Timestamp>) -> [[Double]] {
    var clock = LocalHours(calendar)
    var weeks = 0.0
    var hours = [Double](repeating: 0, count: HeatFigures.weekdays * HeatFigures.hours)
    var time = range.lowerBound
    while time < range.upperBound {
      let week = time + .days(7)
      // A clock that shows the same offset a week later is taken not to have changed in between.
      if week <= range.upperBound, calendar.offset(at: time) == calendar.offset(at: week) {
        (weeks, time) = (weeks + 1, week)
      } else {
        let next = min(calendar.bucket(.hour, containing: time).upperBound, range.upperBound)
        hours[clock.cell(of: time)] += (next - time) / .hours(1)
        time = next
      }
    }
    return stride(from: 0, to: hours.count, by: HeatFigures.hours).map { first in
      hours[first..<first + HeatFigures.hours].map { $0 + weeks }
    }
  }
}
