/// Which cells of a pivot show in an area, and where.
struct PivotPlan {
  let area: Rect
  /// With the pointer's column at the left.
  let labelWidth: Int
  let hasHeader, hasTotalRow, hasTotalColumn: Bool
  let rows, columns: Range<Int>
  private let cellWidth: Int
  private let totalWidth: Int
  private let top: Int

  /// A cell holds the widest value with a blank on both sides, and as much of its header as there is room for.
  init(_ pivot: Pivot, in area: Rect) {
    self.area = area
    hasHeader = area.height >= 2
    hasTotalRow = pivot.columnTotals != nil && area.height >= 4
    top = area.y + (hasHeader ? 1 : 0)
    let values = pivot.values.flatMap { $0 }.compactMap { $0 }.filter(\.isFinite).map(pivot.format)
    let widest = min(max(4, values.map { DisplayWidth.of($0) }.max() ?? 0), 14) + 2
    // The corner's title and its hints have what the labels need, and no column gives way to them.
    let labels = max(pivot.rowLabels.map { DisplayWidth.of($0) }.max() ?? 0, 6)
    let title = max(labels, DisplayWidth.of(pivot.title))
    let totals = (pivot.rowTotals ?? []) + [pivot.grandTotal]
    let total = totals.compactMap { $0 }.filter(\.isFinite).map { DisplayWidth.of(pivot.format($0)) }.max() ?? 0
    totalWidth = max(total, DisplayWidth.of(pivot.totalLabel)) + 2
    let isWide = area.width >= title + 2 + pivot.columnCount * widest + totalWidth
    labelWidth = min((isWide ? title : labels) + 1, max(min(area.width - widest, 6), area.width / 3))
    hasTotalColumn = pivot.rowTotals != nil && area.width >= labelWidth + widest + totalWidth
    let room = area.width - labelWidth - (hasTotalColumn ? totalWidth : 0)
    let shown = min(max(1, room / widest), max(1, pivot.columnCount))
    // Room that is left over goes to the headers.
    let longest = (pivot.columnLabels.map { DisplayWidth.of($0) }.max() ?? 0) + 1
    cellWidth = max(1, min(max(widest, min(room / shown, longest)), max(room, 1)))
    let height = area.height - (hasHeader ? 1 : 0) - (hasTotalRow ? 1 : 0)
    let firstRow = Scrolling.firstRow(
      scroll: pivot.scroll.row, selected: pivot.selected?.row, visible: height, count: pivot.rowCount)
    let firstColumn = Scrolling.firstRow(
      scroll: pivot.scroll.column, selected: pivot.selected?.column, visible: shown, count: pivot.columnCount)
    rows = firstRow..<max(firstRow, min(firstRow + height, pivot.rowCount))
    columns = firstColumn..<max(firstColumn, min(firstColumn + shown, pivot.columnCount))
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
