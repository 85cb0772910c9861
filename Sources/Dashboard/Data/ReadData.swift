import SalesAnalytics
import SalesCore

/// The figures and sales read last, and those on the screen.
struct ReadData: Sendable {
  /// The figures of the top rows, renewed at most four times a second.
  var latest: Figures?
  /// The figures of the panels, renewed at most twice a second.
  var figures: Figures?
  /// The newest sales that the panels show.
  var feed: [StoredSale] = []
  /// The newest sales read with `latest`; they become `feed` with the next update of the panels.
  var latestFeed: [StoredSale] = []
  /// The newest dead letters; empty unless a panel shows them.
  var rejections: [Rejection] = []
}
