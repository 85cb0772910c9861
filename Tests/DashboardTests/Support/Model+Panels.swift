import SalesAnalytics
import SalesCore
import TextUI

@testable import Dashboard

extension Model {
  /// The state that single panels keep.
  var heatCell: GridCell? { panels[HeatmapPanel.self]?.cell }
  var pivotCell: PivotCell? { panels[PivotPanel.self]?.cell }
  var partitionCursor: ListCursor { panels[PipelinePanel.self]?.cursor ?? ListCursor() }

  /// Draws a panel by itself, whatever stands around it.
  func draw(_ panel: PanelKind, in area: Rect, on canvas: inout Canvas) {
    panels[panel]?.draw(in: area, PanelContext(self, panel), on: &canvas)
  }

  mutating func showView(at index: Int) { view.view = setup.views[index].name }
}

extension Ordering {
  static let byRevenue = Ordering(order: SortOrder(), measure: .revenue, currency: .usDollar)
}
