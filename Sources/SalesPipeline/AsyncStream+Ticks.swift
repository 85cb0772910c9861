extension AsyncStream<Void> {
  /// Yields every `interval` until cancelled: polling, where nothing reports changes.
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
