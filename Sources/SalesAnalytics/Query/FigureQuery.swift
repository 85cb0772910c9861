package import SalesCore

/// What a view asks for.
package struct FigureQuery: Hashable, Sendable {
  package var period: Period
  /// Nil takes the finest that fits `columns`. One that would give more than `FigureQuery.maxBuckets` is made coarser.
  package var bucket: BucketSize?
  /// The most buckets wanted where `bucket` is nil.
  package var columns: Int
  /// To whose buckets the period is snapped outward; nil takes those of the rollups that its usual chart is made of.
  package var grain: RollupLevel?
  package var comparison: Comparison
  package var filter: SaleFilter
  /// What is wanted beside the figures every view has.
  package var parts: FigureParts = []
  /// Only what was sold before `now`, so that the past can be played as it came: the bucket that holds `now` ends there.
  package var endsAtNow = false
  /// Nobody knows what was sold later, so like is compared with like up to there; nil where all is known.
  package var knownUntil: Timestamp?

  package static let maxBuckets = 4000

  package init(
    period: Period = .last(1, .hour), bucket: BucketSize? = nil, columns: Int = 120,
    comparison: Comparison = .previous, filter: SaleFilter = SaleFilter()
  ) {
    self.period = period
    self.bucket = bucket
    self.columns = columns
    self.comparison = comparison
    self.filter = filter
  }
}

/// Figures that only some panels draw, and that cost something to have.
package struct FigureParts: OptionSet, Hashable, Sendable {
  package let rawValue: UInt8

  package init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Weekday × hour.
  package static let heat = FigureParts(rawValue: 1)
  /// Region × product.
  package static let pivot = FigureParts(rawValue: 2)
}
