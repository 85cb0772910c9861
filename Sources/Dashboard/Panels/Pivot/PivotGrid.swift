import SalesAnalytics
import SalesCore
import TextUI

/// The rows and columns of the pivot: first in the order of the lists of regions and products, so that they move only
/// when those do, then the others, then the totals.
struct PivotGrid {
  /// The rows without the totals.
  let rows: [PivotLine]
  let columns: [PivotLine]
  private let rowLabels: [String]
  private let columnLabels: [String]
  private let cells: [[Totals]]
  private let rowTotals: [Totals]
  private let columnTotals: [Totals]
  private let total: Totals

  /// Nil when there are no figures for it.
  init?(_ model: Model) {
    guard let pivot = model.figures?.pivot, !pivot.cells.isEmpty, pivot.cells.contains(where: { !$0.isEmpty }) else {
      return nil
    }
    let regions = Self.order(pivot.regions, like: model.regions.order, others: pivot.otherRegions)
    let products = Self.order(pivot.products, like: model.products.order, others: pivot.otherProducts)
    rows = regions.map(\.line)
    columns = products.map(\.line)
    rowLabels = regions.map(\.label)
    columnLabels = products.map(\.label)
    cells = regions.map { region in
      let row = region.at < pivot.cells.count ? pivot.cells[region.at] : []
      return products.map { $0.at < row.count ? row[$0.at] : .zero }
    }
    rowTotals = cells.map { $0.reduce(into: .zero) { $0 += $1 } }
    columnTotals = cells.reduce(into: columnLabels.map { _ in .zero }) { sums, row in
      for index in row.indices { sums[index] += row[index] }
    }
    total = rowTotals.reduce(into: .zero) { $0 += $1 }
  }

  private static func order(
    _ names: [String], like wanted: [String], others: Int
  ) -> [(line: PivotLine, label: String, at: Int)] {
    let ranks = Dictionary(wanted.enumerated().map { ($0.element, $0.offset) }) { first, _ in first }
    let sorted = names.enumerated().sorted {
      (ranks[$0.element] ?? .max, $0.offset) < (ranks[$1.element] ?? .max, $1.offset)
    }
    let named = sorted.map { (line: PivotLine.name($0.element), label: $0.element, at: $0.offset) }
    return others > 0 ? named + [(.others, "Other (\(others))", names.count)] : named
  }

  func cell(row: Int, column: Int) -> PivotCell {
    PivotCell(
      row: rows.indices.contains(row) ? rows[row] : .total,
      column: columns.indices.contains(column) ? columns[column] : .total)
  }

  /// The row and column of a cell; 0 for nil and for names that are gone.
  func index(of cell: PivotCell?) -> (row: Int, column: Int) {
    guard let cell else { return (0, 0) }
    return (
      cell.row == .total ? rows.count : rows.firstIndex(of: cell.row) ?? 0,
      cell.column == .total ? columns.count : columns.firstIndex(of: cell.column) ?? 0
    )
  }

  func totals(row: Int, column: Int) -> Totals {
    switch (rows.indices.contains(row), columns.indices.contains(column)) {
    case (true, true): cells[row][column]
    case (true, false): rowTotals[row]
    case (false, true): columnTotals[column]
    case (false, false): total
    }
  }

  /// "EMEA × Desk Lamp"; "EMEA" for a row's total and "all" for the grand total.
  func label(row: Int, column: Int, times: Character) -> String {
    let row = rows.indices.contains(row) ? rowLabels[row] : nil
    let column = columns.indices.contains(column) ? columnLabels[column] : nil
    let parts = [row, column].compactMap { $0 }
    return parts.isEmpty ? "all" : parts.joined(separator: " \(times) ")
  }

  func widget(_ measure: Measure, _ amounts: AmountText) -> Pivot {
    func value(_ totals: Totals) -> Double? {
      totals == .zero ? nil : measure.value(of: totals, currency: amounts.currency)
    }
    var pivot = Pivot(values: cells.map { $0.map(value) }, rowLabels: rowLabels, columnLabels: columnLabels) {
      measure == .average ? amounts.short(value: $0, measure) : CompactNumber.brief($0)
    }
    pivot.rowTotals = rowTotals.map(value)
    pivot.columnTotals = columnTotals.map(value)
    pivot.grandTotal = value(total)
    pivot.hasOtherRow = rows.last == .others
    pivot.hasOtherColumn = columns.last == .others
    if measure == .average { pivot.totalLabel = "All" }
    return pivot
  }
}
