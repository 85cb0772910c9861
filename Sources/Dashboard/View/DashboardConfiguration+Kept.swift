import SalesAnalytics
import SalesCore
import TextUI

extension DashboardConfiguration {
  /// What was set for this run, and so is not taken from an earlier one.
  package enum Choice: Hashable, Sendable { case view, period, bucket, comparison, filter, measure, axis, theme }

  /// Begins where an earlier run was left, but for what was chosen for this one. What does not exist any more is passed
  /// over.
  package mutating func resume(_ earlier: KeptState, unless chosen: Set<Choice>) {
    var rest = earlier
    if !chosen.contains(.view), let index = views.firstIndex(where: { $0.name == earlier.view }) {
      view = index
    } else {
      // They belong to another view.
      (rest.focus, rest.maximised) = (nil, nil)
    }
    if !chosen.contains(.period) {
      if let period = earlier.period.flatMap({ try? Period(parsing: $0) }) { query.period = period }
    } else {
      (rest.homePeriod, rest.livePeriod) = (nil, nil)
    }
    // Buckets are picked for a period, and an axis is locked at what it shows.
    if chosen.isDisjoint(with: [.period, .bucket]) {
      query.bucket = earlier.bucket.flatMap { try? BucketSize(parsing: $0) } ?? query.bucket
    }
    if chosen.isDisjoint(with: [.period, .filter, .measure, .bucket, .axis]) {
      axis = earlier.axis.flatMap(AxisMode.init(parsing:)) ?? axis
    }
    if !chosen.contains(.comparison) {
      query.comparison = earlier.compare.flatMap(Comparison.init(rawValue:)) ?? query.comparison
    }
    if !chosen.contains(.filter) { query.filter = earlier.filter }
    if !chosen.contains(.measure) { measure = earlier.measure.flatMap(Measure.init(rawValue:)) ?? measure }
    if chosen.contains(.theme) { rest.theme = nil }
    kept = rest
  }
}
