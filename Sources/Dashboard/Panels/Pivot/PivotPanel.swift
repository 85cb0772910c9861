import SalesAnalytics
import SalesCore
import TextUI

/// The panel of regions by products.
struct PivotPanel: Panel {
  let kind = PanelKind.pivot
  var cell: PivotCell?
  /// The first row and column shown.
  private(set) var scroll = GridCell(row: 0, column: 0)

  func needs(in area: Rect) -> PanelNeeds { PanelNeeds(parts: .pivot) }

  private func drawing(_ context: PanelContext) -> PivotDrawing {
    PivotDrawing(context.model, selected: cell, scroll: scroll)
  }

  func draw(in area: Rect, _ context: PanelContext, on canvas: inout Canvas) {
    drawing(context).draw(in: area, on: &canvas)
  }

  mutating func perform(_ action: Action, _ context: PanelContext) -> [Intent]? {
    switch action {
    case .apply, .drillDown: filterIntents(context)
    case _ where action.isMove: move(action, context)
    default: nil
    }
  }

  private mutating func move(_ action: Action, _ context: PanelContext) -> [Intent] {
    guard let grid = PivotGrid(context.model), let area = content(context) else { return [] }
    let pivot = drawing(context).pivot(grid)
    let totals = pivot.showsTotals(in: area)
    let page = max(1, pivot.visible(in: area).rows.count - 1)
    var (row, column) = grid.index(of: cell)
    switch action {
    case .up: row -= 1
    case .down: row += 1
    case .pageUp: row -= page
    case .pageDown: row += page
    case .left: column -= 1
    case .right: column += 1
    case .first: (row, column) = (0, 0)
    case .last: (row, column) = (grid.rows.count - 1, grid.columns.count - 1)
    default: return []
    }
    row = min(max(0, row), grid.rows.count - (totals.row ? 0 : 1))
    column = min(max(0, column), grid.columns.count - (totals.column ? 0 : 1))
    return select(grid.cell(row: row, column: column), in: area, context)
  }

  /// Filters by the cell's region and product. A total has only one of them, and "Other" neither.
  private func filterIntents(_ context: PanelContext) -> [Intent] {
    guard let grid = PivotGrid(context.model) else { return [] }
    let (row, column) = grid.index(of: cell)
    let cell = grid.cell(row: row, column: column)
    var filter = context.model.filter
    if let region = cell.region { (filter.regions, filter.excludedRegions) = ([region], []) }
    if let product = cell.product { (filter.products, filter.excludedProducts) = ([product], []) }
    return [.filter(filter), .drill]
  }

  /// A click selects a cell, a click on the selected cell shows only its region and product.
  mutating func mouse(_ event: MouseEvent, in area: Rect, _ context: PanelContext) -> [Intent] {
    switch event.kind {
    case .wheelUp, .wheelDown: return [.focus(kind)] + move(event.kind == .wheelUp ? .up : .down, context)
    case .press:
      guard let grid = PivotGrid(context.model), let content = content(context),
        let hit = drawing(context).pivot(grid).cell(at: event.at, in: content)
      else { return [] }
      let isAgain = context.focusBefore == kind && grid.index(of: cell) == hit
      let selected = select(grid.cell(row: hit.row, column: hit.column), in: content, context)
      return selected + (isAgain ? filterIntents(context) : [])
    case .release, .drag: return []
    }
  }

  private func content(_ context: PanelContext) -> Rect? { context.area.map { TitledBox.content(in: $0) } }

  private mutating func select(_ cell: PivotCell, in area: Rect, _ context: PanelContext) -> [Intent] {
    self.cell = cell
    if let grid = PivotGrid(context.model) {
      let visible = drawing(context).pivot(grid).visible(in: area)
      scroll = GridCell(row: visible.rows.lowerBound, column: visible.columns.lowerBound)
    }
    return [.holdRows]
  }

  func canPerform(_ action: Action, _ context: PanelContext) -> Bool? {
    action == .drillDown ? cell != nil : nil
  }
}
