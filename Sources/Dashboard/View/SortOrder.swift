import SalesAnalytics
import SalesCore

/// The order of a ranked list: a key, largest first unless reversed.
package struct SortOrder: Hashable, Sendable {
  package enum Key: String, Sendable, CaseIterable {
    /// The shown measure.
    case value
    case change, name, sales, average, share
  }

  package var key = Key.value
  package var isReversed = false

  package init(_ key: Key = .value, isReversed: Bool = false) {
    self.key = key
    self.isReversed = isReversed
  }

  /// `change`, or `change reversed`.
  package var text: String { key.rawValue + (isReversed ? " reversed" : "") }

  package init?(parsing text: String) {
    let words = text.split(separator: " ")
    guard let key = words.first.flatMap({ Key(rawValue: String($0)) }) else { return nil }
    self.init(key, isReversed: words.count > 1)
  }

  /// The order by the key after this one in `keys`, not reversed.
  func next(among keys: [Key]) -> SortOrder {
    guard let first = keys.first else { return self }
    return SortOrder(keys.firstIndex(of: key).map { keys[($0 + 1) % keys.count] } ?? first)
  }

  var reversed: SortOrder { SortOrder(key, isReversed: !isReversed) }
}

/// Sorts ranked rows. Ties go by name, so that equal rows never swap.
struct Ordering: Equatable {
  var order: SortOrder
  var measure: Measure
  var currency: Currency

  func names(_ rows: [RankedRow]) -> [String] {
    let sorted: [String] =
      switch order.key {
      case .name: rows.map(\.name).sorted()
      case .value: byNumber(rows) { measure.value(of: $0.totals, currency: currency) }
      case .sales: byNumber(rows) { Double($0.totals.sales) }
      case .average: byNumber(rows, number: \.totals.average)
      // Averages have no share, so the share of the revenue is used.
      case .share:
        byNumber(rows) { (measure == .average ? .revenue : measure).value(of: $0.totals, currency: currency) }
      case .change: byNumber(rows, number: growth)
      }
    return order.isReversed ? sorted.reversed() : sorted
  }

  /// A new row sorts above any growth, and a row that cannot be compared below any fall.
  private func growth(_ row: RankedRow) -> Double? {
    switch row.change(by: measure, currency: currency) {
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
