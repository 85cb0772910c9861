import SalesCore
import TextUI

/// The selected cell of the pivot.
extension Model {
  mutating func moveOnPivot(_ action: Action) {
    guard let grid = PivotGrid(self), let area = pivotArea else { return }
    let pivot = PivotPanel(self).pivot(grid)
    let totals = pivot.showsTotals(in: area)
    let page = max(1, pivot.visible(in: area).rows.count - 1)
    var (row, column) = grid.index(of: pivotCell)
    switch action {
    case .up: row -= 1
    case .down: row += 1
    case .pageUp: row -= page
    case .pageDown: row += page
    case .left: column -= 1
    case .right: column += 1
    case .first: (row, column) = (0, 0)
    case .last: (row, column) = (grid.rows.count - 1, grid.columns.count - 1)
    default: return
    }
    row = min(max(0, row), grid.rows.count - (totals.row ? 0 : 1))
    column = min(max(0, column), grid.columns.count - (totals.column ? 0 : 1))
    select(grid.cell(row: row, column: column), in: area)
  }

  /// Shows only the region and the product of the cell; a total has but one of them, and the others none.
  mutating func applyPivotCell() {
    guard let grid = PivotGrid(self) else { return }
    let (row, column) = grid.index(of: pivotCell)
    let cell = grid.cell(row: row, column: column)
    var new = filter
    if let region = cell.region { (new.regions, new.excludedRegions) = ([region], []) }
    if let product = cell.product { (new.products, new.excludedProducts) = ([product], []) }
    change(filter: new)
  }

  /// A click selects; a click on what is selected shows only that.
  mutating func mouseOnPivot(_ event: MouseEvent, focusBefore: PanelID) {
    switch event.kind {
    case .wheelUp, .wheelDown:
      setFocus(.pivot)
      moveOnPivot(event.kind == .wheelUp ? .up : .down)
    case .press:
      guard let grid = PivotGrid(self), let area = pivotArea else { return }
      guard let at = PivotPanel(self).pivot(grid).cell(at: event.at, in: area) else { return }
      let isAgain = focusBefore == .pivot && grid.index(of: pivotCell) == at
      select(grid.cell(row: at.row, column: at.column), in: area)
      if isAgain { drilling { $0.applyPivotCell() } }
    case .release, .drag: break
    }
  }

  private var pivotArea: Rect? { ScreenLayout(self).panels[.pivot].map { TitledBox.content(in: $0) } }

  private mutating func select(_ cell: PivotCell, in area: Rect) {
    pivotCell = cell
    regions.cursor.hold(at: moment.uptime)
    products.cursor.hold(at: moment.uptime)
    guard let grid = PivotGrid(self) else { return }
    let visible = PivotPanel(self).pivot(grid).visible(in: area)
    pivotScroll = GridCell(row: visible.rows.lowerBound, column: visible.columns.lowerBound)
  }
}
