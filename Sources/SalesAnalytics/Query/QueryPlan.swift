import SalesCore

/// A query worked out for one moment: its buckets, those of its comparison, and the ranges to load for them.
struct QueryPlan {
  let query: FigureQuery
  let asOf: Timestamp
  let calendar: ReportingCalendar
  /// Length of the period before it is widened to whole buckets, as the local clock shows it.
  let length: Duration
  let bucket: BucketSize
  /// The period is widened to whole buckets of this level.
  let grain: RollupLevel
  /// Level of the rollups that are added up.
  let level: RollupLevel
  /// Edges of the buckets of the widened period, one more than there are buckets. The first bucket and, in the past,
  /// the last may be shorter than `bucket`.
  let edges: [Timestamp]
  let partial: Int?
  /// Edges of the comparison's buckets, which line up with `edges` by index; there may be more or fewer.
  let previousEdges: [Timestamp]?
  /// Sales at and after this whole second do not count. Nil where all count.
  let end: Timestamp?
  /// Time up to which the comparison counts: as much of it as has passed of the range. A whole second.
  let cut: Timestamp?

  init(
    _ query: FigureQuery, now: Timestamp, calendar: ReportingCalendar, state: StoreState, coarserThan: BucketSize? = nil
  ) {
    self.query = query
    asOf = now
    self.calendar = calendar
    let extent = state.extent
    let wanted = query.period.range(now: now, calendar: calendar, all: extent)
    length = calendar.nominalLength(of: wanted)
    bucket = Self.bucket(
      for: query, wanted, calendar: calendar, state: state, coarserThan: coarserThan)
    // The total of a period must not depend on the width of the screen or on the chart's buckets.
    var usual = query
    (usual.bucket, usual.columns) = (nil, Self.usualColumns)
    grain =
      query.grain ?? Self.bucket(for: usual, wanted, calendar: calendar, state: state, coarserThan: coarserThan).level
    level = min(bucket.level, grain)
    edges = bucket.edges(covering: wanted, grain: grain, now: now, calendar: calendar)
    let index = edges.partitioningIndex { $0 > now } - 1
    end = query.endsAtNow ? calendar.bucket(.second, containing: now).lowerBound : nil
    partial = index >= 0 && index < edges.count - 1 ? index : nil
    // There is no period before `all`.
    let hasComparison = query.comparison != .none && !(query.period == .all && query.comparison == .previous)
    let previous =
      hasComparison
      ? query.comparison.edges(beside: edges, bucket, level, of: query.period, wanted, calendar: calendar) : nil
    previousEdges = previous
    if let previous {
      cut = Self.cut(in: previous, beside: edges, now: min(now, query.knownUntil ?? state.caughtUpTo ?? now))
    } else {
      cut = nil
    }
  }

  /// Number of columns for which the usual buckets are chosen; see `grain`.
  private static let usualColumns = 120

  /// The coarsest bucket of the level: buckets beyond it have a coarser level. Nil at the coarsest level.
  var coarsestOfLevel: BucketSize? {
    level == .day ? nil : BucketSize.ladder.last { $0.level == level }
  }

  var range: Range<Timestamp> { edges[0]..<edges[edges.count - 1] }

  var previousRange: Range<Timestamp>? { previousEdges.map { $0[0]..<$0[$0.count - 1] } }

  /// The ranges to load: one where the comparison touches the period, else two.
  var needed: [Range<Timestamp>] {
    guard let previous = previousRange, !previous.isEmpty else { return [range] }
    if previous.upperBound < range.lowerBound { return [previous, range] }
    return [min(previous.lowerBound, range.lowerBound)..<max(previous.upperBound, range.upperBound)]
  }

  /// Start of the cube's bucket that holds `cut`. Up to there the cube answers, from there to `cut` finer rollups do.
  var cubeCut: Timestamp? {
    guard let cut, let previous = previousRange else { return nil }
    guard cut < previous.upperBound else { return cut }
    return max(calendar.bucket(level, containing: cut).lowerBound, previous.lowerBound)
  }

  /// Start of the cube's bucket that holds `end`; nil where all of the range counts. From there to `end` finer rollups
  /// answer.
  var cubeEnd: Timestamp? {
    guard let end, end < range.upperBound else { return nil }
    return max(calendar.bucket(level, containing: end).lowerBound, range.lowerBound)
  }

  /// The part of the bucket that holds `end` for which the cube is too coarse; nil where there is none.
  var tailRange: Range<Timestamp>? {
    guard let end, let start = cubeEnd, start < end else { return nil }
    return start..<end
  }

  /// The part of the comparison's running bucket for which the cube is too coarse; nil where there is none.
  var elapsedRange: Range<Timestamp>? {
    guard let cut, let start = cubeCut, start < cut else { return nil }
    return start..<cut
  }

  /// `edges`, cut at the end of the cube's part.
  var countedEdges: [Timestamp] {
    guard let cubeEnd else { return edges }
    return edges.map { min($0, cubeEnd) }
  }

  private static func cut(in previous: [Timestamp], beside edges: [Timestamp], now: Timestamp) -> Timestamp {
    guard now >= edges[0] else { return previous[0] }
    let partial = edges.partitioningIndex { $0 > now } - 1
    guard partial < edges.count - 1, partial < previous.count - 1 else { return previous[previous.count - 1] }
    let elapsed = (now.milliseconds - edges[partial].milliseconds) / 1000 * 1000
    return min(previous[partial] + .milliseconds(elapsed), previous[partial + 1])
  }

