import SalesAnalytics
import SalesCore

/// Maps times to weekdays and hours of the local clock.
struct HeatHours {
  let calendar: ReportingCalendar

  static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]

  func cell(at time: Timestamp) -> GridCell {
    var clock = LocalHours(calendar)
    let cell = clock.cell(of: time)
    return GridCell(row: cell / HeatFigures.hours, column: cell % HeatFigures.hours)
  }

  /// The last hour of this weekday and hour that begins in `range`; nil when there is none.
  func newest(_ cell: GridCell, in range: Range<Timestamp>) -> Range<Timestamp>? {
    var end = range.upperBound
    // The clock may skip the hour in one week, so the search covers two.
    for _ in 0...(15 * 25) where end > range.lowerBound {
      let hour = calendar.bucket(.hour, containing: end - .milliseconds(1))
      if self.cell(at: hour.lowerBound) == cell { return hour }
      end = hour.lowerBound
    }
    return nil
  }

  /// Hours that the range holds, by weekday and hour.
  func covered(_ range: Range<Timestamp>) -> [[Double]] {
    var clock = LocalHours(calendar)
    var weeks = 0.0
    var hours = [Double](repeating: 0, count: HeatFigures.weekdays * HeatFigures.hours)
    var time = range.lowerBound
    while time < range.upperBound {
      let week = time + .days(7)
      // The same offset a week later is taken to mean that the clock did not change between.
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
