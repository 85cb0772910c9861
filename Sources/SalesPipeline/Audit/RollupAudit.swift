import SalesCore

/// Every kept rollup against a recount from the stored sales, a day of the reporting calendar at a time.
struct RollupAudit {
  private let store: any StoreSnapshot
  private let state: StoreState
  private let calendar: ReportingCalendar
  private let next: [Int32: Int64]

  init(store: any StoreSnapshot, settings: StoreSettings, state: StoreState) throws {
    self.store = store
    self.state = state
    calendar = try ReportingCalendar(named: settings.timeZone, during: "verify")
    next = Dictionary(uniqueKeysWithValues: state.checkpoints.map { ($0.partition, $0.next) })
  }

  func run(_ report: inout AuditReport, progress: @Sendable (Double) -> Void) async throws {
    guard let oldest = state.oldestSale, let newest = state.newestSale else {
      return try await expectNothing(in: .distantPast..<Timestamp.distantFuture, &report)
    }
    let other = NameID(try await store.names.firstIndex(of: RollupDocument.otherName) ?? -1)
    var day = calendar.bucket(.day, containing: oldest)
    try await expectNothing(in: .distantPast..<day.lowerBound, &report)
    while day.lowerBound <= newest {
      try Task.checkCancellation()
      try await compare(day, other: other, &report)
      let done = Double(day.upperBound.milliseconds - oldest.milliseconds)
      progress(min(1, done / Double(max(1, newest.milliseconds - oldest.milliseconds))))
      day = calendar.bucket(.day, containing: day.upperBound)
    }
    try await expectNothing(in: day.lowerBound..<Timestamp.distantFuture, &report)
  }

  private func expectNothing(in range: Range<Timestamp>, _ report: inout AuditReport) async throws {
    for level in RollupLevel.allCases {
      for rollup in try await store.rollups(RollupSpan(level: level, range: range)) {
        report.note("\(level.name) \(rollup.bucket.text): there is a rollup and no sale")
      }
    }
  }

  private func compare(_ day: Range<Timestamp>, other: NameID, _ report: inout AuditReport) async throws {
    var since: [RollupLevel: Timestamp] = [:]
    for level in RollupLevel.allCases {
      let first = max(day.lowerBound, state.retainedFrom[level] ?? .distantPast)
      if first < day.upperBound { since[level] = first }
    }
    let start = Recount(since: since, calendar: calendar, other: other)
    let recount = try await store.reduce(in: day, into: start) { [next] recount, sale in
      if sale.position.offset < next[sale.position.partition] ?? 0 { recount.add(sale) }
    }
    for (level, first) in since.sorted(by: { $0.key < $1.key }) {
      let kept = try await store.rollups(RollupSpan(level: level, range: first..<day.upperBound))
      let recounted = recount.rollups(level)
      if level == .day {
        report.store.add(recounted)
        report.rollups.add(kept)
      }
      compare(kept, with: recounted, level, other: other, &report)
    }
  }

  private func compare(
    _ kept: [Rollup], with recounted: [Rollup], _ level: RollupLevel, other: NameID, _ report: inout AuditReport
  ) {
    var expected = Dictionary(uniqueKeysWithValues: recounted.map { ($0.key, $0) })
    for rollup in kept {
      let recount = expected.removeValue(forKey: rollup.key)
      if !Self.agree(rollup.cells, recount?.cells ?? [], other: other) {
        let (found, should) = (Self.sum(rollup.cells), Self.sum(recount?.cells ?? []))
        report.note(
          "\(level.name) \(rollup.bucket.text): the rollup has \(found.sales) sales, \(found.revenue) minor units; "
            + "a recount \(should.sales), \(should.revenue)")
      }
    }
    for missing in expected.values.sorted(by: { $0.bucket < $1.bucket }) {
      report.note(
        "\(level.name) \(missing.bucket.text): the rollup of \(Self.sum(missing.cells).sales) sales is missing")
    }
  }

  /// Cell by cell; only in sum where some went to `(other)`.
  private static func agree(_ left: [RollupCell], _ right: [RollupCell], other: NameID) -> Bool {
    if (left + right).contains(where: { $0.region == other && $0.product == other }) { return sum(left) == sum(right) }
    return left.count == right.count && Set(left) == Set(right)
  }

  private static func sum(_ cells: [RollupCell]) -> Totals {
    cells.reduce(into: Totals()) { $0.add($1) }
  }
}
