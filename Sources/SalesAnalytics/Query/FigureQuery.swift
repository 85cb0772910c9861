package import SalesCore

/// The figures that a view needs: of which period, in which buckets, compared with what, after which filter.
///
///     var query = FigureQuery(period: .today, comparison: .week)
///     query.filter.regions = ["EMEA"]
///     query.parts = .heat
///     let figures = try await engine.figures(for: query, now: clock.now)
///     print(figures.total.revenue, figures.previousTotal?.revenue ?? 0)
package struct FigureQuery: Hashable, Sendable {
  package var period: Period
  /// Width of the buckets; nil takes the finest that fit `columns`. A width that gives more than
  /// `FigureQuery.maxBuckets` is made coarser. The default is nil.
  package var bucket: BucketSize?
  /// The greatest number of buckets where `bucket` is nil. The default is 120.
  package var columns: Int
  /// The period is widened to whole buckets of this level; nil takes the level of the rollups behind the period's usual
  /// chart. The default is nil.
  package var grain: RollupLevel?
  package var comparison: Comparison
  package var filter: SaleFilter
  /// Figures that only some panels need. The default is none.
  package var parts: FigureParts = []
  /// Counts only sales before `now`, so that the bucket that holds `now` ends there. It plays the past as it came in.
  /// The default is false.
  package var endsAtNow = false
  /// Time up to which sales are known; the comparison is cut at the same point. Nil where all are known, which is the
  /// default.
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

/// Figures that only some panels draw, and that take time to compute.
package struct FigureParts: OptionSet, Hashable, Sendable {
  package let rawValue: UInt8

  package init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Weekday × hour.
  package static let heat = FigureParts(rawValue: 1)
  /// Region × product.
  package static let pivot = FigureParts(rawValue: 2)
}
