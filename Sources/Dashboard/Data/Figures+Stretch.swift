import SalesAnalytics
import SalesCore

/// Some neighbouring buckets taken as one.
extension Figures {
  func totals(in buckets: ClosedRange<Int>) -> Totals {
    self.buckets[buckets.clamped(to: 0...max(0, self.buckets.count - 1))].reduce(.zero, +)
  }

  /// What the comparison sold in them, like for like: of the bucket that is not over only as much as has passed of it.
  /// Nil without comparison, where nothing has passed, and where it is not known what was sold.
  func before(_ buckets: ClosedRange<Int>) -> Totals? {
    guard let previous, let previousTotal, buckets.upperBound < previous.count, buckets.upperBound < known else {
      return nil
    }
    guard let partial, buckets.upperBound >= partial else { return previous[buckets].reduce(.zero, +) }
    guard buckets.lowerBound <= partial else { return nil }
    // Of all buckets that much has passed; without the whole ones that is the part of this one.
    let elapsed = previousTotal - previous[..<partial].reduce(.zero, +)
    return previous[buckets.lowerBound..<partial].reduce(elapsed, +)
  }

  /// The bucket that holds a moment; nil outside of the range.
  func bucket(holding time: Timestamp) -> Int? {
    guard range.contains(time) else { return nil }
    return edges.lastIndex { $0 <= time }
  }

  /// Those that are not cut by the beginning or the end of the period: the others cannot be held against them. All where
  /// too few would be left.
  func uncut(in calendar: ReportingCalendar) -> Range<Int> {
    guard buckets.count > 3, let start = edges.first, let end = edges.last else { return 0..<buckets.count }
    let first = bucket.bucket(containing: start, calendar: calendar).lowerBound == start ? 0 : 1
    let last = bucket.bucket(containing: end - .milliseconds(1), calendar: calendar).upperBound == end ? 0 : 1
    return first..<(buckets.count - last)
  }

  func range(of buckets: ClosedRange<Int>) -> Range<Timestamp> {
    edges[buckets.lowerBound]..<edges[buckets.upperBound + 1]
  }
}
