package import SalesCore

/// The time range of a view, as it is typed, in Grafana's grammar.
///
/// `15m` (the last 15 minutes), `now-1h..now`, `now/d` (today), `now-1d/d` (yesterday), `2026-11-01..2026-11-07` (days
/// inclusive), `2026-11-01`, `2026-11`, `2026`, RFC 3339 instants (an end is exclusive), `all`.
///
///     let period = try Period(parsing: "now-1d/d")
///     period.label                                     // "Yesterday"
///     let range = period.range(now: now, calendar: calendar, all: state.extent)
///     let before = period.shifted(by: -1, now: now, calendar: calendar, all: state.extent)
package struct Period: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    case all
    case last(TimeSpan)
    case whole(PeriodBound)
    case between(PeriodBound, PeriodBound)
  }

  let kind: Kind

  init(_ kind: Kind) {
    // `now-15m..now` becomes `15m`, so that one period has one text.
    if case .between(.now(let moved?, nil), .now(nil, nil)) = kind, moved.count < 0 {
      self.kind = .last(TimeSpan(-moved.count, moved.unit))
    } else if case .between(let first, let last) = kind, first == last, first.isWhole {
      self.kind = .whole(first)
    } else {
      self.kind = kind
    }
  }

  package static let all = Period(.all)
  package static let today = this(.day)

  /// The calendar unit that holds now, such as this week.
  static func this(_ unit: TimeUnit) -> Period { Period(.whole(.now(moved: nil, rounded: unit))) }

  /// The calendar unit before: yesterday, last week.
  static func before(_ unit: TimeUnit) -> Period {
    Period(.whole(.now(moved: TimeSpan(-1, unit), rounded: unit)))
  }

  package static func last(_ count: Int64, _ unit: TimeUnit) -> Period {
    Period(.last(TimeSpan(max(1, count), unit)))
  }

  /// From instant to instant; the end is exclusive.
  package static func absolute(_ range: Range<Timestamp>) -> Period {
    Period(.between(.instant(range.lowerBound), .instant(max(range.upperBound, range.lowerBound + .milliseconds(1)))))
  }

  /// From day to day, both included, in the reporting time zone.
  package static func days(_ first: CivilDate, _ last: CivilDate) -> Period {
    Period(.between(.date(first, .day), .date(last, .day)))
  }

  /// The periods in the picker, shortest first.
  package static let presets: [Period] = [
    .last(5, .minute), .last(15, .minute), .last(1, .hour), .last(6, .hour), .last(24, .hour), .today, .before(.day),
    .last(7, .day), .this(.week), .before(.week), .last(30, .day), .this(.month), .before(.month), .last(90, .day),
    .last(1, .year), .this(.year), .all,
  ]

  /// The periods offered where there is little room.
  package static let shortPresets = presets.filter { period in
    if case .whole = period.kind { period == .today } else { true }
  }

  /// The text that `init(parsing:)` reads as the same period.
  package var text: String {
    switch kind {
    case .all: "all"
    case .last(let span): span.text
    case .whole(let bound): bound.text
    case .between(let start, let end): "\(start.text)..\(end.text)"
    }
  }

  /// True where its end moves with now or with the newest sale.
  package var isLive: Bool {
    switch kind {
    case .all, .last: true
    case .whole(let bound), .between(_, let bound): bound.isMoving
    }
  }

  /// The range at `now`, not yet widened to buckets; never empty. `all` is the extent of the stored sales, nil for an
  /// empty store: then `.all` is the last hour.
  package func range(now: Timestamp, calendar: ReportingCalendar, all: Range<Timestamp>?) -> Range<Timestamp> {
    let range: (start: Timestamp, end: Timestamp)
    switch kind {
    case .all:
      range = all.map { ($0.lowerBound, $0.upperBound) } ?? (now - .hours(1), now)
    case .last(let span):
      range = (calendar.adding(-span.count, span.unit, to: now), now)
    case .whole(let bound):
      let span = bound.span(now: now, calendar: calendar)
      range = (span.lowerBound, span.upperBound)
    case .between(let first, let last):
      range = (
        first.span(now: now, calendar: calendar).lowerBound, last.span(now: now, calendar: calendar).upperBound
      )
    }
    // A live and a fixed end can pass each other: then the start decides.
    return range.start..<max(range.end, range.start + .milliseconds(1))
  }
}

extension PeriodBound {
  /// True where it names a range, such as a day, and not an instant.
  var isWhole: Bool {
    switch self {
    case .now(_, let rounded): rounded != nil
    case .date: true
    case .instant: false
    }
  }
}
