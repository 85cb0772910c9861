package import SalesCore

/// Holds the counts of a store's checkpoints against the offsets they have consumed. A partition adds up where
/// next offset = sales + duplicates + dead letters + lost offsets.
package struct Reconciliation: Equatable, Sendable {
  package enum Verdict: Equatable, Sendable {
    /// Nothing was consumed yet.
    case empty
    /// It adds up, and so many records were left out because their id is stored with other content.
    case conflicting(Int64)
    /// It adds up, and the store is as far as the log.
    case reconciled
    /// It adds up so far, and the log is ahead by so many records.
    case behind(Int64)
    /// So many offsets are not accounted for, in a log where an offset need not be a record. (On Kafka the end of a
    /// transaction takes one.)
    case skipped(Int64)
    /// The partition counts that many records more than it took, or fewer where negative.
    case broken(partition: Int32, by: Int64)
  }

  /// Sum of the next offsets.
  package private(set) var taken: Int64 = 0
  package private(set) var lost: Int64 = 0
  package private(set) var totals = RunningTotals()
  package private(set) var verdict = Verdict.empty

  /// `isDense`: every offset of the log is a record (`StoreSettings.isLogDense`).
  package init(_ state: StoreState, isDense: Bool) {
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
    } else if totals.conflicts > 0 {
      verdict = .conflicting(totals.conflicts)
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
  /// Offsets that retention took unconsumed, accepted by a person.
  package var lostCount: Int64 { lost.reduce(0) { $0 + $1.upperBound - $1.lowerBound } }

  /// Records counted beyond the offsets consumed; negative where offsets are not accounted for.
  package var overcount: Int64 { totals.sales + totals.duplicates + totals.deadLetters + lostCount - next }
}
