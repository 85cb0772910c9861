package import SalesCore

/// Counts of the records that were sent, valid and injected: a store that has consumed all of them must hold the same.
package struct InjectionLedger: Hashable, Sendable {
  /// Valid sales, each counted once.
  package var sales: Int64 = 0
  /// Their sum.
  package var revenueMinor: Int64 = 0
  /// Sales whose event time was moved back.
  package var late: Int64 = 0
  /// Records that repeat a sale.
  package var duplicates: Int64 = 0
  /// Records that must become dead letters, by reason.
  package var malformed: [SaleProblem.Reason: Int64] = [:]

  package init() {}

  /// Records sent in all.
  package var records: Int64 { sales + duplicates + malformed.values.reduce(0, +) }

  package mutating func add(amountMinor: Int64) {
    sales += 1
    // Prices are bounded far below overflow for any count that can be sent; a sum at the bound is better than a trap.
    let (sum, overflow) = revenueMinor.addingReportingOverflow(amountMinor)
    revenueMinor = overflow ? (amountMinor < 0 ? .min : .max) : sum
  }

  package static func += (left: inout InjectionLedger, right: InjectionLedger) {
    left.sales += right.sales
    let (sum, overflow) = left.revenueMinor.addingReportingOverflow(right.revenueMinor)
    left.revenueMinor = overflow ? (right.revenueMinor < 0 ? .min : .max) : sum
    left.late += right.late
    left.duplicates += right.duplicates
    left.malformed.merge(right.malformed, uniquingKeysWith: +)
  }
}
