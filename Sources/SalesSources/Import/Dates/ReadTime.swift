package import SalesCore

/// An instant, and how much of it the cell names.
package struct ReadTime: Hashable, Sendable {
  package var time: Timestamp
  /// False where the cell names a day only; the time is then the day's midnight.
  package var hasClock: Bool
  package var hasZone: Bool
}
