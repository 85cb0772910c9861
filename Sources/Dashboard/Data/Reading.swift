import SalesAnalytics
import SalesCore

/// How reading stands: what is under way, and whether there is reason to read again.
struct Reading: Equatable, Sendable {
  struct InFlight: Equatable, Sendable {
    var request: ReadRequest
    var since: Duration
  }

  struct Failure: Equatable, Sendable {
    var text: String
    /// When what is on the screen was read, or when the first attempt failed.
    var since: Timestamp
    var attempts: Int
    var retryAt: Duration
  }

  /// Four reads a second at most, and a hair more: a consumer stores four times a second itself, and each read would stay as far behind it as
  /// the first one happened to be.
  static let pace: Duration = .milliseconds(240)
  /// While the picture is held only the count of unseen sales moves.
  static let pacePaused: Duration = .seconds(1)
  /// At most two frames a second of chart, lists and feed.
  static let panelPace: Duration = .milliseconds(500)

  /// An answer that takes longer is said to be awaited.
  static let patience: Duration = .milliseconds(150)

  var inFlight: InFlight?
  /// The store may have changed since the last read began.
  var isDue = true
  var failure: Failure?
  var lastID = 0
  /// What was asked last, answered or not.
  var lastQuery: FigureQuery?
  /// As of which moment it was asked.
  var lastNow: Timestamp?
  var lastFeedLimit = 0
  var lastRejectionLimit = 0
  /// With which limit the feed was read that was answered last.
  var answeredFeedLimit = 0
  var startedAt: Duration?
  /// How long the last read took.
  var took: Duration = .zero
  var readAt: Timestamp?
  var panelsAt: Duration?

  /// When the next read may begin: a pace after the last answer, so that no two answers come closer. A slow store is asked no
  /// more than a third of the time, but one slow read does not hold up the next for long.
  func earliest(isPaused: Bool) -> Duration {
    guard let startedAt else { return .zero }
    return startedAt + max(took + (isPaused ? Self.pacePaused : Self.pace), min(took * 3, .seconds(3)))
  }

  static func retryDelay(attempts: Int) -> Duration {
    .seconds([1, 2, 5, 10][min(max(1, attempts), 4) - 1])
  }
}

/// One question to the data, by a number, so that an answer that comes too late is known.
struct ReadRequest: Equatable, Sendable {
  var id: Int
  var query: FigureQuery
  var now: Timestamp
  /// Sales wanted for the feed.
  var feedLimit: Int
  /// Rejected records wanted for the pipeline.
  var rejectionLimit: Int
  /// False: only the question changed, what was read last will do.
  var refresh: Bool
}

/// The answer to one read.
struct ReadResult: Sendable {
  var figures: Figures
  var feed: [StoredSale]
  var rejections: [Rejection] = []
}
