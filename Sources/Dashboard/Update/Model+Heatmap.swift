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

  /// By weekday and hour, whether the range holds any of it.
  func isIn(_ range: Range<Timestamp>) -> [[Bool]] {
    let isWhole = range.upperBound - range.lowerBound >= .days(7)
    var isIn = [[Bool]](
      repeating: [Bool](repeating: isWhole, count: HeatFigures.hours), count: HeatFigures.weekdays)
    guard !isWhole else { return isIn }
    var time = range.lowerBound
    while time < range.upperBound {
      let cell = cell(at: time)
      isIn[cell.row][cell.column] = true
      time = calendar.bucket(.hour, containing: time).upperBound
    }
    return isIn
  }
}
