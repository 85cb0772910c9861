package import SalesCore

/// One row of an exported table: the totals of a time range for a region, a product, or both.
package struct WindowRow: Hashable, Sendable {
  package var start: Timestamp
  /// Exclusive, except for a session: the time of its last sale.
  package var end: Timestamp
  /// Nil where rows are not grouped by it.
  package var region: String?
  package var product: String?
  package var totals: Totals

  package init(start: Timestamp, end: Timestamp, region: String?, product: String?, totals: Totals) {
    self.start = start
    self.end = end
    self.region = region
    self.product = product
    self.totals = totals
  }

  /// By start, region, product.
  func precedes(_ other: WindowRow) -> Bool {
    if start != other.start { return start < other.start }
    if region != other.region { return region ?? "" < other.region ?? "" }
    if product != other.product { return product ?? "" < other.product ?? "" }
    return end < other.end
  }
}
