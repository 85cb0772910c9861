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

  package init() {}
}
