import SalesCore

extension LoadedCube {
  /// Loads spans, which begin and end on buckets of the level.
  init(
    _ level: RollupLevel, _ spans: [Range<Timestamp>], calendar: ReportingCalendar, now: Timestamp,
    from reader: any QueryReader
  ) async throws {
    self.spans = spans
    self.calendar = calendar
    var reading = try await RollupReading(
      spans.map { RollupSpan(level: level, range: $0) }, calendar: calendar, from: reader)
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

  /// Polls the changes of the store. Returns false where the cube has to be loaded anew.
  mutating func update(now: Timestamp, from reader: any QueryReader) async throws -> Bool {
    let level = cube.level
    let poll = try await reader.poll(
      PollRequest(spans: spans.map { RollupSpan(level: level, range: $0) }, after: token))
    try Task.checkCancellation()
    state = poll.state
    guard poll.token.generation == token.generation, !poll.isComplete else { return false }
    // Where raw sales were counted, polled rollups may hold only what retention has left of a bucket.
    cube.replace(with: poll.rollups.filter { rollup in !recounted.contains { $0.range.contains(rollup.bucket) } })
    if poll.names.count > names.count { names = poll.names }
    token = poll.token
    try await recountAgain(now: now, from: reader)
    return true
  }

  /// Drops the buckets that the store no longer keeps, so that they are not counted from raw sales instead.
  mutating func trim(to state: StoreState) {
    for (index, span) in spans.enumerated() {
      guard let missing = state.missing(of: RollupSpan(level: cube.level, range: span)) else { continue }
      let start = calendar.roundedUp(missing.upperBound, to: cube.level)
      spans[index] = start..<max(start, span.upperBound)
      cube.replace(in: span.lowerBound..<start, with: [])
    }
  }

  /// Polls do not report late sales in buckets that are no longer kept, so these are counted again.
  private mutating func recountAgain(now: Timestamp, from reader: any QueryReader) async throws {
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

extension QueryPlan {
  /// `needed`, extended into the future for a live period, so that a sliding view needs no new load for a while: by an
  /// eighth of its length, or `ahead` where that is more, in whole buckets of the level.
  func spansWithRoom(ahead: Duration = .zero) -> [Range<Timestamp>] {
    guard query.period.isLive else { return needed }
    var spans: [Range<Timestamp>] = []
    for span in needed {
      let room = max(span.length / 8, bucket.nominalLength * 2, ahead)
      let end = calendar.bucket(level, containing: span.upperBound + room).upperBound
      if let last = spans.last, last.upperBound >= span.lowerBound {
        spans[spans.count - 1] = last.lowerBound..<end
      } else {
        spans.append(span.lowerBound..<end)
      }
    }
    return spans
  }
}

extension Range<Timestamp> {
  var length: Duration { upperBound - lowerBound }
}

extension ReportingCalendar {
  /// The first start of a bucket at or after `time`.
  func roundedUp(_ time: Timestamp, to level: RollupLevel) -> Timestamp {
    let bucket = bucket(level, containing: time)
    return bucket.lowerBound == time ? time : bucket.upperBound
  }
}
