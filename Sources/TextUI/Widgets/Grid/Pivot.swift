/// A matrix of values with a shade each, such as region × product. Headers and totals stay while the cells scroll.
package struct Pivot: Sendable {
  /// One array a row; nil where there is no value.
  package var values: [[Double?]]
  package var rowLabels: [String]
  package var columnLabels: [String]
  /// Given by the caller, because totals of averages are not sums; nil leaves the column or row of totals out.
  package var rowTotals: [Double?]?
  package var columnTotals: [Double?]?
  package var grandTotal: Double?
  /// True where the last row or column stands for all others. It is drawn dim, and its values do not count for the
  /// shades.
  package var hasOtherRow = false
  package var hasOtherColumn = false
  /// Indices of the selected cell. The row and the column after the last are the totals.
  package var selected: (row: Int, column: Int)?
  /// Indices of the first row and column to show; drawing moves them as far as the selected cell needs.
  package var scroll: (row: Int, column: Int) = (0, 0)
  package var isFocused = true
  /// Text of the corner, such as "Region × product".
  package var title = ""
  package var totalLabel = "Total"
  package var format: @Sendable (Double) -> String

  package init(
    values: [[Double?]], rowLabels: [String], columnLabels: [String],
    format: @escaping @Sendable (Double) -> String = { CompactNumber.format($0) }
  ) {
    self.values = values
    self.rowLabels = rowLabels
    self.columnLabels = columnLabels
    self.format = format
  }

  package var rowCount: Int { max(values.count, rowLabels.count) }
  package var columnCount: Int { max(values.map(\.count).max() ?? 0, columnLabels.count) }

  /// The rows and columns whose cells are visible in an area.
  package func visible(in area: Rect) -> (rows: Range<Int>, columns: Range<Int>) {
    let plan = PivotPlan(self, in: area)
    return (plan.rows, plan.columns)
  }

  /// Tells if the row and the column of totals are visible in an area.
  package func showsTotals(in area: Rect) -> (row: Bool, column: Bool) {
    let plan = PivotPlan(self, in: area)
    return (plan.hasTotalRow, plan.hasTotalColumn)
  }

  /// Indices of the cell drawn at a point of the screen, counted as in `selected`.
  package func cell(at point: Point, in area: Rect) -> (row: Int, column: Int)? {
    let plan = PivotPlan(self, in: area)
    let isTotal = plan.hasTotalRow && point.y == plan.totalRow
    guard let row = isTotal ? rowCount : plan.rows.first(where: { plan.y(of: $0) == point.y }) else { return nil }
    if plan.hasTotalColumn, plan.total(at: point.y).contains(point) { return (row, columnCount) }
    let column = plan.columns.first { plan.cell(y: point.y, $0).contains(point) }
    return column.map { (row, $0) }
  }

  package func draw(in area: Rect, on canvas: inout Canvas, look: Look) {
    let area = area.intersection(canvas.bounds)
    guard !area.isEmpty, rowCount > 0, columnCount > 0 else { return }
    let plan = PivotPlan(self, in: area)
    if plan.headRows > 0 { drawHeader(plan, on: &canvas, look: look) }
    for row in plan.rows {
      drawLabel(label(row, of: rowLabels), row, plan, on: &canvas, look: look)
      for column in plan.columns { drawCell(row, column, plan, on: &canvas, look: look) }
      if plan.hasTotalColumn {
        let area = plan.total(at: plan.y(of: row))
        drawTotal(value(row, in: rowTotals), (row, plan.columnCount), in: area, .header, on: &canvas, look: look)
      }
    }
    if plan.hasTotalRow { drawTotals(plan, on: &canvas, look: look) }
  }

  private func label(_ index: Int, of labels: [String]) -> String { index < labels.count ? labels[index] : "" }

  private func value(_ index: Int, in values: [Double?]?) -> Double? {
    guard let values, index < values.count else { return nil }
    return values[index]
  }

  func value(_ row: Int, _ column: Int) -> Double? {
    guard row < values.count, column < values[row].count, let value = values[row][column], value.isFinite else {
      return nil
    }
    return value
  }

  /// The greatest value outside the row and column that stand for all others.
  var most: Double {
    let rows = values.dropLast(hasOtherRow && values.count == rowCount ? 1 : 0)
    let columns = columnCount - (hasOtherColumn ? 1 : 0)
    let known = rows.flatMap { $0.prefix(columns) }
    return known.compactMap { $0 }.filter(\.isFinite).max() ?? 0
  }

  private func drawHeader(_ plan: PivotPlan, on canvas: inout Canvas, look: Look) {
    let y = plan.area.y + plan.headRows - 1
    drawCorner(plan, y: y, on: &canvas, look: look)
    for column in plan.columns {
      let isSelected = selected?.column == column
      let style = Style(isSelected && isFocused ? .accent : plan.isOther(-1, column, of: self) ? .dim : .header)
      let lines = plan.heads.lines(label(column, of: columnLabels))
      let area = plan.cell(y: y, column)
      // Aligned with the figures where it fits, else one column further.
      let spare = lines.allSatisfy { DisplayWidth.of($0) <= area.width - 2 } ? 2 : 1
      for (offset, text) in lines.reversed().enumerated() {
        let head = Rect(x: area.x + 1, y: y - offset, width: area.width - spare, height: 1)
        drawTrailing(text, in: head, style, on: &canvas)
      }
    }
    if plan.hasTotalColumn {
      let style = Style(selected?.column == plan.columnCount && isFocused ? .accent : .header)
      drawTrailing(totalLabel, in: plan.total(at: y).inset(dx: 1, dy: 0), style, on: &canvas)
    }
  }

  /// Draws the number of columns and rows out of sight on each side: "45 more →", or "→45" where there is less room.
  private func drawCorner(_ plan: PivotPlan, y: Int, on canvas: inout Canvas, look: Look) {
    let signs = look.symbols
    let corner = Rect(x: plan.area.x + 1, y: y, width: plan.labelWidth - 1, height: 1)
    func hints(_ hidden: [(sign: Character, count: Int)], in room: Int) -> String {
      let hidden = hidden.filter { $0.count > 0 }
      let text = hidden.count == 1 ? "\(hidden[0].count) more \(hidden[0].sign)" : ""
      if hidden.count == 1, DisplayWidth.of(text) <= room { return text }
      let parts = hidden.map { "\($0.sign)\($0.count)" }
      // A number that is cut would be another one.
      let forms = (0...parts.count).reversed().map { count in
        (parts.prefix(count) + (count < parts.count ? [String(signs.ellipsis)] : [])).joined(separator: " ")
      }
      return forms.first { DisplayWidth.of($0) <= room } ?? ""
    }
    let across = [
      (signs.left, plan.columns.lowerBound), (signs.right, plan.columnCount - plan.columns.upperBound),
    ]
    let down = [(signs.rise, plan.rows.lowerBound), (signs.fall, plan.rowCount - plan.rows.upperBound)]
    var last = hints(across + down, in: corner.width)
    if plan.headRows > 1, across.contains(where: { $0.1 > 0 }), down.contains(where: { $0.1 > 0 }) {
      let above = Rect(x: corner.x, y: y - 1, width: corner.width, height: 1)
      drawTrailing(hints(across, in: above.width), in: above, .dim, on: &canvas)
      last = hints(down, in: corner.width)
    }
    let width = DisplayWidth.of(last)
    canvas.write(last, x: max(corner.x, corner.right - width), y: y, style: .dim, in: corner)
    let room = corner.width - (width > 0 ? width + 1 : 0)
    if room > 4 { canvas.write(title, x: corner.x, y: y, style: Style(.header), maxWidth: room, in: corner) }
  }

  private func drawLabel(
    _ text: String, _ row: Int, _ plan: PivotPlan, on canvas: inout Canvas, look: Look
  ) {
    let y = plan.y(of: row)
    let isSelected = selected?.row == row
    if isSelected {
      canvas.write(String(look.symbols.pointer), x: plan.area.x, y: y, style: Style(.accent), in: plan.area)
    }
    let role: Role = isSelected && isFocused ? .accent : plan.isOther(row, -1, of: self) ? .dim : .text
    canvas.write(
      text, x: plan.area.x + 1, y: y, style: Style(role), maxWidth: plan.labelWidth - 1, in: plan.area)
  }

  private func drawCell(_ row: Int, _ column: Int, _ plan: PivotPlan, on canvas: inout Canvas, look: Look) {
    let area = plan.cell(row, column)
    let isSelected = selected.map { $0 == (row, column) } ?? false
    let value = value(row, column)
    var style = Style(plan.isOther(row, column, of: self) ? .dim : .number)
    let heat = Heat(rootOf: value, of: plan.most)
    if isSelected, isFocused {
      style = Self.selected
      canvas.fill(area, style: style)
    } else if let heat, !plan.isOther(row, column, of: self) {
      style = heat.textStyle(look)
      canvas.fill(area, style: style)
      if !look.hasColour {
        canvas.write(String(heat.sign(look)), x: area.x, y: area.y, style: .text, in: area)
      }
    }
    drawFigure(
      value, in: area.inset(dx: 1, dy: 0), value == nil ? Style(.dim, on: style.background) : style, on: &canvas,
      look: look)
    if isSelected {
      drawPointer(in: area, on: &canvas, look: look)
    }
  }

  /// The style of the selected cell, different from every shade.
  private static let selected = Style(.tabActive, on: .tabActive, .bold)

  private func drawPointer(in area: Rect, on canvas: inout Canvas, look: Look) {
    let style = isFocused ? Self.selected : Style(.accent)
    canvas.write(String(look.symbols.pointer), x: area.x, y: area.y, style: style, in: area)
  }

  private func drawTotals(_ plan: PivotPlan, on canvas: inout Canvas, look: Look) {
    let y = plan.totalRow
    let isSelected = selected?.row == plan.rowCount
    if isSelected {
      canvas.write(String(look.symbols.pointer), x: plan.area.x, y: y, style: Style(.accent), in: plan.area)
    }
    canvas.write(
      totalLabel, x: plan.area.x + 1, y: y, style: Style(isSelected && isFocused ? .accent : .header),
      maxWidth: plan.labelWidth - 1, in: plan.area)
    for column in plan.columns {
      let area = plan.cell(y: y, column)
      drawTotal(value(column, in: columnTotals), (plan.rowCount, column), in: area, .header, on: &canvas, look: look)
    }
    guard plan.hasTotalColumn else { return }
    drawTotal(grandTotal, (plan.rowCount, plan.columnCount), in: plan.total(at: y), .number, on: &canvas, look: look)
  }

  private func drawTotal(
    _ value: Double?, _ cell: (row: Int, column: Int), in area: Rect, _ role: Role, on canvas: inout Canvas, look: Look
  ) {
    let isSelected = selected.map { $0 == cell } ?? false
    var style = Style(role)
    if isSelected, isFocused {
      style = Self.selected
      canvas.fill(area, style: style)
    }
    drawFigure(value, in: area.inset(dx: 1, dy: 0), style, on: &canvas, look: look)
    if isSelected { drawPointer(in: area, on: &canvas, look: look) }
  }

  /// Draws a value in fewer digits where it does not fit, and nothing where these do not fit either.
  private func drawFigure(_ value: Double?, in area: Rect, _ style: Style, on canvas: inout Canvas, look: Look) {
    let value = value.flatMap { $0.isFinite ? $0 : nil }
    let forms = value.map { [format($0), CompactNumber.brief($0)] } ?? [String(look.symbols.dash)]
    guard let text = forms.first(where: { DisplayWidth.of($0) <= area.width }) else { return }
    drawTrailing(text, in: area, style, on: &canvas)
  }

  private func drawTrailing(_ text: String, in area: Rect, _ style: Style, on canvas: inout Canvas) {
    let shift = max(0, area.width - DisplayWidth.of(text))
    canvas.write(text, x: area.x + shift, y: area.y, style: style, maxWidth: area.width - shift, in: area)
  }
}
