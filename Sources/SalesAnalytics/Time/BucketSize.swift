package import SalesCore

/// The width of a chart's or a window's bucket, aligned to the local calendar: seconds and minutes that divide their
/// minute and hour, hours that divide the day, a day, a week from Monday, months that divide the year, a year.
package struct BucketSize: Hashable, Sendable {
  package let count: Int64
  package let unit: TimeUnit

  private init(valid count: Int64, _ unit: TimeUnit) {
    self.count = count
    self.unit = unit
  }

  /// Nil where such buckets would not tile the next larger unit. 60 minutes become an hour, 7 days a week.
  package init?(_ count: Int64, _ unit: TimeUnit) {
    switch (unit, count) {
    case (.second, 60): self.init(valid: 1, .minute)
    case (.minute, 60): self.init(valid: 1, .hour)
    case (.hour, 24): self.init(valid: 1, .day)
    case (.day, 7): self.init(valid: 1, .week)
    case (.month, 12): self.init(valid: 1, .year)
    case (.second, 1..<60) where 60 % count == 0, (.minute, 1..<60) where 60 % count == 0,
      (.hour, 1..<24) where 24 % count == 0, (.month, 1..<12) where 12 % count == 0,
      (.day, 1), (.week, 1), (.year, 1):
      self.init(valid: count, unit)
    default: return nil
    }
  }

  /// Reads `5m`, `1h`, or the name of a unit: `hour`.
  package init(parsing text: String) throws(PeriodProblem) {
    if let unit = TimeUnit.allCases.first(where: { $0.name == text.lowercased() }) {
      self.init(valid: 1, unit)
      return
    }
    var scanner = PeriodScanner(text)
    let span = try scanner.span()
    try scanner.end()
    guard let size = BucketSize(span.count, span.unit) else {
      throw PeriodProblem(
        text: text, at: 0, what: "\(text) does not divide the next larger unit evenly",
        instead: "use one of \(Self.ladder.map(\.text).joined(separator: " "))")
    }
    self = size
  }

  package static let second = BucketSize(valid: 1, .second)
  package static let minute = BucketSize(valid: 1, .minute)
  package static let hour = BucketSize(valid: 1, .hour)
  package static let day = BucketSize(valid: 1, .day)
  package static let week = BucketSize(valid: 1, .week)
  package static let month = BucketSize(valid: 1, .month)
  package static let year = BucketSize(valid: 1, .year)

  /// The widths that the bucket key steps through, finest first.
  package static let ladder: [BucketSize] = [
    .second, .init(valid: 5, .second), .init(valid: 10, .second), .init(valid: 30, .second),
    .minute, .init(valid: 5, .minute), .init(valid: 15, .minute), .init(valid: 30, .minute),
    .hour, .init(valid: 3, .hour), .init(valid: 6, .hour), .init(valid: 12, .hour),
    .day, .week, .month, .year,
  ]

  package var text: String { "\(count)\(unit.rawValue)" }

  /// Level of the coarsest rollups that add up to it.
  package var level: RollupLevel {
    switch unit {
    case .second: .second
    case .minute: .minute
    case .hour: .hour
    case .day, .week, .month, .year: .day
    }
  }

  /// Length; for months and years the mean length.
  package var nominalLength: Duration { .seconds(count * unit.nominalSeconds) }

  /// The finest width of the ladder that cuts `range` into at most `buckets`, wherever it begins; the coarsest where
  /// none does.
  package static func fitting(_ range: Range<Timestamp>, atMost buckets: Int) -> BucketSize {
    let length = range.upperBound.milliseconds - range.lowerBound.milliseconds
    // A range that does not begin on an edge touches one more bucket than its length suggests.
    let most = Int64(max(buckets - 1, 1))
    return ladder.first { length <= most * $0.nominalLength.wholeMilliseconds } ?? .year
  }
}

extension BucketSize: Comparable {
  package static func < (left: BucketSize, right: BucketSize) -> Bool {
    left.nominalLength < right.nominalLength
  }
}
