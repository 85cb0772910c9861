package import SalesCore

/// The buckets of the four levels that hold a time. Sales come nearly in order of time, so the last answer mostly
/// serves again.
package struct BucketMemo: Sendable {
  private let calendar: ReportingCalendar
  private var last: [Range<Timestamp>]

  package init(calendar: ReportingCalendar) {
    self.calendar = calendar
    last = RollupLevel.allCases.map { _ in Timestamp.epoch..<Timestamp.epoch }
  }

  package mutating func bucket(_ level: RollupLevel, containing time: Timestamp) -> Range<Timestamp> {
    if last[level.rawValue].contains(time) { return last[level.rawValue] }
    last[level.rawValue] = calendar.bucket(level, containing: time)
    return last[level.rawValue]
  }
}
