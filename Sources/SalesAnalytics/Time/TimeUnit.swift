/// The units of periods and buckets, as they are typed: small `m` is minutes, capital `M` is months.
package enum TimeUnit: String, CaseIterable, Comparable, Sendable {
  case second = "s"
  case minute = "m"
  case hour = "h"
  case day = "d"
  case week = "w"
  case month = "M"
  case year = "y"

  /// Seconds of one unit; for months and years the mean length.
  package var nominalSeconds: Int64 {
    switch self {
    case .second: 1
    case .minute: 60
    case .hour: 3600
    case .day: 86_400
    case .week: 604_800
    case .month: 2_629_746
    case .year: 31_556_952
    }
  }

  package var name: String {
    switch self {
    case .second: "second"
    case .minute: "minute"
    case .hour: "hour"
    case .day: "day"
    case .week: "week"
    case .month: "month"
    case .year: "year"
    }
  }

  /// The list of units in messages.
  static let choices = "s, m, h, d, w, M (months) or y"

  package static func < (left: TimeUnit, right: TimeUnit) -> Bool {
    left.nominalSeconds < right.nominalSeconds
  }
}
