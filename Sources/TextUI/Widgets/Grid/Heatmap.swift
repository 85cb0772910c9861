/// A grid of values, such as weekday × hour, shown by colour, or by signs of different density where there are no
/// colours. The selected value and the scale stand below it.
package struct Heatmap: Sendable {
  /// One array a row; nil where a value is not known.
  package var values: [[Double?]]
  package var rowLabels: [String]
  package var columnLabels: [String]
  /// Blank columns between the row labels and the cells. The default is 1.
  package var labelGap = 1
  /// Indices of the selected row and column; nil where none is selected.
  package var selected: (row: Int, column: Int)?
  /// Shows a last row with the scale and the selected value, where there is room. The default is true.
  package var showsLegend = true
  /// Format of the scale's ends.
  package var format: @Sendable (Double) -> String
  /// Format of the selected value; nil takes `format`.
  package var exactFormat: (@Sendable (Double) -> String)?

  package init(
    values: [[Double?]], rowLabels: [String] = [], columnLabels: [String] = [],
    format: @escaping @Sendable (Double) -> String = { CompactNumber.format($0, trimmed: true) }
  ) {
    self.values = values
    self.rowLabels = rowLabels
    self.columnLabels = columnLabels
    self.format = format
  }

  /// The selected cell in words, such as "Tue 14  1,204"; nil where none is selected.
  package func selectedText(_ look: Look) -> String? {
    guard let (row, column) = selected, row >= 0, column >= 0, row < values.count, column < columnCount else {
      return nil
    }
    let labels = [(row, rowLabels), (column, columnLabels)].compactMap { $0.0 < $0.1.count ? $0.1[$0.0] : nil }
    let value = column < values[row].count ? values[row][column] : nil
    let text = value.flatMap { $0.isFinite ? (exactFormat ?? format)($0) : nil } ?? String(look.symbols.dash)
    return (labels.joined(separator: " ") + "  " + text)
  }

  /// Indices of the row and column drawn at a point of the screen.
  package func cell(at point: Point, in area: Rect) -> (row: Int, column: Int)? {
    let plan = HeatmapPlan(self, in: area)
    guard plan.grid.contains(point), columnCount > 0 else { return nil }
    let row = plan.firstRow + (point.y - plan.grid.y) / plan.cell.rows
    let column = plan.columns.first { plan.cellArea(plan.firstRow, $0).right > point.x }
    return column.flatMap { row < values.count && $0 < columnCount ? (row, $0) : nil }
  }

  package func draw(in area: Rect, on canvas: inout Canvas, look: Look) {
    let area = area.intersection(canvas.bounds)
    let plan = HeatmapPlan(self, in: area)
    guard !plan.grid.isEmpty, columnCount > 0 else { return }
    let most = most
    for row in plan.rows {
      drawRowLabel(row, plan, on: &canvas)
      for column in plan.columns {
        let value = column < values[row].count ? values[row][column] : nil
        let isSelected = selected.map { $0 == (row, column) } ?? false
        draw(Heat(value, of: most), isSelected: isSelected, in: plan.cellArea(row, column), on: &canvas, look: look)
      }
    }
    drawColumnLabels(plan, on: &canvas)
    if let row = plan.legend { drawLegend(in: row, on: &canvas, look: look) }
  }

  var columnCount: Int { values.map(\.count).max() ?? 0 }

  private var most: Double { values.flatMap { $0 }.compactMap { $0 }.filter(\.isFinite).max() ?? 0 }

  /// Marks the selected cell with signs at its sides, so that its shade stays visible.
  private func draw(_ heat: Heat?, isSelected: Bool, in area: Rect, on canvas: inout Canvas, look: Look) {
    guard !area.isEmpty else { return }
    if let heat {
      let style = Style(.heat(heat.step), on: .heat(heat.step))
      canvas.fill(area, look.hasColour ? " " : heat.sign(look), style: style)
    } else {
      canvas.fill(area, style: .text)
    }
    guard isSelected else { return }
    let style = Style(.title, on: .selection, .bold)
    guard area.width > 1 else {
      canvas.fill(area, look.symbols.pointer, style: style)
      return
    }
    let signs = look.symbols.isASCII ? ("[", "]") : ("▐", "▌")
    for y in area.y..<area.bottom {
      canvas.write(look.hasColour ? "[" : signs.0, x: area.x, y: y, style: style, in: area)
      canvas.write(look.hasColour ? "]" : signs.1, x: area.right - 1, y: y, style: style, in: area)
    }
  }

  private func drawRowLabel(_ row: Int, _ plan: HeatmapPlan, on canvas: inout Canvas) {
    guard plan.grid.x > plan.area.x, row < rowLabels.count else { return }
    let style = Style(selected?.row == row ? .accent : .dim)
    let width = plan.grid.x - plan.area.x - labelGap
    let area = plan.cellArea(row, plan.firstColumn)
    canvas.write(
      rowLabels[row], x: plan.area.x, y: area.y + (area.height - 1) / 2, style: style, maxWidth: width, in: plan.area)
  }

  /// Draws as many labels as fit without touching, evenly spread, always including the selected one.
  private func drawColumnLabels(_ plan: HeatmapPlan, on canvas: inout Canvas) {
    guard let y = plan.labelRow else { return }
    let longest = columnLabels.map { DisplayWidth.of($0) }.max() ?? 0
    let every = max(1, (longest + plan.cell.columns) / plan.cell.columns)
    let mine = selected.flatMap { plan.columns.contains($0.column) && $0.column < columnLabels.count ? $0.column : nil }
    let others = stride(from: plan.firstColumn, to: plan.columns.upperBound, by: every).filter { $0 != mine }
    var taken: [Range<Int>] = []
    for index in (mine.map { [$0] } ?? []) + others where index < columnLabels.count {
      let width = DisplayWidth.of(columnLabels[index])
      let area = plan.cellArea(plan.firstRow, index)
      let x = min(area.x + max(0, area.width - width) / 2, plan.grid.right - width)
      guard x >= plan.grid.x, !taken.contains(where: { $0.overlaps((x - 1)..<(x + width + 1)) }) else { continue }
      taken.append(x..<(x + max(1, width)))
      canvas.write(
        columnLabels[index], x: x, y: y, style: Style(index == mine ? .accent : .chartAxis), in: plan.area)
    }
  }

  /// `Tue 14  1,204        0 ░▒▓█ 1.2k`
  private func drawLegend(in row: Rect, on canvas: inout Canvas, look: Look) {
    var room = row.width
    // A figure that is cut would be another one, so text without room is left out.
    if let text = selectedText(look), DisplayWidth.of(text) <= room {
      room -= canvas.write(text, x: row.x, y: row.y, style: Style(.number), in: row) + 2
    }
    guard scaleWidth(look) <= room else { return }
    drawScale(endingAt: row.right, in: row, on: &canvas, look: look)
  }

  /// The steps that the scale shows; without colour, one step for each sign.
  private func scaleSteps(_ look: Look) -> [Int] {
    look.hasColour ? Array(0..<Role.heatCount) : (0..<5).map { $0 * (Role.heatCount - 1) / 4 }
  }

  /// Columns of the scale; zero where no value is above zero, and so there is no scale.
  package func scaleWidth(_ look: Look) -> Int {
    most > 0 ? DisplayWidth.of(format(0)) + DisplayWidth.of(format(most)) + 2 + scaleSteps(look).count : 0
  }

  /// Draws the scale alone, `0 ░▒▓█ 1.2k`, so that it ends at a column. Draws nothing where the row has no room for it.
  package func drawScale(endingAt right: Int, in row: Rect, on canvas: inout Canvas, look: Look) {
    let width = scaleWidth(look)
    var x = right - width
    guard width > 0, x >= row.x else { return }
    x += canvas.write(format(0) + " ", x: x, y: row.y, style: .dim, in: row)
    for step in scaleSteps(look) {
      let style = Style(.heat(step), on: .heat(step))
      canvas.write(look.hasColour ? " " : String(Heat(step: step).sign(look)), x: x, y: row.y, style: style, in: row)
      x += 1
    }
    canvas.write(" " + format(most), x: x, y: row.y, style: .dim, in: row)
  }
}

