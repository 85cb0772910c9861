import SalesCore

/// Whether what the store counted adds up to what it took from the log, by partition: next = sales + duplicates +
/// rejected + lost.
struct Reconciliation: Equatable, Sendable {
  enum Verdict: Equatable, Sendable {
    /// Nothing was consumed yet.
    case empty
    /// It adds up, and the store is as far as the log.
    case reconciled
    /// It adds up so far, and the log is ahead.
    case behind(Int64)
    /// Of a log that also numbers what is no record: offsets without one, of which the counts cannot tell more.
    case skipped(Int64)
    /// The partition counts that many records more than it took, or fewer where negative.
    case broken(partition: Int32, by: Int64)
  }

  private(set) var taken: Int64 = 0
  private(set) var lost: Int64 = 0
  private(set) var totals = RunningTotals()
  private(set) var verdict = Verdict.empty

  /// `isDense`: every offset of the log is a record.
  init(_ state: StoreState, isDense: Bool) {
    var skipped: Int64 = 0
    var worst: (partition: Int32, by: Int64)?
    for checkpoint in state.checkpoints {
      taken += checkpoint.next
      lost += checkpoint.lostCount
      totals += checkpoint.totals
      let over = checkpoint.overcount
      if over < 0, !isDense {
        skipped -= over
      } else if over != 0, abs(over) > abs(worst?.by ?? 0) {
        worst = (checkpoint.partition, over)
      }
    }
    if let worst {
      verdict = .broken(partition: worst.partition, by: worst.by)
    } else if state.lag > state.heartbeat?.lagThreshold ?? 0 {
      verdict = .behind(state.lag)
    } else if skipped > 0 {
      verdict = .skipped(skipped)
    } else if taken > 0 {
      verdict = .reconciled
    }
  }
}

extension Checkpoint {
  var lostCount: Int64 { lost.reduce(0) { $0 + $1.upperBound - $1.lowerBound } }

  /// Records counted beyond those taken; negative where offsets are not accounted for.
  var overcount: Int64 { totals.sales + totals.duplicates + totals.deadLetters + lostCount - next }
}
