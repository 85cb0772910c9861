extension AsyncStream<Void> {
<<<<<<<< HEAD:Sources/SalesPipeline/AsyncStream+Ticks.swift
  /// Polling, for where nothing tells of changes.
========
  /// Polling, for where the kernel grants no watch.
>>>>>>>> kafka-log:Sources/SalesPipeline/Files/AsyncStream+Ticks.swift
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
