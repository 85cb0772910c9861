import SalesAnalytics
import SalesCore

/// The state of reading from the store: the read in flight, the last failure, and when the next read is due.
struct Reading: Equatable, Sendable {
  struct InFlight: Equatable, Sendable {
    var request: ReadRequest
    var since: Duration
  }

  struct Failure: Equatable, Sendable {
    var text: String
    /// The time of the last good read, or of the first failed attempt when there was none.
    var since: Timestamp
    var attempts: Int
    var retryAt: Duration
  }

  /// Slightly more than four reads a second at most. The consumer stores four times a second; at the same rate every
  /// read would keep the delay of the first one.
  static let pace: Duration = .milliseconds(240)
  /// The pace while paused, when only the count of unseen sales changes.
  static let pacePaused: Duration = .seconds(1)
  /// At most two frames a second of chart, lists and feed.
  static let panelPace: Duration = .milliseconds(500)

  /// After this long without an answer the filter bar says "loading".
  static let patience: Duration = .milliseconds(150)

  var inFlight: InFlight?
  /// The store may have changed since the last read began.
  var isDue = true
  var failure: Failure?
  var lastID = 0
  /// The query of the last read, answered or not.
  var lastQuery: FigureQuery?
  /// The moment that query was for.
  var lastNow: Timestamp?
  var lastFeedLimit = 0
  var lastRejectionLimit = 0
  /// The feed limit of the last answered read.
  var answeredFeedLimit = 0
  var startedAt: Duration?
  /// The duration of the last read.
  var took: Duration = .zero
  var readAt: Timestamp?
  var panelsAt: Duration?

  /// The uptime at which the next read may begin: one pace after the last answer. Reads take at most a third of a slow
  /// store's time, but the wait is at most 3 s.
  func earliest(isPaused: Bool) -> Duration {
    guard let startedAt else { return .zero }
    return startedAt + max(took + (isPaused ? Self.pacePaused : Self.pace), min(took * 3, .seconds(3)))
  }

  /// Never longer than the 5 s after which a store counts as stale: one that is back is shown by then.
  static func retryDelay(attempts: Int) -> Duration {
    .seconds([1, 2, 5][min(max(1, attempts), 3) - 1])
  }
}

/// One read from the store. Its number shows that an answer comes too late.
struct ReadRequest: Equatable, Sendable {
  var id: Int
  var query: FigureQuery
  var now: Timestamp
  /// Sales wanted for the feed.
  var feedLimit: Int
  /// Rejected records wanted for the pipeline.
  var rejectionLimit: Int
  /// False when only the query changed, so that the data may answer from memory.
  var refresh: Bool
}

/// The answer to one read.
struct ReadResult: Sendable {
  var figures: Figures
  var feed: [StoredSale]
  var rejections: [Rejection] = []
}

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
