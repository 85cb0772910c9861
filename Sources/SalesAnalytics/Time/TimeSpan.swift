/// So many seconds, minutes … years: `15m`, `7d`. Days and longer are counted on the local calendar.
package struct TimeSpan: Hashable, Sendable {
  package let count: Int64
  package let unit: TimeUnit

  package init(_ count: Int64, _ unit: TimeUnit) {
    self.count = count
    self.unit = unit
  }

  package var text: String { "\(count)\(unit.rawValue)" }

  package var nominalLength: Duration { .seconds(count * unit.nominalSeconds) }

  /// Beyond this nothing that could be asked has a meaning, and arithmetic stays far from its limits.
  static let longest: Int64 = 200 * 31_556_952
}
