import SalesCore

/// A window, and the part of it that is counted.
struct SlidingWindow: Hashable {
  var start: Timestamp
  var end: Timestamp
  var counted: Range<Timestamp>
}

/// Adds rollups up into windows. It reads the period in pieces, so that memory grows with the result and not with the
/// period.
struct RollupWindows {
  private struct Key: Hashable {
    var start: Timestamp
    var end: Timestamp
    var region: NameID
    var product: NameID
  }

  let query: WindowQuery
  let calendar: ReportingCalendar
  /// The rollups to read, in pieces.
  private let spans: [RollupSpan]
  /// The windows that count a part of a range, ordered by start.
  private let windows: (Range<Timestamp>) -> [SlidingWindow]

  /// Number of buckets in a piece.
  private static let chunk: Int64 = 10_000

  /// `range` must begin and end on rollups of `level`.
  init(
    _ query: WindowQuery, over range: Range<Timestamp>, level: RollupLevel, calendar: ReportingCalendar,
    windows: @escaping (Range<Timestamp>) -> [SlidingWindow]
  ) {
    self.query = query
    self.calendar = calendar
    self.windows = windows
    spans = Self.chunks(RollupSpan(level: level, range: range), calendar)
  }

  /// A single window, exact to the second.
  init(
    _ query: WindowQuery, whole range: Range<Timestamp>, extent: Range<Timestamp>, calendar: ReportingCalendar
  ) {
    self.query = query
    self.calendar = calendar
    let all = SlidingWindow(
      start: range.lowerBound, end: range.upperBound, counted: .distantPast..<Timestamp.distantFuture)
    windows = { _ in [all] }
    // Where the period extends beyond the sales, whole days suffice.
    let first = calendar.bucket(.day, containing: extent.lowerBound).lowerBound
    let last = calendar.bucket(.day, containing: extent.upperBound - .milliseconds(1)).upperBound
    let start = range.lowerBound <= extent.lowerBound ? first : range.lowerBound
    let end = range.upperBound >= extent.upperBound ? last : range.upperBound
    spans = calendar.cover(start..<end).flatMap { Self.chunks($0, calendar) }
  }

  func rows(from reader: any QueryReader) async throws -> [WindowRow] {
    var sums: [Key: Totals] = [:]
    var names: [String] = []
    for span in spans {
      let reading = try await RollupReading([span], calendar: calendar, from: reader)
      if reading.names.count > names.count { names = reading.names }
      add(reading.rollups, names, windows(span.range), to: &sums)
    }
    return sums.map { key, totals in
      WindowRow(
        start: key.start, end: key.end, region: names[safe: key.region], product: names[safe: key.product],
        totals: totals)
    }.sorted { $0.precedes($1) }
  }

  private func add(_ rollups: [Rollup], _ names: [String], _ windows: [SlidingWindow], to sums: inout [Key: Totals]) {
    let admitsRegion = names.map { query.filter.admits(region: $0) }
    let admitsProduct = names.map { query.filter.admits(product: $0) }
    for rollup in rollups {
      let first = windows.partitioningIndex { $0.counted.upperBound > rollup.bucket }
      let end = windows.partitioningIndex { $0.counted.lowerBound > rollup.bucket }
      let holding = windows[first..<max(first, end)]
      for cell in rollup.cells
      where admitsRegion[safe: cell.region] ?? false && admitsProduct[safe: cell.product] ?? false {
        for window in holding {
          let key = Key(
            start: window.start, end: window.end, region: query.by.contains(.region) ? cell.region : -1,
            product: query.by.contains(.product) ? cell.product : -1)
          sums[key, default: .zero].add(cell)
        }
      }
    }
  }

  private static func chunks(_ span: RollupSpan, _ calendar: ReportingCalendar) -> [RollupSpan] {
    let length: Int64 =
      switch span.level {
      case .second: 1000
      case .minute: 60_000
      case .hour: 3_600_000
      case .day: 86_400_000
      }
    var chunks: [RollupSpan] = []
    var start = span.range.lowerBound
    while start < span.range.upperBound {
      let middle = calendar.bucket(span.level, containing: start + .milliseconds(length * chunk)).lowerBound
      let end = min(max(middle, start + .milliseconds(1)), span.range.upperBound)
      chunks.append(RollupSpan(level: span.level, range: start..<end))
      start = end
    }
    return chunks
  }
}

extension Array {
  /// Nil for a number without a name in the list.
  fileprivate subscript(safe id: NameID) -> Element? {
    indices.contains(Int(id)) ? self[Int(id)] : nil
  }
}
