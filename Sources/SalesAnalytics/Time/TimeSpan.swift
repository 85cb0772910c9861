/// A number of seconds, minutes … years: `15m`, `7d`. Days and longer are counted on the local calendar.
package struct TimeSpan: Hashable, Sendable {
  package let count: Int64
  package let unit: TimeUnit

  package init(_ count: Int64, _ unit: TimeUnit) {
    self.count = count
    self.unit = unit
  }

  package var text: String { "\(count)\(unit.rawValue)" }

  package var nominalLength: Duration { .seconds(count * unit.nominalSeconds) }

  /// The longest span, in seconds. No question needs more, and arithmetic stays far from overflow.
  static let longest: Int64 = 200 * 31_556_952
}

extension TimeSpan {
  /// Reads `90s`, `5m`, `12h`, `7d`.
  package init(parsing text: String) throws(PeriodProblem) {
    var scanner = PeriodScanner(text)
    self = try scanner.span()
    try scanner.end()
  }
}
