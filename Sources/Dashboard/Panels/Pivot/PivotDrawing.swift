import SalesAnalytics
import TextUI

/// Draws regions by products, with the totals of both.
struct PivotDrawing {
  let model: Model
  /// The selected cell and the first row and column shown.
  let cell: PivotCell?
  let scroll: GridCell

  init(_ model: Model, selected cell: PivotCell?, scroll: GridCell) {
    self.model = model
    self.cell = cell
    self.scroll = scroll
  }

  func draw(in area: Rect, on canvas: inout Canvas) {
    let grid = PivotGrid(model)
    let exact = grid.flatMap { trailing($0, width: area.width) }
    let inner = TitledBox(title: title, trailing: exact, focused: isFocused).draw(
      in: area, on: &canvas, look: model.look)
    guard let grid else { return canvas.writeDash(in: inner, model.look) }
    pivot(grid).draw(in: inner, on: &canvas, look: model.look)
  }

  func pivot(_ grid: PivotGrid) -> Pivot {
    var pivot = grid.widget(model.measure, model.amounts)
    pivot.scroll = (scroll.row, scroll.column)
    pivot.isFocused = isFocused
    if isFocused { pivot.selected = grid.index(of: cell) }
    return pivot
  }

  private var isFocused: Bool { model.focus == .pivot }

  private var title: String { "\(model.measure.title), region \(model.look.symbols.times) product" }

  /// The exact figure of the selected cell and its share of the whole.
  private func trailing(_ grid: PivotGrid, width: Int) -> String? {
    guard isFocused else { return nil }
    let (row, column) = grid.index(of: cell)
    let figures = RankedRow(name: "", totals: grid.totals(row: row, column: column))
    let exact = model.amounts.exact(figures.totals, model.measure)
    let whole = grid.totals(row: grid.rows.count, column: grid.columns.count)
    let share = figures.share(of: whole, by: model.measure).map { model.amounts.share($0) }
    let name = grid.label(row: row, column: column, times: model.look.symbols.times)
    let figure = [exact, share].compactMap { $0 }.joined(separator: "  ")
    return TitledBox.trailing(["\(name)  \(figure)", figure, exact], beside: title, width: width)
  }
}
