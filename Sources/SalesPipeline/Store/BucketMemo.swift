package import SalesCore

/// Finds the bucket of a time, by level, and remembers the last one: sales come nearly in order of time.
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
