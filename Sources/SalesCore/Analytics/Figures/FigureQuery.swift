/// What a view asks for.
package struct FigureQuery: Hashable, Sendable {
  package var period: Period
  /// Nil takes the finest that fits `columns`. One that would give more than `FigureQuery.maxBuckets` is made coarser.
  package var bucket: BucketSize?
  /// The most buckets wanted where `bucket` is nil.
  package var columns: Int
  package var comparison: Comparison
  package var filter: SaleFilter

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
