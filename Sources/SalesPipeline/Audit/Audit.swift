import SalesCore

/// Holds the store against the log: nothing lost, nothing doubled, every kept rollup equal to a recount. Reads only,
/// and may run beside a live consumer: it sees
/// the store as of one moment.
package struct Audit: Sendable {
  private static let batchSize = 5000

  private let log: any SaleLog
  private let store: any StoreSnapshot

  package init(log: any SaleLog, store: any StoreSnapshot) {
    self.log = log
    self.store = store
  }

  /// `progress` gets the share done, 0…1.
  package func run(progress: @Sendable (Double) -> Void = { _ in }) async throws -> AuditReport {
    var report = AuditReport()
    let settings = try await store.settings
    let state = try await store.state
    if let known = settings.logIdentity, known != log.identity {
      report.note("the store holds the sales of another log (\(known)), not of \(log.identity)")
      return report
    }
    let bounds = Dictionary(uniqueKeysWithValues: try await log.partitions().map { ($0.partition, $0) })
    for checkpoint in state.checkpoints {
      guard let bounds = bounds[checkpoint.partition] else {
        report.note("partition \(checkpoint.partition) is in the store and not in the log")
        continue
      }
      report = try await compare(checkpoint, bounds, settings.rules, report) { progress($0 * 0.5) }
    }
    let recount = try RollupAudit(store: store, settings: settings, state: state)
    try await recount.run(&report) { progress(0.5 + $0 * 0.5) }
    let dead = try await store.deadLetterCount()
    if dead != state.totals.deadLetters {
      report.note("\(dead) dead letters are stored, \(state.totals.deadLetters) were counted")
    }
    hold(report.log, against: report.store, "log", "store", &report)
    hold(report.store, against: report.rollups, "store", "day rollups", &report)
    return report
  }

  private func hold(
    _ left: AuditReport.Sum, against right: AuditReport.Sum, _ leftName: String, _ rightName: String,
    _ report: inout AuditReport
  ) {
    guard left != right else { return }
    report.note(
      "\(leftName): \(left.sales) sales, \(left.revenueMinor) minor units; "
        + "\(rightName): \(right.sales) sales, \(right.revenueMinor) minor units")
  }

  /// Begins again where retention has overtaken it, which leaves less to compare.
  private func compare(
    _ checkpoint: Checkpoint, _ bounds: PartitionBounds, _ rules: SaleRules, _ report: AuditReport,
    progress: @Sendable (Double) -> Void
  ) async throws -> AuditReport {
    var bounds = bounds
    while true {
      do {
        var report = report
        try await compare(checkpoint, bounds, rules, &report, progress: progress)
        return report
      } catch let error as BackendError where error.kind == .gap {
        let now = try await log.partitions().first { $0.partition == bounds.partition }
        guard let now, now.first > bounds.first else { throw error }
        bounds = now
      }
    }
  }

  /// The log's records up to the checkpoint, one by one, and the running totals for what retention has removed.
  private func compare(
    _ checkpoint: Checkpoint, _ bounds: PartitionBounds, _ rules: SaleRules, _ report: inout AuditReport,
    progress: @Sendable (Double) -> Void
  ) async throws {
    let partition = checkpoint.partition
    report.coverage.append(
      .init(partition: partition, first: bounds.first, next: checkpoint.next, end: bounds.end))
    guard checkpoint.next <= bounds.end else {
      report.note("partition \(partition): the log ends at \(bounds.end), before the checkpoint \(checkpoint.next)")
      return
    }
    if bounds.first > checkpoint.next {
      report.note(
        "lost: retention has removed the records \(partition)/\(checkpoint.next)..<\(bounds.first) unconsumed")
    }
    var comparison = RecordComparison(partition: partition, topic: log.topic, rules: rules)
    var offset = bounds.first
    while offset < checkpoint.next {
      try Task.checkCancellation()
      let limit = Int(min(Int64(Self.batchSize), checkpoint.next - offset))
      let records = try await log.read(from: Position(partition: partition, offset: offset), limit: limit)
      guard let next = records.next else {
        report.note("partition \(partition): the log has no record at \(offset)")
        break
      }
      try await comparison.compare(records, with: store, &report)
      offset = next
      progress(Double(offset - bounds.first) / Double(max(1, checkpoint.next - bounds.first)))
    }
    try await account(for: comparison.counted, checkpoint, bounds, &report)
  }

  /// Adds up compared and carried, and holds the carried part against the stored sales that old.
  private func account(
    for counted: RunningTotals, _ checkpoint: Checkpoint, _ bounds: PartitionBounds, _ report: inout AuditReport
  ) async throws {
    let totals = checkpoint.totals
    let old = try await store.totals(of: checkpoint.partition, before: bounds.first)
    let carried = AuditReport.Sum(
      sales: totals.sales - counted.sales, revenueMinor: totals.revenueMinor &- counted.revenueMinor)
    if carried != AuditReport.Sum(sales: old.sales, revenueMinor: old.revenue) {
      report.note(
        "partition \(checkpoint.partition): \(carried.sales) sales, \(carried.revenueMinor) minor units were counted before "
          + "offset \(bounds.first); \(old.sales) sales, \(old.revenue) minor units are stored")
    }
    let pairs = [
      ("duplicates", counted.duplicates, totals.duplicates), ("conflicts", counted.conflicts, totals.conflicts),
      ("dead letters", counted.deadLetters, totals.deadLetters),
    ]
    // What retention has removed may hold more of each, never fewer.
    for (name, inLog, inStore) in pairs where bounds.first == 0 ? inLog != inStore : inLog > inStore {
      report.note("partition \(checkpoint.partition): \(inLog) \(name) in the log, \(inStore) counted by the store")
    }
    report.log.sales += totals.sales
    report.log.revenueMinor &+= totals.revenueMinor
    if bounds.first == 0 {
      report.log.sales += counted.sales - totals.sales
      report.log.revenueMinor &+= counted.revenueMinor &- totals.revenueMinor
    }
    report.duplicates += totals.duplicates
    report.conflicts += totals.conflicts
    report.deadLetters += totals.deadLetters
  }
}
