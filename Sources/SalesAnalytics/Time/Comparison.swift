package import SalesCore

/// The range that figures are compared with.
package enum Comparison: String, CaseIterable, Sendable {
  /// The range just before, of the same length: as many days or months for whole days or months.
  case previous
  case day
  case week
  case year
  case none

  /// The compared range; nil for `.none`.
  package func range(for range: Range<Timestamp>, calendar: ReportingCalendar) -> Range<Timestamp>? {
    switch self {
    case .previous: CalendarShape(range, calendar: calendar).shifted(range, by: -1, calendar: calendar)
    case .day: moved(range, .day, calendar)
    case .week: moved(range, .week, calendar)
    case .year: moved(range, .year, calendar)
    case .none: nil
    }
  }

  private func moved(_ range: Range<Timestamp>, _ unit: TimeUnit, _ calendar: ReportingCalendar) -> Range<Timestamp> {
    let start = calendar.adding(-1, unit, to: range.lowerBound)
    return start..<max(calendar.adding(-1, unit, to: range.upperBound), start)
  }

  /// A label such as "vs prev 1h", "vs yesterday", "vs week before".
  package func label(for period: Period) -> String {
    switch (self, period.kind) {
    case (.none, _): "no comparison"
    case (.day, _): "vs day before"
    case (.week, _): "vs week before"
    case (.year, _): "vs year before"
    case (.previous, .last(let span)): "vs prev \(span.count == 1 ? span.unit.name : span.text)"
    case (.previous, .whole(.now(nil, .day?))), (.previous, .between(.now(nil, .day?), .now(nil, nil))): "vs yesterday"
    case (.previous, .whole(.now(_, let unit?))): "vs \(unit.name) before"
    case (.previous, .whole(.date(_, let unit))): "vs \(unit.name) before"
    case (.previous, _): "vs prev period"
    }
  }
}
