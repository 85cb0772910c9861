package import SalesCore

extension FiguresBuilder {
  /// `buckets` are those of the figures, after the filter.
  func heat(_ buckets: [Totals]) -> HeatFigures {
    let size = HeatFigures.weekdays * HeatFigures.hours
    var cells = Array(repeating: Totals.zero, count: size)
    var clock = LocalHours(plan.calendar)
    var range = plan.range.lowerBound..<plan.heatEnd
    if let week = plan.heatWeek(in: stock.view) {
      range = week
      if let cube = stock.heat?.cube { add(cube, admitted(in: cube.directory), range, to: &cells, &clock) }
      add(stock.heatTailRollups(plan, week), in: wholeEnd(of: week)..<week.upperBound, to: &cells, &clock)
    } else if plan.bucket <= .hour {
      // No bucket of an hour or less reaches over two hours of the local clock.
      for (start, totals) in zip(plan.edges, buckets) where start < range.upperBound && totals != .zero {
        cells[clock.cell(of: start)].add(wrapping: totals)
      }
    } else if plan.level < .day {
      add(stock.view.cube, isAdmitted, range, to: &cells, &clock)
      let end = wholeEnd(of: range, plan.level)
      add(stock.tailRollups(plan, from: end), in: end..<range.upperBound, to: &cells, &clock)
    } else {
      let hours = plan.heatHours(in: stock.view)
      range = min(hours.lowerBound, plan.heatEnd)..<plan.heatEnd
      if let cube = stock.heat?.cube { add(cube, admitted(in: cube.directory), range, to: &cells, &clock) }
      let end = wholeEnd(of: range)
      add(stock.tailRollups(plan, from: end), in: end..<range.upperBound, to: &cells, &clock)
    }
    let days = stride(from: 0, to: size, by: HeatFigures.hours)
    return HeatFigures(range: range, totals: days.map { Array(cells[$0..<$0 + HeatFigures.hours]) })
  }

  /// Adds up what the cube holds of the range.
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

  /// From finer rollups what the cube is too coarse for: a part of an hour.
  private func add(
    _ tail: [Rollup], in range: Range<Timestamp>, to cells: inout [Totals], _ clock: inout LocalHours
  ) {
    guard !range.isEmpty else { return }
    let place = clock.cell(of: range.lowerBound)
    var known = PairDirectory()
    let totals = known.totals(of: tail)
    let admitted = admitted(in: known)
    for (pair, totals) in totals where admitted[pair] { cells[place].add(wrapping: totals) }
  }

  /// Up to where the range holds whole buckets of a level.
  private func wholeEnd(of range: Range<Timestamp>, _ level: RollupLevel = .hour) -> Timestamp {
    max(plan.calendar.bucket(level, containing: range.upperBound).lowerBound, range.lowerBound)
  }

  /// By pair of another cube's directory.
  private func admitted(in other: PairDirectory) -> [Bool] {
    let (filter, names) = (plan.query.filter, stock.names)
    let regions = Axis(other.regions, names, []) { filter.admits(region: $0) }.isAdmitted
    let products = Axis(other.products, names, []) { filter.admits(product: $0) }.isAdmitted
    return other.pairs.map { regions[Int($0.region)] && products[Int($0.product)] }
  }
}

/// Where an instant stands in a week of the local clock.
package struct LocalHours {
  let calendar: ReportingCalendar
  private var offset: Int64 = 0
  /// Where `offset` holds.
  private var known = Timestamp.distantPast..<Timestamp.distantPast

  package init(_ calendar: ReportingCalendar) {
    self.calendar = calendar
  }

  /// Weekday × 24 + hour; instants in rising order are found fastest.
  package mutating func cell(of time: Timestamp) -> Int {
    if !known.contains(time) {
      offset = calendar.offset(at: time)
      let next = time + .days(1)
      // A clock that shows the same offset a day later is taken not to have changed in between.
      known = time..<(calendar.offset(at: next) == offset ? next : time + .milliseconds(1))
    }
    let local = time.milliseconds + offset
    // The epoch was a Thursday.
    let hour = local.floorDivided(by: 3_600_000) + 3 * 24
    return Int(hour - hour.floorDivided(by: 7 * 24) * 7 * 24)
  }
}
