import SalesCore

/// The rollups that a store has written and expects to add to, by partition, so that a live batch reads none. They are
/// taken out for a batch and put back when it is done, so that after a failure none is kept.
struct KeptRollups: Sendable {
  /// More than this many are not kept, nor those with more cells in all.
  private static let mostKept = 4096
  private static let mostCellsKept = 500_000

  struct OfPartition: Sendable {
    var rollups: [Rollup.Key: GrowingRollup] = [:]
    /// The newest bucket written of each level: beyond it, most likely nothing is stored yet.
    var newest: [RollupLevel: Timestamp] = [:]

    func isKnown(_ key: Rollup.Key) -> Bool {
      if rollups[key] != nil { return true }
      return newest[key.level].map { key.bucket > $0 } ?? false
    }

    mutating func note(_ keys: some Sequence<Rollup.Key>) {
      for key in keys { newest[key.level] = max(newest[key.level] ?? key.bucket, key.bucket) }
    }
  }

  private var partitions: [Int32: OfPartition] = [:]

  mutating func take(_ partition: Int32) -> OfPartition {
    partitions.removeValue(forKey: partition) ?? OfPartition()
  }

  mutating func putBack(_ kept: OfPartition, of partition: Int32) {
    partitions[partition] = kept
    let documents = partitions.values.reduce(0) { $0 + $1.rollups.count }
    let cells = partitions.values.reduce(0) { $0 + $1.rollups.values.reduce(0) { $0 + $1.cells.count } }
    guard documents > Self.mostKept || cells > Self.mostCellsKept else { return }
    for partition in partitions.keys { partitions[partition]?.rollups = [:] }
  }

  mutating func forget(_ partition: Int32) { partitions[partition] = nil }

  mutating func forgetAll() { partitions = [:] }
}
