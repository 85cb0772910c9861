import SalesAnalytics
import SalesCore

/// A range of buckets taken as one.
extension Figures {
  func totals(in buckets: ClosedRange<Int>) -> Totals {
    self.buckets[buckets.clamped(to: 0...max(0, self.buckets.count - 1))].reduce(.zero, +)
  }

  /// The comparison's totals for these buckets. The running bucket counts only up to the same point. Nil without a
  /// comparison, for buckets in the future, and for buckets whose sales are not known.
  func before(_ buckets: ClosedRange<Int>) -> Totals? {
    guard let previous, let previousTotal, buckets.upperBound < previous.count, buckets.upperBound < known else {
      return nil
    }
    guard let partial, buckets.upperBound >= partial else { return previous[buckets].reduce(.zero, +) }
    guard buckets.lowerBound <= partial else { return nil }
    // `previousTotal` covers the elapsed time, so without the complete buckets it is the running bucket's part.
    let elapsed = previousTotal - previous[..<partial].reduce(.zero, +)
    return previous[buckets.lowerBound..<partial].reduce(elapsed, +)
  }

  /// The bucket that holds a moment; nil outside of the range.
  func bucket(holding time: Timestamp) -> Int? {
    guard range.contains(time) else { return nil }
    return edges.lastIndex { $0 <= time }
  }

  /// The buckets that the start and the end of the period do not cut, because a cut one cannot be compared. All of them
  /// when there are three or fewer.
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

extension Figures {
  /// The number of complete buckets from the left, at least one. Only complete buckets can be compared with each other.
  var whole: Int { min(partial.map { max(1, $0) } ?? buckets.count, max(1, known)) }

  /// The number of buckets from the left whose sales the store has. It ends at the heartbeat of a consumer that is
  /// gone, and at the newest sale while the consumer catches up.
  var known: Int {
    guard let beat = state.heartbeat?.time else { return buckets.count }
    if asOf - beat >= StreamHealth.patience(with: state) { return bucketsOver(at: beat) }
    guard state.lag > 0, let newest = state.newestSale else { return buckets.count }
    let caughtUp = bucketsOver(at: newest)
    return caughtUp >= partial ?? buckets.count ? buckets.count : caughtUp
  }

  private func bucketsOver(at time: Timestamp) -> Int {
    edges.dropFirst().firstIndex { $0 > time }.map { $0 - 1 } ?? buckets.count
  }
}
