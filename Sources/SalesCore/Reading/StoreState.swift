/// The store's own account of itself at one moment.
package struct StoreState: Hashable, Sendable {
  package var checkpoints: [Checkpoint]
  /// Nil before any consumer has run.
  package var heartbeat: Heartbeat?
  /// First bucket of each level that is still kept; a level that is not named is whole.
  package var retainedFrom: [RollupLevel: Timestamp]
  /// Event time of the oldest and the newest stored sale; nil in an empty store.
  package var oldestSale: Timestamp?
  package var newestSale: Timestamp?

  package init(
    checkpoints: [Checkpoint] = [], heartbeat: Heartbeat? = nil, retainedFrom: [RollupLevel: Timestamp] = [:],
    oldestSale: Timestamp? = nil, newestSale: Timestamp? = nil
  ) {
    self.checkpoints = checkpoints
    self.heartbeat = heartbeat
    self.retainedFrom = retainedFrom
    self.oldestSale = oldestSale
    self.newestSale = newestSale
  }

  /// Records the log holds and the store has not taken, by the last heartbeat; never negative.
  package var lag: Int64 {
    guard let heartbeat else { return 0 }
    return checkpoints.reduce(0) { sum, checkpoint in
      sum + max(0, (heartbeat.logEnd[checkpoint.partition] ?? 0) - checkpoint.next)
    }
  }

  /// Running totals over all partitions.
  package var totals: RunningTotals {
    checkpoints.reduce(into: RunningTotals()) { $0 += $1.totals }
  }
}

/// How far one partition is consumed, and what that came to.
package struct Checkpoint: Hashable, Sendable {
  package var partition: Int32
  /// Raised by every consumer that takes the partition; a writer with an older one is fenced off.
  package var epoch: Int64
  /// The next offset to consume.
  package var next: Int64
  package var totals: RunningTotals
  /// Newest event time seen in the partition.
  package var newestSale: Timestamp?
  /// Of the record before `next`: read again, it shows whether the log is still the one that was consumed.
  package var fingerprint: Int64?
  /// Offsets that retention took before they were consumed, and that a person has accepted as lost.
  package var lost: [Range<Int64>] = []

  package init(
    partition: Int32, epoch: Int64, next: Int64, totals: RunningTotals = RunningTotals(), newestSale: Timestamp? = nil
  ) {
    self.partition = partition
    self.epoch = epoch
    self.next = next
    self.totals = totals
    self.newestSale = newestSale
  }
}

package struct RunningTotals: Hashable, Sendable {
  /// Stored sales, counted once an id.
  package var sales: Int64 = 0
  package var revenueMinor: Int64 = 0
  package var duplicates: Int64 = 0
  /// Duplicates whose body differs from the stored sale's.
  package var conflicts: Int64 = 0
  package var deadLetters: Int64 = 0
  /// Sales that came after the watermark had passed the end of their minute.
  package var late: Int64 = 0

  package init() {}

  package static func += (left: inout RunningTotals, right: RunningTotals) {
    left.sales += right.sales
    left.revenueMinor &+= right.revenueMinor
    left.duplicates += right.duplicates
    left.conflicts += right.conflicts
    left.deadLetters += right.deadLetters
    left.late += right.late
  }
}

/// Written by the consumer: every second until it has said that nothing is stored any more, then every 10 s.
package struct Heartbeat: Hashable, Sendable {
  package var time: Timestamp
  /// By partition: the log's end as the consumer last saw it.
  package var logEnd: [Int32: Int64]
  /// Sales stored a second, over the last seconds.
  package var storedPerSecond: Double
  /// Log append → stored, of live sales, in milliseconds; nil without any.
  package var latencyP50: Double?
  package var latencyP99: Double?
  /// Least over active partitions of newest event time − allowed lateness: buckets before it are final.
  package var watermark: Timestamp?
  /// Some of the live sales stored over the last seconds, evenly picked: whoever knows when they came somewhere else
  /// knows how long that took.
  package var samples: [AppendSample] = []

  /// The most samples of one consumer's heartbeat.
  package static let mostSamples = 64

  package init(
    time: Timestamp, logEnd: [Int32: Int64], storedPerSecond: Double = 0, latencyP50: Double? = nil,
    latencyP99: Double? = nil, watermark: Timestamp? = nil
  ) {
    self.time = time
    self.logEnd = logEnd
    self.storedPerSecond = storedPerSecond
    self.latencyP50 = latencyP50
    self.latencyP99 = latencyP99
    self.watermark = watermark
  }

  /// The lag that counts as one: three seconds' worth of what is stored, but not the odd batch under way.
  package var lagThreshold: Int64 {
    let patience = 3 * max(0, storedPerSecond)
    return max(100, patience.isFinite && patience < 1e15 ? Int64(patience) : 100)
  }
}

/// When a record was appended, by the log's clock.
package struct AppendSample: Hashable, Sendable {
  package var position: Position
  package var appended: Timestamp

  package init(position: Position, appended: Timestamp) {
    self.position = position
    self.appended = appended
  }
}
