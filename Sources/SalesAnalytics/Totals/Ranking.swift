package import SalesCore

/// The rows that a panel has room for, and one row for all others, so that the column adds up.
package enum Ranking {
  /// The first `count` rows by `measure`, ties by name.
  package static func top(_ rows: [RankedRow], count: Int, by measure: Measure = .revenue) -> [RankedRow] {
    let sorted = rows.sorted { left, right in
      measure.precedes(left.totals, right.totals) ?? (left.name < right.name)
    }
    return Array(sorted.prefix(count))
  }

  /// The row "Other (n)" for all rows that are not shown; nil where there are none. Its average comes from its sums.
  /// Its series is `buckets` less the shown rows, empty where one of these has no series.
  package static func other(than shown: [RankedRow], of all: [RankedRow], buckets: [Totals]) -> RankedRow? {
    let names = Set(shown.map(\.name))
    let rest = all.filter { !names.contains($0.name) }
    guard !rest.isEmpty else { return nil }
    var other = RankedRow(name: "Other (\(rest.count))", totals: .zero)
    for row in rest {
      other.totals += row.totals
      if let previous = row.previous { other.previous = (other.previous ?? .zero) + previous }
    }
    guard shown.allSatisfy({ $0.series.count == buckets.count }) else { return other }
    other.series = buckets
    for row in shown {
      for index in buckets.indices { other.series[index] = other.series[index] - row.series[index] }
    }
    return other
  }
}

extension Totals {
  package static func + (left: Totals, right: Totals) -> Totals {
    var sum = left
    sum += right
    return sum
  }

  /// Wraps like `+`, so that the difference is exact even where the sum went beyond Int64.
  package static func - (left: Totals, right: Totals) -> Totals {
    Totals(
      sales: left.sales &- right.sales, refunds: left.refunds &- right.refunds, revenue: left.revenue &- right.revenue)
  }
}
