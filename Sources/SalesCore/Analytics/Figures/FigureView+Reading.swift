extension FigureView {
  /// Loads the plan's spans, and where the period is live a part of the future, so that a view that slides needs no new load for a while.
  init(_ plan: FigurePlan, now: Timestamp, from reader: any SalesReader) async throws {
    let level = plan.bucket.level
    spans = plan.spansWithRoom
    var reading = try await RollupReading(
      spans.map { RollupSpan(level: level, range: $0) }, calendar: plan.calendar, from: reader)
    calendar = plan.calendar
    cube = Cube(level: level)
    var rollups: [Rollup] = []
    swap(&rollups, &reading.rollups)
    cube.replace(with: consume rollups)
    names = reading.names
    token = reading.token
    state = reading.state
    recounted = reading.recounted
    recountedAt = ReadStamp(reading.state, reading.token, at: now)
  }

  /// Brings the view up to the store's present state; false where it has to be loaded anew.
  mutating func update(now: Timestamp, from reader: any SalesReader) async throws -> Bool {
    let level = cube.level
    let poll = try await reader.poll(
      PollRequest(spans: spans.map { RollupSpan(level: level, range: $0) }, after: token))
    try Task.checkCancellation()
    state = poll.state
    guard poll.token.generation == token.generation, !poll.isComplete else { return false }
    // Where raw sales were counted, rollups are of no use: they may be what retention has left of a bucket.
    cube.replace(with: poll.rollups.filter { rollup in !recounted.contains { $0.range.contains(rollup.bucket) } })
    if poll.names.count > names.count { names = poll.names }
    token = poll.token
    try await recountAgain(now: now, from: reader)
    return true
  }

  /// Polls see no late sale in what is no longer kept.
  private mutating func recountAgain(now: Timestamp, from reader: any SalesReader) async throws {
    let missing = spans.compactMap { state.missing(of: RollupSpan(level: cube.level, range: $0)) }
    guard let end = missing.map(\.upperBound).max(),
      recountedAt.isStale(state, token, before: end, now: now)
    else { return }
    recounted = []
    for range in missing {
      let counted = try await RecountedRollups(
        RollupSpan(level: cube.level, range: range), state: state, calendar: calendar, from: reader)
      cube.replace(in: range, with: counted.rollups)
      if counted.names.count > names.count { names = counted.names }
      recounted.append(RollupSpan(level: cube.level, range: range))
    }
    recountedAt = ReadStamp(state, token, at: now)
  }
}

extension FigurePlan {
  /// `needed`, with an eighth of its length more at the end where the end moves; whole buckets of the level.
  fileprivate var spansWithRoom: [Range<Timestamp>] {
    guard query.period.isLive else { return needed }
    var spans: [Range<Timestamp>] = []
    for span in needed {
      let length = span.upperBound.milliseconds - span.lowerBound.milliseconds
      let room = Duration.milliseconds(max(length / 8, 2 * bucket.nominalLength.wholeMilliseconds))
      let end = calendar.bucket(bucket.level, containing: span.upperBound + room).upperBound
      if let last = spans.last, last.upperBound >= span.lowerBound {
        spans[spans.count - 1] = last.lowerBound..<end
      } else {
        spans.append(span.lowerBound..<end)
      }
    }
    return spans
  }
}
