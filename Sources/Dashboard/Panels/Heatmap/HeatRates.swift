import SalesAnalytics
import SalesCore

/// The values of the heatmap's cells, per hour: the total divided by how often that hour occurred, so that a weekday
/// that occurs twice is no hotter. The current hour counts as full, so that its first sales make no peak. An average is
/// not divided.
struct HeatRates {
  let heat: HeatFigures
  private let measure: Measure
  private let currency: Currency
  /// Hours by weekday and hour.
  private let covered: [[Double]]

  init(_ model: Model, _ heat: HeatFigures) {
    self.heat = heat
    measure = model.measure
    currency = model.setup.currency
    covered = HeatHours(calendar: model.setup.calendar).covered(Self.known(model, heat))
  }

  /// From the hour of the store's first sale to the current hour, within the heatmap's range.
  private static func known(_ model: Model, _ heat: HeatFigures) -> Range<Timestamp> {
    let figures = model.figures
    let start = max(heat.range.lowerBound, figures?.state.oldestSale ?? heat.range.lowerBound)
    let end = min(heat.range.upperBound, figures?.asOf ?? heat.range.upperBound)
    guard start < end else { return start..<start }
    let hour = { model.setup.calendar.bucket(.hour, containing: $0) }
    return hour(start).lowerBound..<hour(end - .milliseconds(1)).upperBound
  }

  /// True where the range holds an hour of which the sales are known.
  var isKnown: Bool { covered.contains { $0.contains { $0 > 0 } } }

  /// The value of several weekdays and hours together; nil when the range holds none of them.
  func value(_ rows: Range<Int>, _ columns: Range<Int>) -> Double? {
    guard let hours = hours(rows, columns) else { return nil }
    let value = measure.value(of: totals(rows, columns), currency: currency)
    return measure == .average ? value : value.map { $0 / hours }
  }

  func value(_ cell: GridCell) -> Double? { value(cell.row..<cell.row + 1, cell.column..<cell.column + 1) }

  /// Revenue and sales of a cell per hour, for the exact texts; nil when the range does not hold the hour.
  func perHour(_ cell: GridCell) -> (totals: Totals, sales: Double)? {
    let (rows, columns) = (cell.row..<cell.row + 1, cell.column..<cell.column + 1)
    guard let hours = hours(rows, columns) else { return nil }
    var totals = totals(rows, columns)
    let sales = Double(totals.sales) / hours
    if measure != .average { totals.revenue = Int64(nearest: Double(totals.revenue) / hours) }
    return (totals, sales)
  }

  var peak: GridCell? {
    var peak: (cell: GridCell, value: Double)?
    for row in heat.totals.indices {
      for column in heat.totals[row].indices {
        let cell = GridCell(row: row, column: column)
        guard let value = value(cell), value > peak?.value ?? 0 else { continue }
        peak = (cell, value)
      }
    }
    return peak?.cell
  }

  private func totals(_ rows: Range<Int>, _ columns: Range<Int>) -> Totals {
    heat.totals[rows.clamped(to: heat.totals.indices)].reduce(into: Totals.zero) { sum, row in
      sum = row[columns.clamped(to: row.indices)].reduce(sum, +)
    }
  }

  private func hours(_ rows: Range<Int>, _ columns: Range<Int>) -> Double? {
    let hours = covered[rows.clamped(to: covered.indices)].reduce(0) { sum, row in
      row[columns.clamped(to: row.indices)].reduce(sum, +)
    }
    return hours > 0 ? hours : nil
  }
}
