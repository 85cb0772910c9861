/// How a figure moved against its comparison. Never a division by zero, never a ratio across a change of sign.
package enum Change: Hashable, Sendable {
  /// 0.081 is 8.1 % more.
  case ratio(Double)
  /// There was nothing before.
  case new
  case equal
  /// Nothing to compare with, or a ratio would say nothing (the figure before was negative).
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
