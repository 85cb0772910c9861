import SalesCore

/// The days that are likely for the sales of a file: the 60 years up to a moment. A date outside is rather typed wrong.
struct LikelyDays: Sendable {
  private let days: ClosedRange<Int64>

  /// All days for `.distantFuture`.
  init(latest: Timestamp) {
    // Wall clocks are up to a day ahead of UTC.
    let last = latest.milliseconds.floorDivided(by: 86_400_000) + 1
    let first = latest == .distantFuture ? Int64.min : last - 60 * 366
    days = first...last
  }

  func contains(_ date: CivilDate) -> Bool { days.contains(date.daysSinceEpoch) }
}
