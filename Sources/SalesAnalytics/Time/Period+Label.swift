package import SalesCore

extension Period {
  /// The name on the screen, with instants in UTC: "Last 1h", "Today", "2026-11-01 – 2026-11-07", "All".
  package var label: String { label(calendar: .utc) }

  /// The name on the screen, with instants on the local clock.
  package func label(calendar: ReportingCalendar) -> String {
    switch kind {
    case .all: "All"
    case .last(let span): "Last \(span.text)"
    case .whole(let bound): bound.label(calendar: calendar)
    case .between(.now(nil, let unit?), .now(nil, nil)): unit == .day ? "Today so far" : "This \(unit.name) so far"
    case .between(.instant(let start), .instant(let end)): Self.label(start..<end, calendar: calendar)
    case .between(let first, let last): "\(first.label(calendar: calendar)) – \(last.label(calendar: calendar))"
    }
  }

  /// `label` with spans in words: "Last 7 days", "Last hour".
  package func spelled(calendar: ReportingCalendar) -> String {
    guard case .last(let span) = kind else { return label(calendar: calendar) }
    return span.count == 1 ? "Last \(span.unit.name)" : "Last \(span.count) \(span.unit.name)s"
  }

  /// A range of instants on the local clock, each part as short as possible: `2026-11-01 13:00 – 14:00`.
  package static func label(_ range: Range<Timestamp>, calendar: ReportingCalendar) -> String {
    let start = LocalText(range.lowerBound, calendar: calendar)
    let end = LocalText(range.upperBound, calendar: calendar)
    if start.isMidnight, end.isMidnight {
      let last = calendar.date(at: range.upperBound - .milliseconds(1)).text
      return start.date == last ? last : "\(start.date) – \(last)"
    }
    return "\(start.date) \(start.clock) – " + (start.date == end.date ? end.clock : "\(end.date) \(end.clock)")
  }
}

extension PeriodBound {
  func label(calendar: ReportingCalendar) -> String {
    switch self {
    case .now(nil, .day?): "Today"
    case .now(let moved?, .day?) where moved == TimeSpan(-1, .day): "Yesterday"
    case .now(nil, let unit?): "This \(unit.name)"
    case .now(let moved?, let unit?) where moved == TimeSpan(-1, unit): "Last \(unit.name)"
    case .now, .date: text
    case .instant(let time): LocalText(time, calendar: calendar).full
    }
  }
}

/// An instant on the local clock.
struct LocalText {
  let date: String
  /// `13:00`, with seconds and milliseconds only where they are not zero.
  let clock: String
  let isMidnight: Bool

  init(_ time: Timestamp, calendar: ReportingCalendar) {
    let local = calendar.local(time)
    let text = local.text
    let inDay = local.milliseconds - local.milliseconds.floorDivided(by: 86_400_000) * 86_400_000
    date = String(text.prefix(10))
    let length = inDay % 60_000 == 0 ? 5 : inDay % 1000 == 0 ? 8 : 12
    clock = String(text.dropFirst(11).prefix(length))
    isMidnight = inDay == 0
  }

  var full: String { "\(date) \(clock)" }
}
