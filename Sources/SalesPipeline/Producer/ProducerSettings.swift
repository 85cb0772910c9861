package import SalesCore

/// Rate, start and length of a producer's run.
package struct ProducerSettings: Sendable {
  package enum Pace: Hashable, Sendable {
    /// Sales a second, by the clock.
    case rate(Rate)
    /// No pacing: as many sales as the log takes.
    case unlimited

    /// Reads a rate, or `max`.
    package init(_ text: String) throws(SettingProblem) {
      self = text == "max" ? .unlimited : .rate(try Rate(text))
    }
  }

  package var pace: Pace
  /// Event time of sale 0, so that the same settings make the same bytes. Nil stamps sales as they are sent.
  package var start: Timestamp?
  /// History to send first, as fast as the log takes it.
  package var backfill: Duration?
  /// Sales to send; nil for no end. Injected duplicates and malformed records are not counted.
  package var count: Int64?
  /// Most sales in one append.
  package var batchLimit: Int64 = 5000
  /// Least time between two appends while the producer keeps up.
  package var tick: Duration = .milliseconds(50)
  package var retry = Retry()

  package init(pace: Pace) { self.pace = pace }

  /// Throws where settings contradict each other or the clock.
  package func check(now: Timestamp) throws(SettingProblem) {
    if let count, count < 1 { throw SettingProblem("count", "must be 1 or more") }
    if let start {
      guard backfill == nil else {
        throw SettingProblem("backfill", "says where history begins, and so does --start; give one of them")
      }
      guard start >= .epoch else { throw SettingProblem("start", "\(start.text) is before 1970") }
      guard start <= now else { throw SettingProblem("start", "\(start.text) lies ahead of the clock") }
    }
    guard let backfill else { return }
    guard backfill > .zero, now - backfill >= .epoch else {
      throw SettingProblem("backfill", "must be longer than nothing and not reach back before 1970")
    }
    guard pace != .unlimited else {
      throw SettingProblem("backfill", "needs a rate: history and what follows it have one mean rate")
    }
  }
}

/// Progress of a producer's run.
package struct ProducerProgress: Hashable, Sendable {
  /// Sales acknowledged by the log in this run.
  package var appended: Int64
  /// Expected value of `appended` at the end: the count, or the length of the history while it is sent; nil for a live
  /// run without end.
  package var total: Int64?
  /// Sales a second over the last second or so.
  package var rate: Double
  /// All that has happened by now is on the log.
  package var isLive: Bool
}

/// Result of a producer's run.
package struct ProducerSummary: Hashable, Sendable {
  /// Numbers of the sales that the log acknowledged; empty where there were none.
  package var sequences: Range<Int64>
  /// Counts of the records sent.
  package var ledger: InjectionLedger
  package var duration: Duration
  /// It was stopped before its count was full.
  package var isCancelled: Bool

  package var appended: Int64 { sequences.upperBound - sequences.lowerBound }
}
