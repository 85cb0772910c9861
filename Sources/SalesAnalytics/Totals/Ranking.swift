package import SalesCore

/// The rows a panel has room for, and one for all the others, so that the column adds up.
package enum Ranking {
  /// The first `count` rows by `measure`, ties by name.
  package static func top(_ rows: [RankedRow], count: Int, by measure: Measure = .revenue) -> [RankedRow] {
    let sorted = rows.sorted { left, right in
      measure.precedes(left.totals, right.totals) ?? (left.name < right.name)
    }
    return Array(sorted.prefix(count))
  }

  /// "Other (n)", the row for all that is not shown, nil where there is none; its averages come out of its sums and counts. Its
  /// series is what the shown rows leave of `buckets`, empty where one of them has none.
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

  /// Wraps as sums do, so that the parts of a sum that went beyond Int64 and back still leave exactly the rest.
  package static func - (left: Totals, right: Totals) -> Totals {
    Totals(
      sales: left.sales &- right.sales, refunds: left.refunds &- right.refunds, revenue: left.revenue &- right.revenue)
  }
}
