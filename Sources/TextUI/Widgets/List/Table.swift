/// Rows in aligned columns, with a selected row, a sort sign in the header and, if wanted, a footer that does not
/// scroll.
package struct Table: Sendable {
  package var columns: [TableColumn]
  package var rows: [[TableCell]]
  /// A row such as `Other (n)` below the others that does not scroll. The default is nil.
  package var footer: [TableCell]?
  package var selected: Int?
  package var sortedBy: Int?
  package var isAscending = false
  package var showsHeader = true
  package var scroll = 0
  package var isFocused = true
  /// Blank columns between two columns. The default is 1.
  package var gap = 1

  package init(columns: [TableColumn], rows: [[TableCell]]) {
    self.columns = columns
    self.rows = rows
  }

  /// Widens the columns of fixed width that end at the right, which hold figures, to their widest cell: a figure that
  /// is cut would be another one. Where the table is then too wide, columns are left out.
  package mutating func fitFigures() {
    for index in columns.indices where columns[index].alignment == .trailing {
      guard case .fixed(let width) = columns[index].width else { continue }
      let cells = (rows + (footer.map { [$0] } ?? [])).compactMap { index < $0.count ? $0[index].width : nil }
      columns[index].width = .fixed(cells.reduce(width, max))
    }
  }

  /// Indices of the columns that fit a width, in their order.
  package func visibleColumns(width: Int) -> [Int] {
    var kept = Array(columns.indices)
    while kept.count > 1, need(of: kept) > width {
      guard let worst = kept.min(by: { columns[$0].priority < columns[$1].priority }) else { break }
      // Of columns with the same priority the last goes first.
      let last = kept.last { columns[$0].priority == columns[worst].priority } ?? worst
      kept.removeAll { $0 == last }
    }
    return kept
  }

  /// Index of the row drawn at a point of the screen, footer aside.
  package func row(at point: Point, in area: Rect) -> Int? {
    let body = bodyArea(in: area)
    guard body.contains(point) else { return nil }
    let index = firstRow(visible: body.height) + point.y - body.y
    return index < rows.count ? index : nil
  }

  /// Indices and area of the cell drawn at a point of the screen, footer aside.
  package func cell(at point: Point, in area: Rect) -> (row: Int, column: Int, area: Rect)? {
    guard let row = row(at: point, in: area) else { return nil }
    let line = Rect(x: area.x, y: point.y, width: area.width, height: 1)
    return cellAreas(in: line).first { $0.area.contains(point) }.map { (row, $0.column, $0.area) }
  }

  /// Index of the column whose head is drawn at a point of the screen.
  package func header(at point: Point, in area: Rect) -> Int? {
    guard hasHeader(in: area), point.y == area.y else { return nil }
    return cellAreas(in: area.row(0)).first { $0.area.contains(point) }?.column
  }

  package func draw(in area: Rect, on canvas: inout Canvas, look: Look) {
    guard !area.isEmpty else { return }
    if hasHeader(in: area) { drawHeader(in: area.row(0), on: &canvas, look: look) }
    let body = bodyArea(in: area)
    let first = firstRow(visible: body.height)
    for offset in 0..<body.height where first + offset < rows.count {
      let index = first + offset
      draw(rows[index], in: body.row(offset), isSelected: index == selected, on: &canvas, look: look)
    }
    if let footer, hasFooter(in: area) {
      let used = min(body.height, max(0, rows.count - first))
      draw(
        footer, in: Rect(x: area.x, y: body.y + used, width: area.width, height: 1),
        isSelected: selected == rows.count, on: &canvas, look: look)
    }
  }

  /// Index of the first row shown where `visible` lines hold rows.
  package func firstRow(visible: Int) -> Int {
    Scrolling.firstRow(
      scroll: scroll, selected: selected.map { min($0, rows.count - 1) }, visible: visible, count: rows.count)
  }

  /// The area of the rows, without header and footer.
  package func bodyArea(in area: Rect) -> Rect {
    let top = hasHeader(in: area) ? 1 : 0
    let foot = hasFooter(in: area) ? 1 : 0
    return Rect(x: area.x, y: area.y + top, width: area.width, height: area.height - top - foot)
  }

  private func hasHeader(in area: Rect) -> Bool { showsHeader && area.height >= 2 }

  private func hasFooter(in area: Rect) -> Bool { footer != nil && area.height >= (showsHeader ? 3 : 2) }

  private func need(of indices: [Int]) -> Int {
    1 + indices.reduce(0) { $0 + columns[$1].least } + gap * max(0, indices.count - 1)
  }

  /// The first screen column is the pointer's.
  private func cellAreas(in row: Rect) -> [(column: Int, area: Rect)] {
    let kept = visibleColumns(width: row.width)
    let inner = Rect(x: row.x + 1, y: row.y, width: row.width - 1, height: row.height)
    var lengths: [Length] = []
    for index in kept { lengths += lengths.isEmpty ? [columns[index].width] : [.fixed(gap), columns[index].width] }
    let parts = inner.columns(lengths)
    return kept.enumerated().map { (column: $0.element, area: parts[2 * $0.offset]) }
  }

  private func drawHeader(in row: Rect, on canvas: inout Canvas, look: Look) {
    for (index, area) in cellAreas(in: row) {
      let column = columns[index]
      let isSort = index == sortedBy
      let sign = isAscending ? look.symbols.up : look.symbols.down
      let title = isSort ? column.title + String(sign) : column.title
      let style = Style(isSort ? .accent : .header)
      TableCell(.text(title), style: style).draw(in: area, alignment: column.alignment, on: &canvas, look: look)
    }
  }

  private func draw(_ cells: [TableCell], in row: Rect, isSelected: Bool, on canvas: inout Canvas, look: Look) {
    if isSelected {
      canvas.fill(row, style: Style(.text, on: isFocused ? .selection : nil))
      canvas.write(String(look.symbols.pointer), x: row.x, y: row.y, style: Style(.accent), in: row)
    }
    for (index, area) in cellAreas(in: row) where index < cells.count {
      cells[index].draw(in: area, alignment: columns[index].alignment, on: &canvas, look: look)
    }
  }
}
