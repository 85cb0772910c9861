import SalesCore

extension QueryPlan {
  /// About the greatest number of hourly cells that are loaded for a heat map.
  static let mostHeatCells = 1_000_000.0

  /// About the greatest number of sales that are read one by one for a heat map of hours that are no longer kept.
  static let mostHeatSales = 250_000.0

  /// End of the heat map: the end of the hour that holds `asOf`, or `end`.
  var heatEnd: Timestamp {
    let last = end ?? calendar.bucket(.hour, containing: asOf).upperBound
    return min(max(last, range.lowerBound), range.upperBound)
  }

  /// The seven days of the local calendar that end with a period shorter than a week, in whole hours: the heat map
  /// shows them, because an hour or a day alone would leave it nearly empty. Nil for longer and for future periods, and
  /// where hours are not kept or would be too many.
  func heatWeek(in view: LoadedCube) -> Range<Timestamp>? {
    guard length <= .days(6), asOf >= range.lowerBound + .seconds(1),
      view.cube.directory.pairs.count * 7 * HeatFigures.hours <= Int(Self.mostHeatCells)
    else { return nil }
    let last = calendar.bucket(.hour, containing: heatEnd - .milliseconds(1)).upperBound
    let start = calendar.roundedUp(calendar.adding(-7, .day, to: last), to: .hour)
    guard view.state.missing(of: RollupSpan(level: .hour, range: start..<last)) == nil else { return nil }
    return start..<min(last, end ?? last)
  }

  /// The range to load in hours beside a view of days, in whole days: the period, or its newest part where hours would
  /// be too many or are not kept for all of it. Where they are kept for less than a week of it, they are counted from
  /// the sales. Empty for a future period.
  func heatHours(in view: LoadedCube) -> Range<Timestamp> {
    guard heatEnd > range.lowerBound else { return range.lowerBound..<range.lowerBound }
    let end = calendar.bucket(.day, containing: heatEnd - .milliseconds(1)).upperBound
    var start = max(range.lowerBound, view.cube.newestDays(before: end, heatCells: Self.mostHeatCells))
    if let missing = view.state.missing(of: RollupSpan(level: .hour, range: start..<end)) {
      let kept = min(calendar.roundedUp(missing.upperBound, to: .day), end)
      start = days(kept, end) < 7 ? max(start, view.cube.newestDays(before: end, heatSales: Self.mostHeatSales)) : kept
    }
    guard start > range.lowerBound, start < end else { return start..<end }
    return wholeWeeks(start, end)..<end
  }

  /// Whole weeks, so that every weekday occurs equally often.
  private func wholeWeeks(_ start: Timestamp, _ end: Timestamp) -> Timestamp {
    let weeks = days(start, end) / 7
    guard weeks > 0 else { return start }
    return calendar.start(of: calendar.date(at: end - .milliseconds(1)).adding(days: 1 - 7 * weeks))
  }

  /// Number of local days from the day of `start` up to `end`, which ends a day.
  private func days(_ start: Timestamp, _ end: Timestamp) -> Int64 {
    guard start < end else { return 0 }
    return calendar.date(at: end - .milliseconds(1)).daysSinceEpoch + 1 - calendar.date(at: start).daysSinceEpoch
  }
}

extension Cube {
  /// Start of the newest days before `end` that have at most `most` cells in hours; at least one day.
  fileprivate func newestDays(before end: Timestamp, heatCells most: Double) -> Timestamp {
    newestDays(before: end, atMost: most) { Self.likelyHours[min(Int($0.sales), Self.likelyHours.count - 1)] }
  }

  /// Start of the newest days before `end` that have at most `most` sales; at least one day.
  fileprivate func newestDays(before end: Timestamp, heatSales most: Double) -> Timestamp {
    newestDays(before: end, atMost: most) { Double($0.sales) }
  }

  private func newestDays(before end: Timestamp, atMost most: Double, _ weight: (CubeCell) -> Double) -> Timestamp {
    var sum = 0.0
    var start = end
    for slice in slices[indices(of: .distantPast..<end)].reversed() {
      sum += slice.cells.reduce(0) { $0 + weight($1) }
      if sum > most, start < end { return start }
      start = slice.bucket
    }
    return .distantPast
  }

  /// Expected number of hours with a sale, by the pair's number of sales in the day: 24 × (1 − (23/24)ⁿ).
  private static let likelyHours: [Double] = (0..<128).map { sales in
    24 * (1 - (0..<sales).reduce(1) { product, _ in product * 23 / 24 })
  }
}
