import SalesCore

/// Compares one partition of the log, up to the store's checkpoint, with the store.
struct PartitionAudit {
  private static let batchSize = 5000

  let log: any SaleLog
  let store: any StoreSnapshot
  let rules: SaleRules
  let checkpoint: Checkpoint

  private var name: String { "partition \(checkpoint.partition)" }

  /// Returns `report` with the partition's sums and differences added. Begins again where retention removes records
  /// meanwhile. `progress` gets the number of offsets done.
  func compare(
    _ bounds: PartitionBounds, _ report: AuditReport, progress: @Sendable (Int64) -> Void
  ) async throws -> AuditReport {
    let first = bounds.first
    var bounds = bounds
    while true {
      do {
        var report = report
        try await compare(bounds, &report) { progress($0 - first) }
        return report
      } catch let error as BackendError where error.kind == .gap {
        let now = try await log.partitions().first { $0.partition == bounds.partition }
        guard let now, now.first > bounds.first else { throw error }
        bounds = now
      }
    }
  }

  /// Compares the records up to the checkpoint one by one, and the running totals for those that retention has removed.
  private func compare(
    _ bounds: PartitionBounds, _ report: inout AuditReport, progress: @Sendable (Int64) -> Void
  ) async throws {
    report.coverage.append(
      .init(partition: checkpoint.partition, first: bounds.first, next: checkpoint.next, end: bounds.end))
    noteLost(bounds, &report)
    guard checkpoint.next <= bounds.end else {
      report.note("\(name): the log ends at \(bounds.end), before the checkpoint \(checkpoint.next)")
      return
    }
    var comparison = RecordComparison(checkpoint: checkpoint, topic: log.topic, rules: rules)
    var offset = bounds.first
    while offset < checkpoint.next {
      try Task.checkCancellation()
      let limit = Int(min(Int64(Self.batchSize), checkpoint.next - offset))
      let read = try await log.read(from: Position(partition: checkpoint.partition, offset: offset), limit: limit)
      // Offsets may have holes, so the last records may be ones that came after the checkpoint.
      let records = read.before(checkpoint.next)
      let next = min(read.next ?? checkpoint.next, checkpoint.next)
      try await comparison.compare(records, of: offset..<next, with: store, &report)
      if read.next == nil { report.note("\(name): the log has no record from \(offset) up to the checkpoint \(next)") }
      checkFingerprint(of: records, &report)
      offset = next
      progress(offset)
    }
    try await account(for: comparison.counted, bounds, &report)
  }

  private func noteLost(_ bounds: PartitionBounds, _ report: inout AuditReport) {
    func offsets(_ range: Range<Int64>) -> String {
      "\(checkpoint.partition)/\(range.lowerBound)..<\(range.upperBound)"
    }
    for range in checkpoint.lost {
      report.note(
        "lost: retention had removed the records \(offsets(range)) before they were consumed; "
          + "accepted with --accept-gap")
    }
    if bounds.first > checkpoint.next {
      report.note("lost: retention has removed the records \(offsets(checkpoint.next..<bounds.first)) unconsumed")
    }
  }

  /// The record before the checkpoint must be the one that was consumed, where the log still has it.
  private func checkFingerprint(of records: RecordBatch, _ report: inout AuditReport) {
    guard records.next == checkpoint.next, let known = checkpoint.fingerprint, records.fingerprint != known else {
      return
    }
    report.note("\(name): the record at \(checkpoint.next - 1) is not the one that was consumed")
  }

  /// Adds the compared records and those before them, and checks the latter against the stored sales of these offsets.
  private func account(
    for counted: RunningTotals, _ bounds: PartitionBounds, _ report: inout AuditReport
  ) async throws {
    let totals = checkpoint.totals
    let isWhole = bounds.first == 0
    let old = try await store.totals(of: checkpoint.partition, before: bounds.first)
    let carried = AuditReport.Sum(
      sales: totals.sales - counted.sales, revenueMinor: totals.revenueMinor &- counted.revenueMinor)
    if carried != AuditReport.Sum(sales: old.sales, revenueMinor: old.revenue) {
      report.note(
        "\(name): \(carried.sales) sales, \(carried.revenueMinor) minor units were counted before "
          + "offset \(bounds.first); \(old.sales) sales, \(old.revenue) minor units are stored")
    }
    let pairs = [
      ("duplicates", counted.duplicates, totals.duplicates), ("conflicts", counted.conflicts, totals.conflicts),
      ("dead letters", counted.deadLetters, totals.deadLetters),
    ]
    // The removed records may hold more of each, never fewer.
    for (kind, inLog, inStore) in pairs where isWhole ? inLog != inStore : inLog > inStore {
      report.note("\(name): \(inLog) \(kind) in the log, \(inStore) counted by the store")
    }
    report.log.sales += isWhole ? counted.sales : totals.sales
    report.log.revenueMinor &+= isWhole ? counted.revenueMinor : totals.revenueMinor
    report.duplicates += totals.duplicates
    report.conflicts += totals.conflicts
    report.deadLetters += totals.deadLetters
  }
}

extension RecordBatch {
  /// Those of its records whose offsets are below `end`.
  fileprivate func before(_ end: Int64) -> RecordBatch {
    guard let last = offsets.last, last >= end else { return self }
    var batch = RecordBatch(partition: partition)
    for index in 0..<count where offsets[index] < end {
      bytes(of: index).withUnsafeBytes {
        batch.append(
          offset: offsets[index], appended: appended[index], isProducersTime: isProducersTime[index], bytes: $0)
      }
    }
    return batch
  }
}
