/// The levels at which the store keeps rollups.
package enum RollupLevel: Int, Sendable, CaseIterable, Comparable {
  case second = 0
  case minute = 1
  case hour = 2
  case day = 3

  package static func < (left: RollupLevel, right: RollupLevel) -> Bool {
    left.rawValue < right.rawValue
  }

  /// Time for which buckets of this level are kept, counted back from now; nil keeps them for ever.
  package var kept: Duration? {
    switch self {
    case .second: .hours(2)
    case .minute: .days(14)
    case .hour: .days(730)
    case .day: nil
    }
  }

  package var name: String {
    switch self {
    case .second: "second"
    case .minute: "minute"
    case .hour: "hour"
    case .day: "day"
    }
  }
}
