import SalesAnalytics
import SalesCore

/// The figures and sales that were read last, and those that the screen shows.
struct ReadData: Sendable {
  /// Shown by the top rows, at most four times a second.
  var latest: Figures?
  /// Shown by the panels, at most twice a second.
  var figures: Figures?
  /// The newest sales that the panels show.
  var feed: [StoredSale] = []
  /// The newest sales read with `latest`, for when it is the feed's turn.
  var latestFeed: [StoredSale] = []
  /// The newest dead letters, where a panel shows them.
  var rejections: [Rejection] = []
}
