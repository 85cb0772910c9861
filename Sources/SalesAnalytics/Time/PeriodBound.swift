import SalesCore

/// One end of a period.
enum PeriodBound: Hashable, Sendable {
  /// `now`, `now-1d`, `now/d`, `now-1d/d`: moved by a signed span, then rounded down as a start, up as an end.
  case now(moved: TimeSpan?, rounded: TimeUnit?)
  /// `2026-11-01`, `2026-11` or `2026`: its first instant as a start, the end of its last day as an end. The date is
  /// the first of the unit, which is `.day`, `.month` or `.year`.
  case date(CivilDate, TimeUnit)
  case instant(Timestamp)

  var isMoving: Bool {
    if case .now = self { true } else { false }
  }

  /// The range that the bound names when it stands alone: `now/d` is all of today.
  func span(now: Timestamp, calendar: ReportingCalendar) -> Range<Timestamp> {
    switch self {
    case .now(let moved, let rounded):
      let time = moved.map { calendar.adding($0.count, $0.unit, to: now) } ?? now
      guard let rounded, let size = BucketSize(1, rounded) else { return time..<time }
      return size.bucket(containing: time, calendar: calendar)
    case .date(let date, let unit):
      let end =
        switch unit {
        case .year: date.adding(months: 12)
        case .month: date.adding(months: 1)
        default: date.adding(days: 1)
        }
      return calendar.start(of: date)..<calendar.start(of: end)
    case .instant(let time):
      return time..<time
    }
  }

  var text: String {
    switch self {
    case .now(let moved, let rounded):
      let sign = moved.map { ($0.count < 0 ? "-" : "+") + TimeSpan(abs($0.count), $0.unit).text } ?? ""
      return "now" + sign + (rounded.map { "/" + $0.rawValue } ?? "")
    case .date(let date, .year): return String(date.text.prefix(4))
    case .date(let date, .month): return String(date.text.prefix(7))
    case .date(let date, _): return date.text
    case .instant(let time):
      let text = time.text
      return time.milliseconds % 1000 == 0 ? text.dropLast(5) + "Z" : text
    }
  }
}

extension PeriodBound {
  init(from scanner: inout PeriodScanner) throws(PeriodProblem) {
    if scanner.take("now") {
      self = try .moving(from: &scanner)
      return
    }
    let start = scanner.index
    let text = scanner.takeBound()
    if let bound = PeriodBound(fixed: text) {
      self = bound
    } else if text.isEmpty {
      throw scanner.problem("an end of the period is missing", at: start, instead: "write both, as in now-1h..now")
    } else if text.contains("T") || text.contains(":") {
      throw scanner.problem(
        "\(text) is not an instant", at: start, instead: "write it with its zone, as in 2026-11-01T09:30:00Z or …+01:00"
      )
    } else if text.contains("-") {
      throw scanner.problem("\(text) is not a date", at: start, instead: "write a day that exists, as in 2026-11-01")
    } else {
      throw scanner.problem("\(text) is not a time", at: start)
    }
  }

  private static func moving(from scanner: inout PeriodScanner) throws(PeriodProblem) -> PeriodBound {
    var moved: TimeSpan?
    if scanner.next == "-" || scanner.next == "+" {
      let sign: Int64 = scanner.take("-") ? -1 : 1
      if sign > 0 { _ = scanner.take("+") }
      let span = try scanner.span()
      moved = TimeSpan(sign * span.count, span.unit)
    }
    let rounded = scanner.take("/") ? try scanner.unit() : nil
    return .now(moved: moved, rounded: rounded)
  }

  /// Accepts years 1970 to 9999.
  private init?(fixed text: String) {
    if let time = Timestamp(rfc3339: text) {
      self = .instant(time)
      return
    }
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard (1...3).contains(parts.count), parts[0].count == 4, parts.dropFirst().allSatisfy({ $0.count == 2 }),
      parts.allSatisfy({ $0.allSatisfy { $0.isASCII && $0.isNumber } })
    else { return nil }
    let numbers = parts.compactMap { Int64($0) }
    guard numbers.count == parts.count, numbers[0] >= 1970,
      let date = CivilDate(
        year: numbers[0], month: numbers.count > 1 ? numbers[1] : 1, day: numbers.count > 2 ? numbers[2] : 1)
    else { return nil }
    self = .date(date, [.year, .month, .day][parts.count - 1])
  }
}
