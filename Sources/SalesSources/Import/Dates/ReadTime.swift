package import SalesCore

/// An instant, and how much of it the cell names.
package struct ReadTime: Hashable, Sendable {
  package var time: Timestamp
  /// False where the cell names a day only; the time is then the day's midnight.
  package var hasClock: Bool
  package var hasZone: Bool
  /// True for a time of day without a zone that the clock shows twice or skips, as its zone changes to or from summer
  /// time. Of two instants `time` is then the first.
  package var isUncertain = false
}
