package import SalesCore

/// Totals of the stored sales by window, region and product, for `salestop query`.
///
///     let query = WindowQuery(window: try Window(parsing: "tumbling:1h"), by: [.region], period: .today)
///     for row in try await query.run(reader: store, now: clock.now) { print(row.region ?? "", row.totals.sales) }
package struct WindowQuery: Hashable, Sendable {
  package enum Column: String, CaseIterable, Sendable {
    case region
    case product
  }

  package var window: Window
  /// The columns by which rows are grouped, besides the window. The default is none.
  package var by: Set<Column>
  /// Widened to whole windows for tumbling and sliding ones, to whole seconds for a single window; exact for sessions.
  package var period: Period
  package var filter: SaleFilter

  package init(window: Window, by: Set<Column> = [], period: Period = .all, filter: SaleFilter = SaleFilter()) {
    self.window = window
    self.by = by
    self.period = period
    self.filter = filter
  }

  /// Windows with sales, by start, region, product. A sliding window at an end of the period counts only the period's
  /// sales. Rollups are used as far as they are kept, raw sales beyond. Throws the reader's errors and
  /// `CancellationError`.
  package func run(reader: any QueryReader, now: Timestamp) async throws -> [WindowRow] {
    let calendar = ReportingCalendar(of: try await reader.settings())
    let state = try await reader.poll(PollRequest(spans: [])).state
    // An empty store has no windows, however long the period.
    guard let extent = state.extent else { return [] }
    let range = period.range(now: now, calendar: calendar, all: extent)
    guard range.overlaps(extent) else { return [] }
    switch window {
    case .session(let gap):
      return try await SessionWindows(gap: gap, by: by).rows(of: range, filter, from: reader)
    case .whole:
      return try await RollupWindows(self, whole: range, extent: extent, calendar: calendar).rows(from: reader)
    case .tumbling(let grid):
      let bounds = grid.snap(range.clamped(to: extent), calendar: calendar)
      return try await RollupWindows(self, over: bounds, level: grid.level, calendar: calendar) { part in
        let edges = grid.edges(covering: part, calendar: calendar)
        return zip(edges, edges.dropFirst()).map { SlidingWindow(start: $0, end: $1, counted: $0..<$1) }
      }.rows(from: reader)
    case .sliding(let length, let step):
      let bounds = step.snap(range.clamped(to: extent), calendar: calendar)
      let level = min(step.level, length.level)
      return try await RollupWindows(self, over: bounds, level: level, calendar: calendar) { part in
        step.windows(over: part, of: bounds, length: length, calendar: calendar)
      }.rows(from: reader)
    }
  }
}

extension WindowGrid {
  func snap(_ range: Range<Timestamp>, calendar: ReportingCalendar) -> Range<Timestamp> {
    let first = edges(covering: range.lowerBound..<range.lowerBound, calendar: calendar)[0]
    let last = edges(covering: range.upperBound - .milliseconds(1)..<range.upperBound, calendar: calendar)
    return first..<last[last.count - 1]
  }

  /// The windows of the grid that overlap a part of the bounds. Only sales inside the bounds count.
  func windows(
    over part: Range<Timestamp>, of bounds: Range<Timestamp>, length: TimeSpan, calendar: ReportingCalendar
  ) -> [SlidingWindow] {
    let before = calendar.adding(-length.count, length.unit, to: part.lowerBound) - .days(1)
    return edges(covering: before..<part.upperBound, calendar: calendar).dropLast().compactMap { start in
      let end = calendar.adding(length.count, length.unit, to: start)
      let counted = (start..<max(start, end)).clamped(to: bounds)
      return counted.overlaps(part) ? SlidingWindow(start: start, end: end, counted: counted) : nil
    }
  }
}

extension TimeSpan {
  /// Level of the rollups that add up to a window this long, where it begins on one of them.
  var level: RollupLevel {
    switch unit {
    case .second: count % 60 == 0 ? .minute : .second
    case .minute: .minute
    case .hour: .hour
    case .day, .week, .month, .year: .day
    }
  }
}
