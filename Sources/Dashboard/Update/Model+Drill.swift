import SalesCore

/// Down from years to single sales, and up again.
extension Model {
  mutating func drillDown() {}

  mutating func drillUp() {}
}
