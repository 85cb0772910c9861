import SalesCore

/// Replaces every kept rollup by a recount of the stored sales. Sales, totals and checkpoints stay as they are.
///
/// Each day and level is one step, correct by itself; a repair that was interrupted is simply run again.
package struct Repair: Sendable {
  private let store: any SaleStore

  package init(store: any SaleStore) { self.store = store }

  /// Takes every partition, which ends the consumers that hold them. `progress` gets the share done, 0…1. Throws
  /// `.held` or `.unavailable` where other writers are in the way.
  package func run(progress: @Sendable (Double) -> Void = { _ in }) async throws -> RepairReport {
    try await store.beginRepair()
    let recount = try await RollupRecount(store: store.snapshot(), during: "repair store \(store.location)")
    var report = RepairReport()
    for day in try await recount.strayDays(skippingDamage: true) { try await rewrite(day, recount, &report) }
    // Also removes rollups that could not be read.
    for span in recount.outside { try await store.replace(span, with: [], names: []) }
    guard let days = recount.days else { return report }
    let length = Double(days.range.upperBound.milliseconds - days.range.lowerBound.milliseconds)
    for day in days.all {
      try Task.checkCancellation()
      try await rewrite(day, recount, &report)
      progress(min(1, Double(day.upperBound.milliseconds - days.range.lowerBound.milliseconds) / length))
    }
    return report
  }

  private func rewrite(
    _ day: Range<Timestamp>, _ recount: RollupRecount, _ report: inout RepairReport
  ) async throws {
    let counted = try await recount.count(day, skippingDamage: true)
    var names = try await recount.store.names
    if !names.indices.contains(Int(recount.other)) { names.append(RollupCells.otherName) }
    for level in counted.levels {
      try await store.replace(level.span, with: level.recounted, names: names)
      report.note(level, other: recount.other)
    }
  }

}

extension RepairReport {
  fileprivate mutating func note(_ level: CountedDay.Level, other: NameID) {
    recounted += level.recounted.count
    var kept = level.kept.map { Dictionary($0.map { ($0.key, $0) }) { first, _ in first } }
    for rollup in level.recounted {
      guard let before = kept?.removeValue(forKey: rollup.key) else {
        if kept == nil { corrected += 1 } else { added += 1 }
        continue
      }
      if !before.agrees(with: rollup, other: other) || before.through != rollup.through { corrected += 1 }
    }
    removed += kept?.count ?? 0
  }
}

/// Result of a repair: numbers of rollups.
package struct RepairReport: Hashable, Sendable {
  /// All rollups that are kept now; each was counted afresh.
  package var recounted = 0
  /// Recounted rollups that held other figures before, or could not be read.
  package var corrected = 0
  /// Recounted rollups that were missing before.
  package var added = 0
  /// Rollups without any sale.
  package var removed = 0

  package init() {}

  package var changes: Int { corrected + added + removed }
}
