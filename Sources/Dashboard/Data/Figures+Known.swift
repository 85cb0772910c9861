import SalesAnalytics
import SalesCore

extension Figures {
  /// How many buckets from the left are over, so that they can be held against each other; the first counts anyway.
  var whole: Int { min(partial.map { max(1, $0) } ?? buckets.count, max(1, known)) }

  /// How many buckets from the left are known whole: without a consumer at work nobody knows what was sold since, and while it
  /// catches up, what it has not come to is not nothing.
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
