/// A region's or product's number in one reader's `NameDirectory`; numbers are dense from 0 and never reused while
/// the reader lives.
package typealias NameID = Int32

/// What one (region, product) came to in one bucket.
package struct RollupCell: Hashable, Sendable {
  package var region: NameID
  package var product: NameID
  /// Sales records, refunds among them.
  package var sales: Int64
  /// Those of them whose amount is negative.
  package var refunds: Int64
  /// Sum of all amounts in minor units, so net of refunds.
  package var revenue: Int64

  package init(region: NameID, product: NameID, sales: Int64, refunds: Int64, revenue: Int64) {
    self.region = region
    self.product = product
    self.sales = sales
    self.refunds = refunds
    self.revenue = revenue
  }
}

/// The cells of one level, bucket and partition: a pure function of the log up to `through`.
package struct Rollup: Equatable, Sendable {
  package var level: RollupLevel
  package var bucket: Timestamp
  package var partition: Int32
  /// The last offset of the partition that is counted in here.
  package var through: Int64
  package var cells: [RollupCell]

  /// Which rollup it is; there is one of each in a store.
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

/// Counts and net revenue: what every figure on the screen is made of. Sums are exact and
/// independent of order; beyond Int64 they wrap rather than trap.
package struct Totals: Hashable, Sendable {
  package var sales: Int64 = 0
  package var refunds: Int64 = 0
  /// Minor units.
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

  /// Net revenue a sale in minor units; nil where there was none.
  package var average: Double? { sales == 0 ? nil : Double(revenue) / Double(sales) }
}
