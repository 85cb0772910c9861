package import SalesCore

/// Numbered sales for a producer to send.
///
/// Sale `n` of a source on a schedule is always the same record. So after a lost acknowledgement the producer asks the
/// log for the next number and makes the rest again.
///
///     let producer = Producer(source: generator, log: log, settings: settings, clock: clock, wall: WallClock.now)
///     let summary = try await producer.run()
package protocol SaleSource<Schedule>: Sendable {
  associatedtype Schedule: SaleSchedule

  /// The name under which the log keeps the number of the next sale.
  var name: String { get }

  /// Sales at a mean `rate`, the sale numbered `first` at `start`.
  func schedule(first: Int64, start: Timestamp, rate: Rate) -> Schedule

  /// `count` sales spread evenly over `span`.
  func schedule(first: Int64, count: Int64, over span: Range<Timestamp>) -> Schedule

  /// Appends the records of the sales `numbers` to `records` and counts them in `ledger`. No sale before `first` is
  /// repeated as an injected duplicate.
  func append(
    _ numbers: Range<Int64>, on schedule: Schedule, notBefore first: Int64, to records: inout RecordBuffer,
    ledger: inout InjectionLedger)
}

/// The event time of each sale of a source.
package protocol SaleSchedule: Sendable {
  /// Event time of sale `n`, which is not before the schedule's first.
  func time(of n: Int64) -> Timestamp

  /// The number after the last sale that has happened at `time`; at least the schedule's first.
  func end(through time: Timestamp) -> Int64
}
