package import SalesCore

/// The figures of one query at one moment of the store.
package struct Figures: Equatable, Sendable {
  package var query: FigureQuery
  /// `now` of the call that read the store: the figures count up to it.
  package var asOf: Timestamp
  /// The period, widened to whole buckets of `grain`; it includes all of the running bucket.
  package var range: Range<Timestamp>
  package var bucket: BucketSize
  /// The range was widened to whole buckets of this level.
  package var grain: RollupLevel
  /// Edges of the buckets, one more than there are buckets. The first is the range's start and the last its end, inside
  /// a calendar bucket or not.
  package var edges: [Timestamp]
  /// Totals by bucket, after the filter.
  package var buckets: [Totals]
  /// Index of the running bucket, which holds `asOf`; later ones are in the future. Nil where the range is all past or
  /// all future.
  package var partial: Int?
  /// Totals of the comparison by bucket, after the filter, in whole buckets; nil without comparison.
  package var previous: [Totals]?
  package var total: Totals
  /// Total of the comparison up to the point that the range has reached; nil without comparison.
  package var previousTotal: Totals?
  /// Total of the range without the filter.
  package var unfiltered: Totals
  /// Totals by region after the filter, by revenue descending, then by name. A region with sales only in the comparison
  /// has zero totals.
  package var regions: [RankedRow]
  package var products: [RankedRow]
  /// Totals by region with the filter of the products only, so that a picker lists regions that are not ticked.
  package var regionChoices: [RankedRow]
  package var productChoices: [RankedRow]
  /// By weekday and hour; nil where the query did not ask for it.
  package var heat: HeatFigures?
  /// By region and product; nil where the query did not ask for it.
  package var pivot: PivotFigures?
  package var state: StoreState
  package var generation: Int64

  package init(query: FigureQuery, asOf: Timestamp, range: Range<Timestamp>, bucket: BucketSize, edges: [Timestamp]) {
    self.query = query
    self.asOf = asOf
    self.range = range
    self.bucket = bucket
    grain = bucket.level
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

  /// Sales of the range count up to here: its end, or the whole second of `asOf` where the query `endsAtNow`.
  package var end: Timestamp {
    guard query.endsAtNow else { return range.upperBound }
    let second = Timestamp(seconds: asOf.milliseconds.floorDivided(by: 1000))
    return min(max(second, range.lowerBound), range.upperBound)
  }
}

/// Totals by weekday and hour of the local clock, after the filter.
package struct HeatFigures: Equatable, Sendable {
  /// The counted range: that of the figures, the seven days that end with it where it is shorter, or its newest part
  /// where hours are not kept, or would be too many, for all of it. Empty for a period of the future.
  package var range: Range<Timestamp>
  /// Seven rows from Monday, each of 24 hours. An hour that the clock passes twice holds both.
  package var totals: [[Totals]]

  package static let weekdays = 7
  package static let hours = 24

  package init(range: Range<Timestamp>, totals: [[Totals]]) {
    self.range = range
    self.totals = totals
  }
}

/// Totals by region and product, after the filter: the largest regions and products by revenue, and a last row and
/// column for the others where there are more, so that the matrix adds up.
package struct PivotFigures: Equatable, Sendable {
  package var regions: [String]
  package var products: [String]
  /// Number of regions and products that the last row and column stand for; 0 where there is no such row or column.
  package var otherRegions: Int
  package var otherProducts: Int
  /// One row a region, one column a product, those for the others included.
  package var cells: [[Totals]]

  /// The most regions and products with a row or column of their own.
  package static let mostRegions = 60
  package static let mostProducts = 100

  package init(
    regions: [String], products: [String], otherRegions: Int = 0, otherProducts: Int = 0, cells: [[Totals]]
  ) {
    self.regions = regions
    self.products = products
    self.otherRegions = otherRegions
    self.otherProducts = otherProducts
    self.cells = cells
  }
}
