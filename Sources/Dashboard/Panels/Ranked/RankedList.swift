import SalesAnalytics
import SalesCore

/// The order and the selection of a ranked list. Values change at once, but rows move at most once a second, and not
/// within 2 s of a move of the cursor.
struct RankedList: Equatable, Sendable {
  static let pause: Duration = .seconds(1)
  static let pauseAfterMove: Duration = .seconds(2)

  var cursor = ListCursor()
  /// Names as shown, from the top.
  private(set) var order: [String] = []
  private var sortedAt: Duration?
  /// The rows sorted last, their ordering, and the result.
  private var rows: [RankedRow] = []
  private var ordering: Ordering?
  private var sorted: [String] = []
  /// The rows should be in another order but may not move yet.
  private(set) var isOutOfOrder = false

  /// Makes the next `settle` sort at once, because the figures answer another query.
  mutating func invalidate() { sortedAt = nil }

  /// The uptime at which the rows may move next; nil while they are in order.
  var nextSort: Duration? {
    guard isOutOfOrder, let sortedAt else { return nil }
    return max(sortedAt + Self.pause, cursor.movedAt.map { $0 + Self.pauseAfterMove } ?? .zero)
  }

  mutating func settle(
    _ rows: [RankedRow], by ordering: Ordering, visible: Int, isFocused: Bool = true, at uptime: Duration
  ) {
    defer { cursor.settle(in: order, visible: visible, isFocused: isFocused) }
    if ordering != self.ordering { sortedAt = nil }
    // The rows are mostly the same, and comparing is cheaper than sorting.
    let isAnother = ordering != self.ordering || rows != self.rows
    if isAnother {
      (self.rows, self.ordering) = (rows, ordering)
      sorted = ordering.names(rows)
    }
    guard isAnother || isOutOfOrder || sortedAt == nil else { return }
    isOutOfOrder = true
    if sortedAt == nil || nextSort.map({ uptime >= $0 }) ?? true {
      if sorted != order || sortedAt == nil { sortedAt = uptime }
      order = sorted
    } else if isAnother {
      let present = Set(sorted)
      let kept = order.filter(present.contains)
      let known = Set(kept)
      order = kept + sorted.filter { !known.contains($0) }
    }
    isOutOfOrder = order != sorted
  }
}
