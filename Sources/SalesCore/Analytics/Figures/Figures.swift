/// Everything the overview draws, for one query at one moment of the store.
package struct Figures: Equatable, Sendable {
  package var query: FigureQuery
  /// The moment up to which the figures are: `now` of the call that read the store.
  package var asOf: Timestamp
  /// Snapped outward to bucket edges.
  package var range: Range<Timestamp>
  package var bucket: BucketSize
  /// One more than there are buckets.
  package var edges: [Timestamp]
  /// By bucket, after the filter.
  package var buckets: [Totals]
  /// The bucket that holds `asOf`; those after it are in the future. Nil where the range is all past or all future.
  package var partial: Int?
  /// By bucket, whole buckets of the comparison, after the filter; nil without comparison.
  package var previous: [Totals]?
  package var total: Totals
  /// Like for like: only as much of the comparison as has passed of the range.
  package var previousTotal: Totals?
  /// Of the same range without the filter.
  package var unfiltered: Totals
  /// After the whole filter, by revenue descending, then by name. Rows that only the comparison has are there with zero totals.
  package var regions: [RankedRow]
  package var products: [RankedRow]
  /// For pickers: with the other dimension's filter only, so that what is not ticked can still be found.
  package var regionChoices: [RankedRow]
  package var productChoices: [RankedRow]
  package var state: StoreState
  package var generation: Int64

  package init(query: FigureQuery, asOf: Timestamp, range: Range<Timestamp>, bucket: BucketSize, edges: [Timestamp]) {
    self.query = query
    self.asOf = asOf
    self.range = range
    self.bucket = bucket
    self.edges = edges
    buckets = Array(repeating: .zero, count: max(edges.count - 1, 0))
    total = .zero
    unfiltered = .zero
    regions = []
    products = []
    regionChoices = []
    productChoices = []
    state = StoreState()
    generation = 0
  }
}
