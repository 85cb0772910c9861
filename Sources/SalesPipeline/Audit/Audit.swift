import SalesCore

/// Compares the store with the log: nothing lost, nothing counted twice, every kept rollup equal to a recount.
///
///     let report = try await Audit(log: log, store: try await reader.snapshot()).run()
///     if !report.agrees { print(report.differences) }
///
/// It only reads, and may run beside live consumers: it compares the log up to the checkpoints, which are read first.
package struct Audit: Sendable {
  private let log: any SaleLog
  private let store: any StoreSnapshot
  private let notes: [String: ConsumerNote]

  /// `notes` are those of the log's consumers, read before the snapshot was taken (`StoreWitness.notes`).
  package init(log: any SaleLog, store: any StoreSnapshot, notes: [String: ConsumerNote] = [:]) {
    self.log = log
    self.store = store
    self.notes = notes
  }

  /// `progress` gets the share done, 0…1. Differences are in the report; an error means that log or store could not be read.
  package func run(progress: @Sendable (Double) -> Void = { _ in }) async throws -> AuditReport {
    var report = AuditReport()
    let settings = try await store.settings
    let state = try await store.state
    if let known = settings.logIdentity, known.name != log.identity.name {
      report.note("the store holds the sales of another log (\(known)), not of \(log.identity)")
      return report
    }
    if let setback = await notes.setback(of: state, log: { settings.logIdentity }) {
      report.note("\(setback)")
    }
    try await compareRecords(state.checkpoints, settings.rules, &report) { progress($0 * 0.5) }
    let recount = try await RollupRecount(store: store, during: "verify")
    try await RollupAudit(recount: recount).run(&report) { progress(0.5 + $0 * 0.5) }
    let dead = try await store.deadLetterCount()
    if dead != state.totals.deadLetters {
      report.note("\(dead) dead letters are stored, \(state.totals.deadLetters) were counted")
    }
    hold(report.log, against: report.store, "log", "store", &report)
    hold(report.store, against: report.rollups, "store", "day rollups", &report)
    return report
  }

  /// Compares the records partition by partition; the first half of the progress.
  private func compareRecords(
    _ checkpoints: [Checkpoint], _ rules: SaleRules, _ report: inout AuditReport, progress: @Sendable (Double) -> Void
  ) async throws {
    var bounds = Dictionary(uniqueKeysWithValues: try await log.partitions().map { ($0.partition, $0) })
    let lengths = checkpoints.map { max(0, $0.next - (bounds[$0.partition]?.first ?? 0)) }
    let total = Double(max(1, lengths.reduce(0, +)))
    var done: Int64 = 0
    for (checkpoint, length) in zip(checkpoints, lengths) {
      guard let own = bounds.removeValue(forKey: checkpoint.partition) else {
        report.note("partition \(checkpoint.partition) is in the store and not in the log")
        continue
      }
      let partition = PartitionAudit(log: log, store: store, rules: rules, checkpoint: checkpoint)
      report = try await partition.compare(own, report) { [done] in progress(Double(done + min($0, length)) / total) }
      done += length
    }
    for own in bounds.values.sorted(by: { $0.partition < $1.partition }) where own.end > own.first {
      report.coverage.append(
        .init(partition: own.partition, first: own.first, next: own.first, end: own.end, isConsumed: false))
    }
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
}
