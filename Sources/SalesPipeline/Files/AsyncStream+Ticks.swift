extension AsyncStream<Void> {
  /// Polling, for where the kernel grants no watch.
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
