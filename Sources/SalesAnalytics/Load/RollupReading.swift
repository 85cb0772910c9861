package import SalesCore

/// Reads spans whole: from kept rollups, and from raw sales where the level's rollups do not reach back far enough.
struct RollupReading {
  var token: PollToken
  var names: [String]
  var state: StoreState
  /// Kept rollups and rollups counted from raw sales.
  var rollups: [Rollup]
  var recounted: [RollupSpan]

  init(_ spans: [RollupSpan], calendar: ReportingCalendar, from reader: any QueryReader) async throws {
    let poll = try await reader.poll(PollRequest(spans: spans))
    try Task.checkCancellation()
    token = poll.token
    names = poll.names
    state = poll.state
    recounted = []
    // A bucket before the retained ones may be there in part, so it is counted from raw sales instead.
    let retained = poll.state.retainedFrom
    rollups = poll.rollups.filter { $0.bucket >= retained[$0.level] ?? .distantPast }
    for span in spans {
      guard let missing = poll.state.missing(of: span) else { continue }
      let counted = try await RecountedRollups(
        RollupSpan(level: span.level, range: missing), state: state, calendar: calendar, from: reader)
      recounted.append(RollupSpan(level: span.level, range: missing))
      rollups += counted.rollups
      if counted.names.count > names.count { names = counted.names }
    }
  }
}

extension RecountedRollups {
  /// Counts a long span in pieces, which bounds memory and lets a cancelled call end soon. The span begins and ends on
  /// buckets of its level.
  init(
    _ span: RollupSpan, state: StoreState, calendar: ReportingCalendar, from reader: any QueryReader
  ) async throws {
    self.init(names: [], rollups: [])
    let length: Duration = span.level == .second ? .hours(1) : .days(2)
    var start = span.range.lowerBound
    while start < span.range.upperBound {
      let end = min(calendar.bucket(span.level, containing: start + length).lowerBound, span.range.upperBound)
      if let extent = state.extent, extent.overlaps(start..<end) {
        let counted = try await reader.recount(span.level, in: start..<end)
        try Task.checkCancellation()
        names = counted.names
        rollups += counted.rollups.filter { span.range.contains($0.bucket) }
      }
      start = end
    }
  }
}

extension StoreState {
  /// The part of a span that the level's rollups do not cover and that may hold sales; nil where there is none.
  func missing(of span: RollupSpan) -> Range<Timestamp>? {
    guard let retained = retainedFrom[span.level], span.range.lowerBound < retained,
      let oldest = oldestSale, oldest < min(retained, span.range.upperBound)
    else { return nil }
    return span.range.lowerBound..<min(span.range.upperBound, retained)
  }

  /// From the oldest stored sale to just after the newest; nil in an empty store.
  package var extent: Range<Timestamp>? {
    guard let oldestSale, let newestSale, oldestSale <= newestSale else { return nil }
    return oldestSale..<newestSale + .milliseconds(1)
  }
}

extension ReportingCalendar {
  /// Rollup buckets that add up to the range, widened to whole seconds: days inside, and hours, minutes and seconds at
  /// its ends. In order of time; no level is coarser than `coarsest`.
  func cover(_ range: Range<Timestamp>, coarsest: RollupLevel = .day) -> [RollupSpan] {
    let seconds = bucket(.second, containing: range.lowerBound)
    let last = bucket(.second, containing: range.upperBound - .milliseconds(1))
    return cover(whole: seconds.lowerBound..<max(last.upperBound, seconds.lowerBound), level: coarsest)
  }

  private func cover(whole range: Range<Timestamp>, level: RollupLevel) -> [RollupSpan] {
    guard !range.isEmpty else { return [] }
    guard let finer = RollupLevel(rawValue: level.rawValue - 1) else { return [RollupSpan(level: level, range: range)] }
    let first = bucket(level, containing: range.lowerBound)
    let start = first.lowerBound == range.lowerBound ? range.lowerBound : first.upperBound
    let end = bucket(level, containing: range.upperBound).lowerBound
    guard start < end else { return cover(whole: range, level: finer) }
    return cover(whole: range.lowerBound..<start, level: finer)
      + [RollupSpan(level: level, range: start..<end)]
      + cover(whole: end..<range.upperBound, level: finer)
  }
}
