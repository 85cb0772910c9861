/// Settings of a consumer. The defaults suit a live dashboard.
package struct ConsumerOptions: Sendable {
  /// Most records in one batch. The default is 20,000.
  package var batchSize = 20_000
  /// Least time between two batches once the consumer has caught up. The default is 250 ms.
  package var commitInterval: Duration = .milliseconds(250)
  /// Distance of the watermark from the newest event time. The default is 60 s.
  package var allowedLateness: Duration = .seconds(60)
  /// Time between heartbeats while sales are stored. The default is 1 s.
  package var heartbeatBusy: Duration = .seconds(1)
  /// Time between heartbeats at rest. The default is 10 s.
  package var heartbeatIdle: Duration = .seconds(10)
  /// Time between two calls of the store's `retain`. The default is 60 s.
  package var retentionInterval: Duration = .seconds(60)
  /// Name of the consumer group.
  package var group = "salestop"
  /// Records that retention took unconsumed are recorded as lost, and consumption goes on after them; otherwise they
  /// are the error `.gap`. The default is false.
  package var acceptGap = false
  /// Called for every accepted gap, once the store has recorded it.
  package var onGap: @Sendable (BackendError) -> Void = { _ in }
  /// For a store or a log that does not answer. The number of attempts is for a drain alone; otherwise they never end.
  package var retry = Retry()
  /// Longest time in which the group may still assign a partition to this consumer that another one has taken in the
  /// store; after that the error `.fenced` is thrown. The default is 30 s.
  package var fencePatience: Duration = .seconds(30)

  package init() {}
}