  private static func bucket(
    for query: FigureQuery, _ range: Range<Timestamp>, calendar: ReportingCalendar, state: StoreState,
    coarserThan: BucketSize?
  ) -> BucketSize {
    let finest = BucketSize.fitting(range, atMost: query.bucket == nil ? query.columns : FigureQuery.maxBuckets)
    var bucket = max(query.bucket ?? finest, finest)
    if let coarserThan, bucket <= coarserThan { bucket = .ladder.first { $0 > coarserThan } ?? .year }
    guard query.bucket == nil else { return bucket }
    // A coarser chart is better than counting raw sales, as long as enough buckets are left.
    let earliest = query.comparison.range(for: range, calendar: calendar)?.lowerBound ?? range.lowerBound
    let widest = calendar.nominalLength(of: range) / max(query.columns / 4, 8)
    while let kept = state.retainedFrom[bucket.level], earliest < kept,
      let coarser = BucketSize.ladder.first(where: { $0.level > bucket.level }), coarser.nominalLength <= widest
    {
      bucket = coarser
    }
    return bucket
  }
}

extension BucketSize {
  /// Edges of the range widened to buckets of `grain`. A range that ends with `now` ends with the running bucket.
  fileprivate func edges(
    covering range: Range<Timestamp>, grain: RollupLevel, now: Timestamp, calendar: ReportingCalendar
  ) -> [Timestamp] {
    let start = calendar.bucket(grain, containing: range.lowerBound).lowerBound
    let end = calendar.roundedUp(range.upperBound, to: grain)
    let stands = end < now || range.upperBound > now
    return edges(covering: start..<max(start, stands ? end : range.upperBound), calendar: calendar)
      .cut(to: start..<max(start, stands ? end : .distantFuture))
  }
}

extension [Timestamp] {
  /// Edges clamped to the range; those of an empty range stay whole.
  fileprivate func cut(to range: Range<Timestamp>) -> [Timestamp] {
    var edges = self
    guard edges.count > 1, !range.isEmpty else { return edges }
    edges[0] = Swift.max(edges[0], range.lowerBound)
    edges[edges.count - 1] = Swift.min(edges[edges.count - 1], range.upperBound)
    return edges
  }
}

extension StoreState {
  /// Time of the newest stored sale while the store is behind its log; nil while it is not.
  fileprivate var caughtUpTo: Timestamp? {
    guard let heartbeat, lag > heartbeat.lagThreshold else { return nil }
    return newestSale
  }
}

extension Comparison {
  /// Edges of the comparison's buckets, lined up by index with a period's: those of the period before, or each moved
  /// back by a day, a week or a year. Neighbours may be equal, an empty bucket, where the clock or the month is shorter
  /// there. `wanted` is the period's range before it was widened to whole buckets.
  func edges(
    beside edges: [Timestamp], _ bucket: BucketSize, _ level: RollupLevel, of period: Period,
    _ wanted: Range<Timestamp>, calendar: ReportingCalendar
  ) -> [Timestamp]? {
    switch self {
    case .none: return nil
    case .previous:
      // The last 7 days end with the running bucket, so they are longer than 7 days. Moved back by exactly 7 days, each
      // hour is compared with the same hour.
      if case .last(let span) = period.kind, (span.nominalLength / level.nominalLength).isWhole {
        return moved(edges, back: span, level, calendar)
      }
      if case .clockDays(let count) = CalendarShape(wanted, calendar: calendar) {
        return moved(edges, back: TimeSpan(count, .day), level, calendar)
      }
      let range = edges[0]..<edges[edges.count - 1]
      let shape = CalendarShape(range, calendar: calendar)
      let before = shape.shifted(range, by: -1, calendar: calendar)
      if shape.isWholeDays, bucket <= .day || bucket.unit == .month {
        return bucket.edges(covering: before, calendar: calendar).cut(to: before)
      }
      // The period before need not begin on a week or a year.
      switch shape {
      case .months(let count): return moved(edges, back: TimeSpan(count, .month), level, calendar)
      case .days(let count), .clockDays(let count):
        return moved(edges, back: TimeSpan(count, .day), level, calendar)
      case .clock: return onLevel(edges.map { $0 - (range.upperBound - range.lowerBound) }, level, calendar)
      }
    case .day: return moved(edges, back: TimeSpan(1, .day), level, calendar)
    case .week: return moved(edges, back: TimeSpan(1, .week), level, calendar)
    case .year: return moved(edges, back: TimeSpan(1, .year), level, calendar)
    }
  }

  private func moved(
    _ edges: [Timestamp], back span: TimeSpan, _ level: RollupLevel, _ calendar: ReportingCalendar
  ) -> [Timestamp] {
    onLevel(edges.map { calendar.adding(-span.count, span.unit, to: $0) }, level, calendar)
  }

  /// Moves the edges down to buckets of the level, in rising order, so that rollups add up to them.
  private func onLevel(
    _ edges: [Timestamp], _ level: RollupLevel, _ calendar: ReportingCalendar
  ) -> [Timestamp] {
    var last = Timestamp.distantPast
    return edges.map { edge in
      last = max(last, calendar.bucket(level, containing: edge).lowerBound)
      return last
    }
  }
}

extension RollupLevel {
  fileprivate var nominalLength: Duration {
    switch self {
    case .second: .seconds(1)
    case .minute: .minutes(1)
    case .hour: .hours(1)
    case .day: .days(1)
    }
  }
}

extension Double {
  fileprivate var isWhole: Bool { self == rounded() && self >= 1 }
}
