package import SalesCore

extension FiguresBuilder {
  /// Totals by weekday and hour. `buckets` are those of the figures, after the filter.
  func heat(_ buckets: [Totals]) -> HeatFigures {
    let size = HeatFigures.weekdays * HeatFigures.hours
    var cells = Array(repeating: Totals.zero, count: size)
    var clock = LocalHours(plan.calendar)
    var range = plan.range.lowerBound..<plan.heatEnd
    if let week = plan.heatWeek(in: loaded.view) {
      range = week
      if let cube = loaded.heat?.cube { add(cube, admitted(in: cube.directory), range, to: &cells, &clock) }
      add(loaded.heatTailRollups(plan, week), in: wholeEnd(of: week)..<week.upperBound, to: &cells, &clock)
    } else if plan.bucket <= .hour {
      // A bucket of at most an hour never spans two hours of the local clock.
      for (start, totals) in zip(plan.edges, buckets) where start < range.upperBound && totals != .zero {
        cells[clock.cell(of: start)].add(wrapping: totals)
      }
    } else if plan.level < .day {
      add(loaded.view.cube, isAdmitted, range, to: &cells, &clock)
      let end = wholeEnd(of: range, plan.level)
      add(loaded.tailRollups(plan, from: end), in: end..<range.upperBound, to: &cells, &clock)
    } else {
      let hours = plan.heatHours(in: loaded.view)
      range = min(hours.lowerBound, plan.heatEnd)..<plan.heatEnd
      if let cube = loaded.heat?.cube { add(cube, admitted(in: cube.directory), range, to: &cells, &clock) }
      let end = wholeEnd(of: range)
      add(loaded.tailRollups(plan, from: end), in: end..<range.upperBound, to: &cells, &clock)
    }
    let days = stride(from: 0, to: size, by: HeatFigures.hours)
    return HeatFigures(range: range, totals: days.map { Array(cells[$0..<$0 + HeatFigures.hours]) })
  }

  /// Adds the cube's cells of the range.
  private func add(
    _ cube: Cube, _ admitted: [Bool], _ range: Range<Timestamp>, to cells: inout [Totals], _ clock: inout LocalHours
  ) {
    for slice in cube.slices[cube.indices(of: range.lowerBound..<wholeEnd(of: range, cube.level))] {
      var sum = Totals.zero
      for cell in slice.cells where admitted[Int(cell.pair)] {
        sum.add(wrapping: cell.totals)
      }
      cells[clock.cell(of: slice.bucket)].add(wrapping: sum)
    }
  }

  /// Adds a part of an hour, for which the cube is too coarse, from finer rollups.
  private func add(
    _ tail: [Rollup], in range: Range<Timestamp>, to cells: inout [Totals], _ clock: inout LocalHours
  ) {
    guard !range.isEmpty else { return }
    let cell = clock.cell(of: range.lowerBound)
    var known = PairDirectory()
    let totals = known.totals(of: tail)
    let admitted = admitted(in: known)
    for (pair, totals) in totals where admitted[pair] { cells[cell].add(wrapping: totals) }
  }

  /// End of the last whole bucket of a level in the range.
  private func wholeEnd(of range: Range<Timestamp>, _ level: RollupLevel = .hour) -> Timestamp {
    max(plan.calendar.bucket(level, containing: range.upperBound).lowerBound, range.lowerBound)
  }

  /// The pairs of another directory that pass the filter.
  private func admitted(in other: PairDirectory) -> [Bool] {
    let (filter, names) = (plan.query.filter, loaded.names)
    let regions = Axis(other.regions, names, []) { filter.admits(region: $0) }.isAdmitted
    let products = Axis(other.products, names, []) { filter.admits(product: $0) }.isAdmitted
    return other.pairs.map { regions[Int($0.region)] && products[Int($0.product)] }
  }
}

/// Finds the hour of the week for an instant on the local clock.
package struct LocalHours {
  let calendar: ReportingCalendar
  private var offset: Int64 = 0
  /// The instants for which `offset` is valid.
  private var known = Timestamp.distantPast..<Timestamp.distantPast

  package init(_ calendar: ReportingCalendar) { self.calendar = calendar }

  /// Index of the cell: weekday × 24 + hour. Instants in rising order are fastest.
  package mutating func cell(of time: Timestamp) -> Int {
    if !known.contains(time) {
      offset = calendar.offset(at: time)
      let next = time + .days(1)
      // A clock with the same offset a day later is assumed not to have changed in between.
      known = time..<(calendar.offset(at: next) == offset ? next : time + .milliseconds(1))
    }
    let local = time.milliseconds + offset
    // The epoch was a Thursday.
    let hour = local.floorDivided(by: 3_600_000) + 3 * 24
    return Int(hour - hour.floorDivided(by: 7 * 24) * 7 * 24)
  }
}
