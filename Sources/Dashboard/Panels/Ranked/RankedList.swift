import SalesAnalytics
import SalesCore

/// The order and the selection of a ranked panel. Values move at once; rows move at most once a second, and not while
/// somebody is walking through them.
struct RankedList: Equatable, Sendable {
  enum SortKey: String, Sendable, CaseIterable {
    case value, change, name, sales, average, share
  }

  static let pause: Duration = .seconds(1)
  static let pauseAfterMove: Duration = .seconds(2)

  var cursor = ListCursor()
  private(set) var key: SortKey = .value
  private(set) var isReversed = false
  /// Names as shown, from the top.
  private(set) var order: [String] = []
  private var sortedAt: Duration?
  /// What was sorted last, by what, and what came of it.
  private var rows: [RankedRow] = []
  private var ordering: Ordering?
  private var sorted: [String] = []
  /// The order the rows should have by now, while they must not move yet.
  private(set) var isOutOfOrder = false

  /// The next of those that are on offer.
  mutating func nextKey(among keys: [SortKey]) {
    guard let first = keys.first else { return }
    sort(by: keys.firstIndex(of: key).map { keys[($0 + 1) % keys.count] } ?? first)
  }

  mutating func sort(by key: SortKey) {
    self.key = key
    isReversed = false
    sortedAt = nil
  }

  mutating func reverse() {
    isReversed.toggle()
    sortedAt = nil
  }

  /// What is shown is something else now: the next `settle` sorts at once.
  mutating func invalidate() { sortedAt = nil }

  /// When the rows may move next; nil while they stand right.
  var nextSort: Duration? {
    guard isOutOfOrder, let sortedAt else { return nil }
    return max(sortedAt + Self.pause, cursor.movedAt.map { $0 + Self.pauseAfterMove } ?? .zero)
  }

  mutating func settle(
    _ rows: [RankedRow], by measure: Measure, currency: Currency, visible: Int, isFocused: Bool = true,
    at uptime: Duration
  ) {
    defer { cursor.settle(in: order, visible: visible, isFocused: isFocused) }
    let ordering = Ordering(key: key, isReversed: isReversed, measure: measure, currency: currency)
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

/// Sorts ranked rows; ties go by name, so that rows never swap without a reason.
struct Ordering: Equatable {
  var key: RankedList.SortKey
  var isReversed: Bool
  var measure: Measure
  var currency: Currency

  func names(_ rows: [RankedRow]) -> [String] {
    let sorted: [String] =
      switch key {
      case .name: rows.map(\.name).sorted()
      case .value: byNumber(rows) { measure.value(of: $0.totals, currency: currency) }
      case .sales: byNumber(rows) { Double($0.totals.sales) }
      case .average: byNumber(rows, number: \.totals.average)
      // A share of one whole: the revenue where the measure has no parts.
      case .share:
        byNumber(rows) { (measure == .average ? .revenue : measure).value(of: $0.totals, currency: currency) }
      case .change: byNumber(rows, number: growth)
      }
    return isReversed ? sorted.reversed() : sorted
  }

  /// What is new stands above any growth, what cannot be compared below any fall.
  private func growth(_ row: RankedRow) -> Double? {
    let change = Change(
      now: measure.value(of: row.totals, currency: currency),
      before: row.previous.flatMap { measure.value(of: $0, currency: currency) })
    switch change {
    case .ratio(let ratio): return ratio
    case .new: return .greatestFiniteMagnitude
    case .equal: return 0
    case .none: return nil
    }
  }

  private func byNumber(_ rows: [RankedRow], number: (RankedRow) -> Double?) -> [String] {
    let keyed = rows.map { (name: $0.name, number: number($0) ?? -.infinity) }
    return keyed.sorted { $0.number != $1.number ? $0.number > $1.number : $0.name < $1.name }.map(\.name)
  }
}
