/// What a query means at one moment: its buckets, those of its comparison, and what must be loaded to answer it.
struct FigurePlan {
  let query: FigureQuery
  let asOf: Timestamp
  let calendar: ReportingCalendar
  /// Of the period itself, whatever it is snapped to.
  let length: Duration
  let bucket: BucketSize
  /// Snapped outward.
  let edges: [Timestamp]
  let partial: Int?
  /// By index beside `edges`; may hold more or fewer buckets.
  let previousEdges: [Timestamp]?
  /// Sales from here on do not count; on a whole second. Nil where all of them do.
  let end: Timestamp?
  /// The moment in the comparison up to which as much time has passed as of the range; on a whole second.
  let cut: Timestamp?

  init(
    _ query: FigureQuery, now: Timestamp, calendar: ReportingCalendar, state: StoreState, coarserThan: BucketSize? = nil
  ) {
    self.query = query
    asOf = now
    self.calendar = calendar
    let extent = state.extent
    let wanted = query.period.range(now: now, calendar: calendar, all: extent)
    length = wanted.upperBound - wanted.lowerBound
    bucket = Self.bucket(
      for: query, wanted, calendar: calendar, state: state, coarserThan: coarserThan)
    edges = bucket.edges(covering: wanted, calendar: calendar)
    let index = edges.partitioningIndex { $0 > now } - 1
    end = query.endsAtNow ? calendar.bucket(.second, containing: now).lowerBound : nil
    partial = index >= 0 && index < edges.count - 1 ? index : nil
    // Nothing lies before everything.
    let hasComparison = query.comparison != .none && !(query.period == .all && query.comparison == .previous)
    let previous =
      hasComparison ? query.comparison.edges(beside: edges, bucket, of: query.period, calendar: calendar) : nil
    previousEdges = previous
    if let previous {
      cut = Self.cut(in: previous, beside: edges, now: min(now, query.knownUntil ?? now))
    } else {
      cut = nil
    }
  }

  /// What a coarser level must be coarser than; nil for the coarsest level.
  var coarsestOfLevel: BucketSize? {
    bucket.level == .day ? nil : BucketSize.ladder.last { $0.level == bucket.level }
  }

  var range: Range<Timestamp> { edges[0]..<edges[edges.count - 1] }

  var previousRange: Range<Timestamp>? {
    previousEdges.map { $0[0]..<$0[$0.count - 1] }
  }

  /// The spans the figures are added up from: one where the comparison touches the range, else two.
  var needed: [Range<Timestamp>] {
    guard let previous = previousRange, !previous.isEmpty else { return [range] }
    if previous.upperBound < range.lowerBound { return [previous, range] }
    return [min(previous.lowerBound, range.lowerBound)..<max(previous.upperBound, range.upperBound)]
  }

  /// `cut` without what the cube's own buckets cannot tell apart: up to there the cube answers, from there to `cut` finer rollups do.
  var cubeCut: Timestamp? {
    guard let cut, let previous = previousRange else { return nil }
    guard cut < previous.upperBound else { return cut }
    return max(calendar.bucket(bucket.level, containing: cut).lowerBound, previous.lowerBound)
  }

  /// Up to where the cube answers where not all of the range counts: from there to `end` finer rollups do.
  var cubeEnd: Timestamp? {
    guard let end, end < range.upperBound else { return nil }
    return max(calendar.bucket(bucket.level, containing: end).lowerBound, range.lowerBound)
  }

  /// What of the bucket that holds `end` the cube is too coarse for; nil where nothing is.
  var tailRange: Range<Timestamp>? {
    guard let end, let start = cubeEnd, start < end else { return nil }
    return start..<end
  }

  /// What of the comparison's partial bucket the cube is too coarse for; nil where nothing is.
  var elapsedRange: Range<Timestamp>? {
    guard let cut, let start = cubeCut, start < cut else { return nil }
    return start..<cut
  }

  /// `edges`, none beyond what the cube may count.
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
    // Rather a coarser chart than a recount of raw sales, as long as it is still a chart.
    let earliest = query.comparison.range(for: range, calendar: calendar)?.lowerBound ?? range.lowerBound
    let widest = (range.upperBound - range.lowerBound) / max(query.columns / 4, 8)
    while let kept = state.retainedFrom[bucket.level], earliest < kept,
      let coarser = BucketSize.ladder.first(where: { $0.level > bucket.level }), coarser.nominalLength <= widest
    {
      bucket = coarser
    }
    return bucket
  }
}

extension Comparison {
  /// The comparison's buckets for the buckets of a period, so that they line up by index: the n before it, or each moved back by a day, a week or
  /// a year. Neighbours may be equal (an empty bucket) where the clock or the month is shorter there.
  func edges(
    beside edges: [Timestamp], _ bucket: BucketSize, of period: Period, calendar: ReportingCalendar
  ) -> [Timestamp]? {
    let range = edges[0]..<edges[edges.count - 1]
    switch self {
    case .none: return nil
    case .previous:
      // The last 7 days, snapped outward, are a bucket more than 7 days; held against the 7 days before, each hour must
      // meet the same hour.
      if case .last(let span) = period.kind, (span.nominalLength / bucket.nominalLength).isWhole {
        return moved(edges, back: span, bucket, calendar)
      }
      let shape = CalendarShape(range, calendar: calendar)
      if shape != .clock, bucket <= .day || bucket.unit == .month {
        return bucket.edges(covering: shape.shifted(range, by: -1, calendar: calendar), calendar: calendar)
      }
      let count = edges.count - 1
      let length = bucket.nominalLength * (count + 2) + .days(2)
      let before = bucket.edges(covering: (range.lowerBound - length)..<range.lowerBound, calendar: calendar)
      return Array(before.suffix(count + 1))
    case .day: return moved(edges, back: TimeSpan(1, .day), bucket, calendar)
    case .week: return moved(edges, back: TimeSpan(1, .week), bucket, calendar)
    case .year: return moved(edges, back: TimeSpan(1, .year), bucket, calendar)
    }
  }

  private func moved(
    _ edges: [Timestamp], back span: TimeSpan, _ bucket: BucketSize, _ calendar: ReportingCalendar
  ) -> [Timestamp] {
    var last = Timestamp.distantPast
    return edges.map { edge in
      let moved = calendar.adding(-span.count, span.unit, to: edge)
      // On a bucket of the level, so that it can be added up.
      last = max(last, calendar.bucket(bucket.level, containing: moved).lowerBound)
      return last
    }
  }
}

extension Double {
  fileprivate var isWhole: Bool { self == rounded() && self >= 1 }
}
