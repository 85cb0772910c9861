import Foundation
package import SalesCore

/// Windows over the stored sales, for `salestop query`.
package struct WindowQuery: Hashable, Sendable {
  package enum Column: String, CaseIterable, Sendable {
    case region
    case product
  }

  package var window: Window
  /// What rows are parted by, besides the window.
  package var by: Set<Column>
  /// Of tumbling and sliding windows snapped outward to their edges; else to the second or, of sessions, exact.
  package var period: Period
  package var filter: SaleFilter

  package init(window: Window, by: Set<Column> = [], period: Period = .all, filter: SaleFilter = SaleFilter()) {
    self.window = window
    self.by = by
    self.period = period
    self.filter = filter
  }

  /// Windows that hold sales, by start, region, product. A sliding window at an end of the period counts the period's
  /// sales only. Kept rollups are used as far as they reach, raw sales beyond. Throws what the reader throws, and
  /// `CancellationError`.
  package func run(reader: any QueryReader, now: Timestamp) async throws -> [WindowRow] {
    let settings = try await reader.settings()
    let calendar = ReportingCalendar(timeZone: TimeZone(identifier: settings.timeZone) ?? .gmt)
    let state = try await reader.poll(PollRequest(spans: [])).state
    // Without sales there is nothing to list, however long the period.
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

  /// Every window of the grid that overlaps a part of the bounds; what it counts is cut to the bounds.
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
  /// The rollups that a window this long is added up from, where it begins on one of them.
  var level: RollupLevel {
    switch unit {
    case .second: count % 60 == 0 ? .minute : .second
    case .minute: .minute
    case .hour: .hour
    case .day, .week, .month, .year: .day
    }
  }
}
