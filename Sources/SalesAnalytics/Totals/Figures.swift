package import SalesCore

/// Everything the overview draws, for one query at one moment of the store.
package struct Figures: Equatable, Sendable {
  package var query: FigureQuery
  /// The moment up to which the figures are: `now` of the call that read the store.
  package var asOf: Timestamp
  /// The period, snapped outward to the grain of its usual buckets; a running bucket belongs to it whole.
  package var range: Range<Timestamp>
  package var bucket: BucketSize
  /// To whose buckets the range was snapped.
  package var grain: RollupLevel
  /// One more than there are buckets. The first begins with the range, the last ends with it, wherever their calendar does.
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
  /// Weekday × hour; nil where the query did not ask for it.
  package var heat: HeatFigures?
  /// Region × product; nil where the query did not ask for it.
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

  /// Sales of the range are counted up to here: all of them, or those before a moment that is played, to the second.
  package var end: Timestamp {
    guard query.endsAtNow else { return range.upperBound }
    let second = Timestamp(seconds: asOf.milliseconds.floorDivided(by: 1000))
    return min(max(second, range.lowerBound), range.upperBound)
  }
}

/// Totals by weekday and hour of the local clock, after the filter.
package struct HeatFigures: Equatable, Sendable {
  /// What they are of: the figures' range, the seven days that end with it where it is shorter, or its newest part where
  /// hours are not kept, or are too many, for all of it.
  package var range: Range<Timestamp>
  /// Seven rows from Monday, each of 24 hours. The hour a clock passes twice holds both.
  package var totals: [[Totals]]

  package static let weekdays = 7
  package static let hours = 24

  package init(range: Range<Timestamp>, totals: [[Totals]]) {
    self.range = range
    self.totals = totals
  }
}

/// Totals of regions by products, after the filter: the largest by revenue, and where there are more, a last row or
/// column for the others, so that it adds up.
package struct PivotFigures: Equatable, Sendable {
  package var regions: [String]
  package var products: [String]
  /// How many regions and products the last row and column stand for; 0 where there is no such.
  package var otherRegions: Int
  package var otherProducts: Int
  /// By region, then product, those of the others included.
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
