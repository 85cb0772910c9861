/// The cells of a pivot that are visible in an area, and their positions.
struct PivotPlan {
  let area: Rect
  /// Width of the row labels, with a column for the pointer at the left.
  let labelWidth: Int
  let hasTotalRow, hasTotalColumn: Bool
  /// Lines for the heads of the columns: none, one, or two where a name continues in a second line.
  let headRows: Int
  let rows, columns: Range<Int>
  let heads: PivotHeads
  /// `Pivot.most`, computed once.
  let most: Double
  let rowCount, columnCount: Int
  private let cellWidth: Int
  private let totalWidth: Int
  private let top: Int

  /// A cell is as wide as the widest value with a blank on both sides, and has as much of its head as there is room
  /// for.
  init(_ pivot: Pivot, in area: Rect) {
    self.area = area
    hasTotalRow = pivot.columnTotals != nil && area.height >= 4
    (most, rowCount, columnCount) = (pivot.most, pivot.rowCount, pivot.columnCount)
    let widest = min(max(4, PivotPlan.widest(pivot)), 14) + 2
    // The title in the corner and its hints get the width of the labels; no column makes room for them.
    let labels = max(pivot.rowLabels.map { DisplayWidth.of($0) }.max() ?? 0, 6)
    let title = max(labels, DisplayWidth.of(pivot.title))
    let totals = (pivot.rowTotals ?? []) + [pivot.grandTotal]
    let total = totals.compactMap { $0 }.filter(\.isFinite).map { DisplayWidth.of(pivot.format($0)) }.max() ?? 0
    totalWidth = max(total, DisplayWidth.of(pivot.totalLabel)) + 2
    let isWide = area.width >= title + 3 + columnCount * widest + totalWidth
    labelWidth = min((isWide ? title : labels) + 2, max(min(area.width - widest, 6), area.width / 3))
    hasTotalColumn = pivot.rowTotals != nil && area.width >= labelWidth + widest + totalWidth
    let room = area.width - labelWidth - (hasTotalColumn ? totalWidth : 0)
    let headRows = area.height < 2 ? 0 : area.height < 6 ? 1 : 2
    let heads = PivotHeads(pivot.columnLabels, in: room, values: widest, rows: headRows)
    self.heads = heads
    self.headRows = heads.rows
    cellWidth = heads.cellWidth
    top = area.y + heads.rows
    let shown = min(max(1, room / cellWidth), max(1, pivot.columnCount))
    let height = area.height - heads.rows - (hasTotalRow ? 1 : 0)
    // The totals do not scroll.
    let row = pivot.selected.flatMap { $0.row < pivot.rowCount ? $0.row : nil }
    let column = pivot.selected.flatMap { $0.column < pivot.columnCount ? $0.column : nil }
    let firstRow = Scrolling.firstRow(
      scroll: pivot.scroll.row, selected: row, visible: height, count: pivot.rowCount)
    let firstColumn = Scrolling.firstRow(
      scroll: pivot.scroll.column, selected: column, visible: shown, count: pivot.columnCount)
    rows = firstRow..<max(firstRow, min(firstRow + height, pivot.rowCount))
    columns = firstColumn..<max(firstColumn, min(firstColumn + shown, pivot.columnCount))
  }

  /// Width of the widest value as text. Of very many values only the outermost and some of all sizes are measured.
  private static func widest(_ pivot: Pivot) -> Int {
    let values = pivot.values.flatMap { $0 }.compactMap { $0 }.filter(\.isFinite)
    let some = stride(from: 0, to: values.count, by: values.count / 300 + 1).map { values[$0] }
    let outermost = [values.min(), values.max()].compactMap { $0 }
    return (some + outermost).map { DisplayWidth.of(pivot.format($0)) }.max() ?? 0
  }

  func isOther(_ row: Int, _ column: Int, of pivot: Pivot) -> Bool {
    pivot.hasOtherRow && row == rowCount - 1 || pivot.hasOtherColumn && column == columnCount - 1
  }

  func y(of row: Int) -> Int { top + row - rows.lowerBound }

  var totalRow: Int { min(top + rows.count, area.bottom - 1) }

  func cell(_ row: Int, _ column: Int) -> Rect { cell(y: y(of: row), column) }

  func cell(y: Int, _ column: Int) -> Rect {
    let x = area.x + max(0, labelWidth) + (column - columns.lowerBound) * cellWidth
    return Rect(x: x, y: y, width: cellWidth, height: 1).intersection(area)
  }

  func total(at y: Int) -> Rect {
    let x = area.x + labelWidth + columns.count * cellWidth
    return Rect(x: x, y: y, width: totalWidth, height: 1).intersection(area)
  }
}
