import SalesCore

/// The elapsed part of a bucket for which the cube is too coarse, exact to the second, from finer rollups.
struct PartialBucket: Sendable {
  /// Rollups by span. Spans are whole buckets of the next coarser level, so the coming seconds are loaded already.
  private var loaded: [RollupSpan: [Rollup]] = [:]
  private var stamps: [RollupSpan: ReadStamp] = [:]

  /// Names by number, as of the newest reading.
  private(set) var names: [String] = []

  /// The rollups that add up to `range`, which begins on a bucket of `level` and lies within it; nil where something
  /// has to be read first.
  func rollups(of range: Range<Timestamp>, within level: RollupLevel, calendar: ReportingCalendar) -> [Rollup]? {
    var found: [Rollup] = []
    for piece in Self.pieces(of: range, within: level, calendar: calendar) {
      guard let rollups = loaded[Self.whole(piece, calendar: calendar)] else { return nil }
      for rollup in rollups where piece.range.contains(rollup.bucket) { found.append(rollup) }
    }
    return found
  }

  /// Reads missing rollups, and with `refresh` those that may have changed. Drops those that are no longer needed.
  mutating func load(
    _ range: Range<Timestamp>, view: LoadedCube, now: Timestamp, refresh: Bool, from reader: any QueryReader
  ) async throws {
    let (level, calendar) = (view.cube.level, view.calendar)
    let wanted = Self.pieces(of: range, within: level, calendar: calendar).map { Self.whole($0, calendar: calendar) }
    loaded = loaded.filter { wanted.contains($0.key) }
    let stale = wanted.filter { span in
      guard loaded[span] != nil, let stamp = stamps[span] else { return true }
      return refresh && stamp.isStale(view.state, view.token, before: span.range.upperBound, now: now)
    }
    guard !stale.isEmpty else { return }
    let reading = try await RollupReading(stale, calendar: calendar, from: reader)
    if reading.names.count > names.count { names = reading.names }
    for span in stale {
      loaded[span] = reading.rollups.filter { $0.level == span.level && span.range.contains($0.bucket) }
      stamps[span] = ReadStamp(reading.state, reading.token, at: now)
    }
    stamps = stamps.filter { loaded[$0.key] != nil }
  }

  private static func pieces(
    of range: Range<Timestamp>, within level: RollupLevel, calendar: ReportingCalendar
  ) -> [RollupSpan] {
    guard !range.isEmpty, let finer = RollupLevel(rawValue: level.rawValue - 1) else { return [] }
    return calendar.cover(range, coarsest: finer)
  }

  /// The bucket of the next coarser level that holds a piece: minutes give their hour.
  private static func whole(_ piece: RollupSpan, calendar: ReportingCalendar) -> RollupSpan {
    let coarser = RollupLevel(rawValue: piece.level.rawValue + 1) ?? .day
    let first = calendar.bucket(coarser, containing: piece.range.lowerBound)
    return RollupSpan(level: piece.level, range: first.lowerBound..<max(first.upperBound, piece.range.upperBound))
  }
}