/// The areas of a heatmap's parts.
struct HeatmapPlan {
  let area: Rect
  let grid: Rect
  /// Size of one cell.
  let cell: Size
  let rows, columns: Range<Int>
  let labelRow: Int?
  let legend: Rect?

  /// Scrolls so that the selected cell is visible.
  init(_ map: Heatmap, in area: Rect) {
    self.area = area
    let gutter = (map.rowLabels.map { DisplayWidth.of($0) }.max() ?? -map.labelGap) + map.labelGap
    let left = area.width > gutter + 8 ? gutter : 0
    let hasLabels = !map.columnLabels.isEmpty && area.height > 2
    let hasLegend = map.showsLegend && area.height >= map.values.count + (hasLabels ? 2 : 1) && area.height > 2
    let body = area.height - (hasLabels ? 1 : 0) - (hasLegend ? 1 : 0)
    let width = max(1, (area.width - left) / max(1, map.columnCount))
    let height = max(1, body / max(1, map.values.count))
    cell = Size(columns: width, rows: height)
    let shownRows = min(map.values.count, max(0, body / height))
    let shownColumns = min(map.columnCount, max(0, (area.width - left) / width))
    // The remaining columns and rows stay blank, so that all cells have the same size.
    grid = Rect(x: area.x + left, y: area.y, width: shownColumns * width, height: shownRows * height)
    let row = Scrolling.firstRow(
      scroll: 0, selected: map.selected?.row, visible: shownRows, count: map.values.count)
    let column = Scrolling.firstRow(
      scroll: 0, selected: map.selected?.column, visible: shownColumns, count: map.columnCount)
    rows = row..<(row + shownRows)
    columns = column..<(column + shownColumns)
    labelRow = hasLabels ? grid.bottom : nil
    legend = hasLegend ? Rect(x: area.x, y: grid.bottom + (hasLabels ? 1 : 0), width: area.width, height: 1) : nil
  }

  var firstRow: Int { rows.lowerBound }
  var firstColumn: Int { columns.lowerBound }

  func cellArea(_ row: Int, _ column: Int) -> Rect {
    Rect(
      x: grid.x + (column - firstColumn) * cell.columns, y: grid.y + (row - firstRow) * cell.rows, width: cell.columns,
      height: cell.rows
    )
    .intersection(grid)
  }
}
