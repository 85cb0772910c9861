import SalesCore

/// The data behind a query's figures: the cube, and the parts it is too coarse for.
struct LoadedData: Sendable {
  var view: LoadedCube
  /// The comparison's bucket that the running one is compared with, up to the same point.
  var elapsed = PartialBucket()
  /// The bucket in which figures that end in the past end.
  var tail = PartialBucket()
  /// Hours for the heat map, where the view has only days or too short a range.
  var heat: LoadedCube?
  /// The hour in which a heat map of those hours ends.
  var heatTail = PartialBucket()
  /// Sums of the last answer; nil where the plan or the data may have changed since.
  var sums: PairSums?

  init(_ view: LoadedCube) { self.view = view }

  /// Reads what the plan needs beside the cube: missing parts, and with `refresh` parts that may have changed.
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
    // Where the wanted hours are not kept they are counted from the sales, and stay.
    if view.state.missing(of: RollupSpan(level: .hour, range: wanted)) == nil { heat?.trim(to: view.state) }
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

  /// Names by number, from the reading that knew the most.
  var names: [String] {
    [view.names, elapsed.names, tail.names, heat?.names ?? [], heatTail.names].max { $0.count < $1.count } ?? []
  }

  /// Rollups of the comparison's elapsed part, for which the cube is too coarse.
  func elapsedRollups(_ plan: QueryPlan) -> [Rollup] { rollups(of: plan.elapsedRange, in: elapsed) }

  /// Rollups from `start` to the plan's end. `start` begins an hour or a bucket of the cube.
  func tailRollups(_ plan: QueryPlan, from start: Timestamp? = nil) -> [Rollup] {
    guard let range = plan.tailRange else { return [] }
    let start = max(start ?? range.lowerBound, range.lowerBound)
    return rollups(of: start < range.upperBound ? start..<range.upperBound : nil, in: tail)
  }

  /// Rollups of the hour in which the heat map's week ends, up to that end.
  func heatTailRollups(_ plan: QueryPlan, _ week: Range<Timestamp>) -> [Rollup] {
    let start = plan.calendar.bucket(.hour, containing: week.upperBound).lowerBound
    return heatTail.rollups(of: start..<week.upperBound, within: .hour, calendar: plan.calendar) ?? []
  }

  private func rollups(of range: Range<Timestamp>?, in part: PartialBucket) -> [Rollup] {
    guard let range else { return [] }
    return part.rollups(of: range, within: view.cube.level, calendar: view.calendar) ?? []
  }
}
