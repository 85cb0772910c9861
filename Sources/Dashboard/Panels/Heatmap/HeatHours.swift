import SalesAnalytics
import SalesCore

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
