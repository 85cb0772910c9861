import SalesCore

/// What a source holds of the store: the cube of the view, and what its figures need beside it.
struct LoadedData: Sendable {
  var view: LoadedCube
  /// Of the comparison's bucket that is held against the one under way.
  var elapsed = PartialBucket()
  /// Of the bucket where figures that end at a moment of the past end.
  var tail = PartialBucket()
  /// Hours for the heat map, where the view has only days or too few of them.
  var heat: LoadedCube?
  /// Of the hour in which a heat map of those ends.
  var heatTail = PartialBucket()
  /// Of the plan and the readings that were added up last; nil where they may be other ones.
  var sums: PairSums?

  init(_ view: LoadedCube) {
    self.view = view
  }

  /// Reads what the plan needs beside the view: what is missing, and where `refresh` what may have changed.
  mutating func complete(_ plan: QueryPlan, now: Timestamp, refresh: Bool, from reader: any QueryReader) async throws {
    if let range = plan.elapsedRange {
      try await elapsed.load(range, view: view, now: now, refresh: refresh, from: reader)
    }
    if let range = plan.tailRange {
      try await tail.load(range, view: view, now: now, refresh: refresh, from: reader)
    }
    try await completeHeat(plan, now: now, refresh: refresh, from: reader)
  }

  private mutating func completeHeat(
    _ plan: QueryPlan, now: Timestamp, refresh: Bool, from reader: any QueryReader
  ) async throws {
    let week = plan.heatWeek(in: view)
    guard week != nil || plan.level == .day else {
      heat = nil
      return
    }
    guard plan.query.parts.contains(.heat) else { return }
    let wanted = week ?? plan.heatHours(in: view)
    guard !wanted.isEmpty else { return }
    try await loadHours(wanted, plan, now: now, refresh: refresh, from: reader)
    guard week != nil, let heat else { return }
    let tail = plan.calendar.bucket(.hour, containing: wanted.upperBound).lowerBound..<wanted.upperBound
    try await heatTail.load(tail, view: heat, now: now, refresh: refresh, from: reader)
  }

  private mutating func loadHours(
    _ wanted: Range<Timestamp>, _ plan: QueryPlan, now: Timestamp, refresh: Bool, from reader: any QueryReader
  ) async throws {
    heat?.trim(to: view.state)
    if heat?.covers(wanted) == true {
      guard refresh else { return }
      if try await heat?.update(now: now, from: reader) == true { return }
    }
    try Task.checkCancellation()
    let room = plan.query.period.isLive ? max(wanted.length / 8, .days(2)) : .zero
    let end = plan.calendar.bucket(.day, containing: wanted.upperBound + room).upperBound
    heat = try await LoadedCube(
      .hour, [wanted.lowerBound..<end], calendar: plan.calendar, now: now, from: reader)
  }

  /// Name by number, as far as any of the readings knew them.
  var names: [String] {
    [view.names, elapsed.names, tail.names, heat?.names ?? [], heatTail.names].max { $0.count < $1.count } ?? []
  }

  /// What the comparison's elapsed part adds to what the cube says of it.
  func elapsedRollups(_ plan: QueryPlan) -> [Rollup] {
    rollups(of: plan.elapsedRange, in: elapsed)
  }

  /// What was sold from `start`, a beginning of an hour or of the cube's bucket, to the plan's end.
  func tailRollups(_ plan: QueryPlan, from start: Timestamp? = nil) -> [Rollup] {
    guard let range = plan.tailRange else { return [] }
    let start = max(start ?? range.lowerBound, range.lowerBound)
    return rollups(of: start < range.upperBound ? start..<range.upperBound : nil, in: tail)
  }

  /// What was sold in the hour in which the heat map's week ends, where it ends within one.
  func heatTailRollups(_ plan: QueryPlan, _ week: Range<Timestamp>) -> [Rollup] {
    let start = plan.calendar.bucket(.hour, containing: week.upperBound).lowerBound
    return heatTail.rollups(of: start..<week.upperBound, within: .hour, calendar: plan.calendar) ?? []
  }

  private func rollups(of range: Range<Timestamp>?, in part: PartialBucket) -> [Rollup] {
    guard let range else { return [] }
    return part.rollups(of: range, within: view.cube.level, calendar: view.calendar) ?? []
  }
}
