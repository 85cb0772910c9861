import SalesAnalytics
import SalesCore

/// Ranks won and lost against the comparison, by the shown measure; ties go by name, as in the table.
struct RankMoves {
  private let rows: [RankedRow]
  private let now: [Double]
  /// Nil for rows without sales in the comparison.
  private let before: [Double?]
  private let measure: Measure
  private let currency: Currency

  init(_ rows: [RankedRow], by measure: Measure, currency: Currency) {
    self.rows = rows
    self.measure = measure
    self.currency = currency
    now = rows.map { measure.value(of: $0.totals, currency: currency) ?? -.infinity }
    before = rows.map { Self.before($0, measure, currency) }
  }

  /// Ranks won by a row, negative when lost; nil when it had no rank before.
  func won(by row: RankedRow) -> Int? {
    guard let then = Self.before(row, measure, currency) else { return nil }
    let value = measure.value(of: row.totals, currency: currency) ?? -.infinity
    var won = 0
    for index in rows.indices {
      if let other = before[index], precedes(index, other, row.name, then) { won += 1 }
      if precedes(index, now[index], row.name, value) { won -= 1 }
    }
    return won
  }

  private func precedes(_ index: Int, _ value: Double, _ name: String, _ than: Double) -> Bool {
    value != than ? value > than : rows[index].name < name
  }

  private static func before(_ row: RankedRow, _ measure: Measure, _ currency: Currency) -> Double? {
    row.previous.flatMap { $0.sales == 0 ? nil : measure.value(of: $0, currency: currency) }
  }
}
