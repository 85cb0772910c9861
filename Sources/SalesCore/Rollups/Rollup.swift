/// The number of a region or product in one reader's `NameDirectory`. Numbers are dense from 0 and never reused while
/// the reader lives.
package typealias NameID = Int32

/// The totals of a (region, product) pair in one bucket.
package struct RollupCell: Hashable, Sendable {
  package var region: NameID
  package var product: NameID
  /// Number of sales, refunds included.
  package var sales: Int64
  /// Number of sales with a negative amount.
  package var refunds: Int64
  /// Sum of all amounts in minor units; refunds are subtracted.
  package var revenue: Int64

  package init(region: NameID, product: NameID, sales: Int64, refunds: Int64, revenue: Int64) {
    self.region = region
    self.product = product
    self.sales = sales
    self.refunds = refunds
    self.revenue = revenue
  }
}

/// The cells of one level, bucket and partition. They depend only on the log up to `through`.
package struct Rollup: Equatable, Sendable {
  package var level: RollupLevel
  package var bucket: Timestamp
  package var partition: Int32
  /// The last offset of the partition that is counted.
  package var through: Int64
  package var cells: [RollupCell]

  /// The identity of the rollup; a store has one for each key.
  package struct Key: Hashable, Sendable {
    package var level: RollupLevel
    package var bucket: Timestamp
    package var partition: Int32

    package init(level: RollupLevel, bucket: Timestamp, partition: Int32) {
      self.level = level
      self.bucket = bucket
      self.partition = partition
    }
  }

  package var key: Key { Key(level: level, bucket: bucket, partition: partition) }

  package init(level: RollupLevel, bucket: Timestamp, partition: Int32, through: Int64, cells: [RollupCell]) {
    self.level = level
    self.bucket = bucket
    self.partition = partition
    self.through = through
    self.cells = cells
  }
}

/// Counts and net revenue, the basis of every figure on the screen. Sums are exact and independent of order; beyond
/// Int64 they wrap instead of trapping.
package struct Totals: Hashable, Sendable {
  package var sales: Int64 = 0
  package var refunds: Int64 = 0
  /// Net revenue in minor units.
  package var revenue: Int64 = 0

  package init(sales: Int64 = 0, refunds: Int64 = 0, revenue: Int64 = 0) {
    self.sales = sales
    self.refunds = refunds
    self.revenue = revenue
  }

  package static let zero = Totals()

  package static func += (left: inout Totals, right: Totals) {
    left.sales &+= right.sales
    left.refunds &+= right.refunds
    left.revenue &+= right.revenue
  }

  package mutating func add(_ cell: RollupCell) {
    sales &+= cell.sales
    refunds &+= cell.refunds
    revenue &+= cell.revenue
  }

  /// Net revenue a sale in minor units; nil without sales.
  package var average: Double? { sales == 0 ? nil : Double(revenue) / Double(sales) }
}
