import SalesAnalytics
import SalesCore

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
