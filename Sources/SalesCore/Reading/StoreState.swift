/// The state of the store at one moment, as the store reports it.
package struct StoreState: Hashable, Sendable {
  package var checkpoints: [Checkpoint]
  /// Nil before the first consumer.
  package var heartbeat: Heartbeat?
  /// The first bucket that is still kept, by level; a level without an entry is kept whole.
  package var retainedFrom: [RollupLevel: Timestamp]
  /// Event times of the oldest and the newest stored sale; nil in an empty store.
  package var oldestSale: Timestamp?
  package var newestSale: Timestamp?
  /// Made at random with the store; nil where its reader does not tell.
  package var identity: String?

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

  /// Number of records in the log that the store has not consumed, by the last heartbeat; never negative.
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

/// The consumer's progress in one partition, and the totals of it.
package struct Checkpoint: Hashable, Sendable {
  package var partition: Int32
  /// Raised by every consumer that takes the partition. A writer with a lower epoch is fenced off.
  package var epoch: Int64
  /// The next offset to consume.
  package var next: Int64
  package var totals: RunningTotals
  /// Newest event time in the partition.
  package var newestSale: Timestamp?
  /// Hash of the record before `next`. Reading that record again shows if the log is still the same.
  package var fingerprint: Int64?
  /// Offsets that retention removed before they were consumed, and that a person has accepted as lost.
  package var lost: [Range<Int64>] = []
  /// In order of offset and of time: those of records from `next` on, or the last one before it.
  package var clocks: [ClockNote] = []

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
  /// Stored sales, each id counted once.
  package var sales: Int64 = 0
  package var revenueMinor: Int64 = 0
  package var duplicates: Int64 = 0
  /// Duplicates whose content differs from the stored sale's.
  package var conflicts: Int64 = 0
  package var deadLetters: Int64 = 0
  /// Sales that arrived after the watermark had passed the end of their minute.
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

/// A report that the consumer writes every second, and every 10 s once it has reported that nothing is being stored.
package struct Heartbeat: Hashable, Sendable {
  package var time: Timestamp
  /// The log's end as the consumer last saw it, by partition.
  package var logEnd: [Int32: Int64]
  /// Sales stored a second, over the last seconds.
  package var storedPerSecond: Double
  /// Milliseconds from log append to stored, of live sales; nil without any.
  package var latencyP50: Double?
  package var latencyP99: Double?
  /// The least, over active partitions, of newest event time − allowed lateness. Buckets before it are final.
  package var watermark: Timestamp?
  /// A sample of the live sales stored over the last seconds, evenly picked. A reader computes from it how long sales
  /// took to reach it.
  package var samples: [AppendSample] = []
  /// The consumer wrote it as it ended in good order: the store is at rest. The default is false.
  package var isLast = false

  /// The most samples in one heartbeat.
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

  /// The lag above which the store is behind: three seconds' worth of stored sales, and at least 100.
  package var lagThreshold: Int64 {
    let patience = 3 * max(0, storedPerSecond)
    return max(100, patience.isFinite && patience < 1e15 ? Int64(patience) : 100)
  }
}

/// The append time of a record, by the log's clock.
package struct AppendSample: Hashable, Sendable {
  package var position: Position
  package var appended: Timestamp

  package init(position: Position, appended: Timestamp) {
    self.position = position
    self.appended = appended
  }
}
