import SalesAnalytics

/// State of the stream in the top row.
enum StreamState: Equatable, Sendable {
  /// Nothing was read yet.
  case loading
  case health(StreamHealth)
  /// Paused, with the number of sales stored since then.
  case paused(unseen: Int64)
  /// A replay of the past, running or held.
  case replay(moment: String, speed: Int, isHeld: Bool)
}
