import SalesCore

/// Compares every kept rollup with a recount of the stored sales.
struct RollupAudit {
  let recount: RollupRecount

  func run(_ report: inout AuditReport, progress: @Sendable (Double) -> Void) async throws {
    for day in try await recount.strayDays() { try await compare(day, &report) }
    guard let days = recount.days else { return }
    let length = Double(days.range.upperBound.milliseconds - days.range.lowerBound.milliseconds)
    for day in days.all {
      try Task.checkCancellation()
      try await compare(day, &report)
      progress(min(1, Double(day.upperBound.milliseconds - days.range.lowerBound.milliseconds) / length))
    }
  }

  private func compare(_ day: Range<Timestamp>, _ report: inout AuditReport) async throws {
    let counted = try await recount.count(day)
    report.store += counted.stored
    report.rollups -= counted.ahead
    for level in counted.levels {
      if level.span.level == .day { report.rollups.add(level.kept ?? []) }
      compare(level, &report)
    }
  }

  private func compare(_ level: CountedDay.Level, _ report: inout AuditReport) {
    var expected = Dictionary(uniqueKeysWithValues: level.recounted.map { ($0.key, $0) })
    for rollup in level.kept ?? [] {
      let name = "\(rollup.level.name) \(rollup.bucket.text)"
      guard let recounted = expected.removeValue(forKey: rollup.key) else {
        report.note("\(name): there is a rollup and no sale")
        continue
      }
      if !rollup.agrees(with: recounted, other: recount.other) {
        let (found, should) = (rollup.sum, recounted.sum)
        report.note(
          "\(name): the rollup has \(found.sales) sales, \(found.revenue) minor units; "
            + "a recount \(should.sales), \(should.revenue)")
      } else if rollup.through != recounted.through {
        // Too far, and sales would not be counted; not far enough, and some would be counted again.
        report.note(
          "\(name): the rollup claims to count up to offset \(rollup.through) of partition \(rollup.partition); "
            + "its last sale is at \(recounted.through)")
      }
    }
    for missing in expected.values.sorted(by: { ($0.bucket, $0.partition) < ($1.bucket, $1.partition) }) {
      report.note(
        "\(missing.level.name) \(missing.bucket.text): the rollup of \(missing.sum.sales) sales is missing")
    }
  }
}

extension Rollup {
  /// Equal cell by cell; only in sum where some sales count under `(other)`, whose `NameID` is `other`.
  func agrees(with recounted: Rollup, other: NameID) -> Bool {
    if (cells + recounted.cells).contains(where: { $0.region == other && $0.product == other }) {
      return sum == recounted.sum
    }
    return cells.count == recounted.cells.count && Set(cells) == Set(recounted.cells)
  }

  var sum: Totals { cells.reduce(into: Totals()) { $0.add($1) } }
}
