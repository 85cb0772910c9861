import SalesCore

/// Result of an audit: the sums of log, store and rollups as of the checkpoints, which must be equal, and a line for
/// every difference.
package struct AuditReport: Sendable {
  package struct Sum: Hashable, Sendable {
    package var sales: Int64 = 0
    package var revenueMinor: Int64 = 0

    package init(sales: Int64 = 0, revenueMinor: Int64 = 0) {
      self.sales = sales
      self.revenueMinor = revenueMinor
    }

    mutating func add(_ rollups: [Rollup]) {
      for cell in rollups.flatMap(\.cells) {
        sales &+= cell.sales
        revenueMinor &+= cell.revenue
      }
    }

    mutating func add(_ sale: SaleFigures) {
      sales += 1
      revenueMinor &+= sale.amount
    }

    static func += (left: inout Sum, right: Sum) {
      left.sales &+= right.sales
      left.revenueMinor &+= right.revenueMinor
    }

    static func -= (left: inout Sum, right: Sum) {
      left.sales &-= right.sales
      left.revenueMinor &-= right.revenueMinor
    }
  }

  /// The offsets of a partition that were compared record by record, `first..<next`. Records before `first` are gone;
  /// they are checked by the checkpoint's running totals.
  package struct Coverage: Hashable, Sendable {
    package var partition: Int32
    package var first: Int64
    package var next: Int64
    package var end: Int64
    /// No consumer has taken the partition yet, so there is nothing to compare.
    package var isConsumed = true

    package var isWhole: Bool { first == 0 }
  }

  /// The log's valid sales, counted once an id.
  package var log = Sum()
  /// The stored sales.
  package var store = Sum()
  /// The day rollups, which are kept for ever.
  package var rollups = Sum()
  package var duplicates: Int64 = 0
  /// Records that bear a stored id with other content. The store is right to leave them out, but they may be lost sales.
  package var conflicts: Int64 = 0
  /// The first of them that the log still has, at most `mostExamples`.
  package private(set) var conflictExamples: [SaleConflict] = []
  package var deadLetters: Int64 = 0
  package var coverage: [Coverage] = []
  /// One line each, at most `mostDifferences` of them.
  package private(set) var differences: [String] = []
  package private(set) var differenceCount = 0

  package static let mostDifferences = 50
  package static let mostExamples = 5

  package init() {}

  /// The store holds what the log's records come to, conflicts left out.
  package var agrees: Bool { differenceCount == 0 }

  /// It does, and there are no conflicts.
  package var isOK: Bool { agrees && conflicts == 0 }

  mutating func note(_ conflict: SaleConflict) {
    if conflictExamples.count < Self.mostExamples { conflictExamples.append(conflict) }
  }

  mutating func note(_ difference: String) {
    differenceCount += 1
    if differences.count < Self.mostDifferences { differences.append(difference) }
  }
}
