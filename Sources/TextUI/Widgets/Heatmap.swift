/// A grid of values shown by colour, or where there is none by denser signs: weekday × hour, say.
package struct Heatmap: Sendable {
  /// One row of values each; nil where nothing is known.
  package var values: [[Double?]]
  package var rowLabels: [String]
  package var columnLabels: [String]
  /// Row and column.
  package var selected: (row: Int, column: Int)?

  package init(values: [[Double?]], rowLabels: [String] = [], columnLabels: [String] = []) {
    self.values = values
    self.rowLabels = rowLabels
    self.columnLabels = columnLabels
  }

  /// The row and column drawn at a point of the screen.
  package func cell(at point: Point, in area: Rect) -> (row: Int, column: Int)? {
    let grid = gridArea(in: area)
    guard grid.contains(point), columnCount > 0 else { return nil }
    let row = point.y - grid.y
    let column = (point.x - grid.x) / cellWidth(in: grid)
    return row < values.count && column < columnCount ? (row, column) : nil
  }

  package func draw(in area: Rect, on canvas: inout Canvas, look: Look) {
    let grid = gridArea(in: area)
    guard !grid.isEmpty, columnCount > 0 else { return }
    let width = cellWidth(in: grid)
    let most = values.flatMap { $0 }.compactMap { $0 }.filter(\.isFinite).max() ?? 0
    for (row, line) in values.enumerated() where row < grid.height {
      drawRowLabel(row, in: area, grid, on: &canvas)
      for (column, value) in line.enumerated() {
        let place = Rect(x: grid.x + column * width, y: grid.y + row, width: width, height: 1).intersection(grid)
        draw(value, most, isSelected: selected.map { $0 == (row, column) } ?? false, in: place, on: &canvas, look: look)
      }
    }
    drawColumnLabels(in: area, grid, width, on: &canvas)
  }

  private var columnCount: Int { values.map(\.count).max() ?? 0 }

  private func cellWidth(in grid: Rect) -> Int { max(1, grid.width / max(1, columnCount)) }

  private func gridArea(in area: Rect) -> Rect {
    let gutter = (rowLabels.map { DisplayWidth.of($0) }.max() ?? -1) + 1
    let left = area.width > gutter + 8 ? gutter : 0
    let foot = !columnLabels.isEmpty && area.height > 2 ? 1 : 0
    return Rect(x: area.x + left, y: area.y, width: area.width - left, height: area.height - foot)
  }

  private func draw(
    _ value: Double?, _ most: Double, isSelected: Bool, in place: Rect, on canvas: inout Canvas, look: Look
  ) {
    guard let value, value.isFinite, !place.isEmpty else {
      if isSelected { canvas.restyle(place) { $0.background = .selection } }
      return
    }
    let share = most > 0 ? min(max(value / most, 0), 1) : 0
    let step = Int((share * Double(Role.heatCount - 1)).rounded())
    let signs = look.symbols.graph == .ascii ? Heatmap.asciiSigns : Heatmap.signs
    let last = Role.heatCount - 1
    let sign = look.hasColour ? " " : signs[(step * (signs.count - 1) + last / 2) / last]
    let text = String(repeating: sign, count: place.width)
    let style = Style(.heat(step), on: .heat(step), isSelected ? [.reverse, .bold] : [])
    canvas.write(text, x: place.x, y: place.y, style: style, maxWidth: place.width, in: place)
  }

  private func drawRowLabel(_ row: Int, in area: Rect, _ grid: Rect, on canvas: inout Canvas) {
    guard grid.x > area.x, row < rowLabels.count else { return }
    canvas.write(rowLabels[row], x: area.x, y: grid.y + row, style: .dim, maxWidth: grid.x - area.x - 1, in: area)
  }

  /// As many as fit without touching, evenly.
  private func drawColumnLabels(in area: Rect, _ grid: Rect, _ width: Int, on canvas: inout Canvas) {
    guard grid.bottom < area.bottom else { return }
    let longest = columnLabels.map { DisplayWidth.of($0) }.max() ?? 0
    let every = max(1, (longest + width) / width)
    for index in stride(from: 0, to: min(columnLabels.count, columnCount), by: every) {
      let x = grid.x + index * width
      guard x + DisplayWidth.of(columnLabels[index]) <= grid.right else { break }
      canvas.write(columnLabels[index], x: x, y: grid.bottom, style: Style(.chartAxis), in: area)
    }
  }

  private static let signs: [Character] = [" ", "░", "▒", "▓"]
  private static let asciiSigns: [Character] = [" ", ".", ":", "+", "#"]
}
