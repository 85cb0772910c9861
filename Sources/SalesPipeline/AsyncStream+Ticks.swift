extension AsyncStream<Void> {
  /// Polling, for where nothing tells of changes.
  package static func ticks(every interval: Duration) -> AsyncStream<Void> {
    AsyncStream {
      do {
        try await Task.sleep(for: interval)
        return ()
      } catch {
        return nil
      }
    }
  }
}
