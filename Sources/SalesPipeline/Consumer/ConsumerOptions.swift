/// How a consumer works; the defaults suit a live dashboard.
package struct ConsumerOptions: Sendable {
  /// Records applied in one step when catching up.
  package var batchSize = 20_000
  /// Live, batches closer together than this are gathered into one.
  package var commitInterval: Duration = .milliseconds(250)
  package var allowedLateness: Duration = .seconds(60)
  package var heartbeatBusy: Duration = .seconds(1)
  package var heartbeatIdle: Duration = .seconds(10)
  package var retentionInterval: Duration = .seconds(60)
  /// Under this name the log learns how far this consumer is.
  package var group = "salestop"
  /// Records that retention took unconsumed are noted as lost, and consumption goes on behind them.
  package var acceptGap = false
  /// Hears of every gap that was accepted, once the store has noted it.
  package var onGap: @Sendable (BackendError) -> Void = { _ in }
  /// For a store or a log that does not answer. Its attempts end a drain; a daemon tries for ever.
  package var retry = Retry()
  /// A partition that another consumer took stays ours by the group's word for so long at most.
  package var fencePatience: Duration = .seconds(30)

  package init() {}
}
