/// The rows a panel has room for, and one for all the others, so that the column adds up.
package struct Ranking: Hashable, Sendable {
  package var rows: [RankedRow]
  /// "Other (n)"; nil where every row is shown.
  package var other: RankedRow?

  /// The first `count` rows by `measure`, ties by name; from the small end where `reversed`.
  package static func top(
    _ rows: [RankedRow], count: Int, by measure: Measure = .revenue, reversed: Bool = false
  ) -> Ranking {
    // All of them in one row need no order.
    guard count > 0 else { return Ranking(rows: [], other: rows.isEmpty ? nil : sum(of: rows[...])) }
    let sorted = rows.sorted { left, right in
      measure.precedes(left.totals, right.totals, reversed: reversed) ?? (left.name < right.name)
    }
    let shown = Array(sorted.prefix(count))
    let rest = sorted.dropFirst(shown.count)
    return Ranking(rows: shown, other: rest.isEmpty ? nil : sum(of: rest))
  }

  /// The row for all that is not shown; its series is what the shown rows leave of `buckets`, empty where one of them has none.
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

  /// Averages of the row come out of its sums and counts.
  private static func sum(of rows: ArraySlice<RankedRow>) -> RankedRow {
    var other = RankedRow(name: "Other (\(rows.count))", totals: .zero)
    for row in rows {
      other.totals += row.totals
      if let previous = row.previous { other.previous = (other.previous ?? .zero) + previous }
      if other.series.isEmpty { other.series = Array(repeating: .zero, count: row.series.count) }
      for index in row.series.indices.prefix(other.series.count) { other.series[index] += row.series[index] }
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

  package static func - (left: Totals, right: Totals) -> Totals {
    Totals(
      sales: left.sales - right.sales, refunds: left.refunds - right.refunds, revenue: left.revenue - right.revenue)
  }
}
