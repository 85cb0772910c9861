import SalesAnalytics
import SalesCore

/// The order and the selection of a ranked panel. Values move at once; rows move at most once a second, and not while
/// somebody is walking through them.
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
  /// The order the rows should have by now, while they must not move yet.
  private(set) var isOutOfOrder = false

  /// The figures are of another query now: the next `settle` sorts at once.
  mutating func invalidate() { sortedAt = nil }

  /// When the rows may move next; nil while they stand right.
  var nextSort: Duration? {
    guard isOutOfOrder, let sortedAt else { return nil }
    return max(sortedAt + Self.pause, cursor.movedAt.map { $0 + Self.pauseAfterMove } ?? .zero)
  }

  mutating func settle(
    _ rows: [RankedRow], by ordering: Ordering, visible: Int, isFocused: Bool = true, at uptime: Duration
  ) {
    defer { cursor.settle(in: order, visible: visible, isFocused: isFocused) }
    if ordering != self.ordering { sortedAt = nil }
    // Mostly they are the very same ones, which is seen at once.
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
