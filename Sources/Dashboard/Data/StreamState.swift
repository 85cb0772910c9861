import SalesAnalytics

/// State of the stream in the top row.
enum StreamState: Equatable, Sendable {
  /// Nothing was read yet.
  case loading
  case health(StreamHealth)
  /// The picture is held; so many sales were stored since.
  case paused(unseen: Int64)
  /// The past is played, or held there.
  case replay(moment: String, speed: Int, isHeld: Bool)
}
