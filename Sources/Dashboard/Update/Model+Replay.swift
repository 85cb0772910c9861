import SalesCore

/// Playing the past.
extension Model {
  mutating func rewind() {}

  mutating func fastForward() {}
}
