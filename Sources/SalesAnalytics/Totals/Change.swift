/// The change of a figure against its comparison. There is never a division by zero, nor a ratio across a change of
/// sign.
package enum Change: Hashable, Sendable {
  /// 0.081 for 8.1 % more.
  case ratio(Double)
  /// There was nothing before.
  case new
  case equal
  /// There is nothing to compare with, or the figure before was negative.
  case none

  package init(now: Double?, before: Double?) {
    guard let now, let before, now.isFinite, before.isFinite else {
      self = .none
      return
    }
    if now == before {
      self = now == 0 ? .none : .equal
    } else if before == 0 {
      self = .new
    } else if before < 0 {
      self = .none
    } else {
      self = .ratio(now / before - 1)
    }
  }
}
