import SalesAnalytics
import TextUI

/// The panel of the measure over time, with the comparison behind it.
struct RevenuePanel: TimeChart {
  let kind = PanelKind.revenue
  var isDragging = false

  func draw(in area: Rect, _ context: PanelContext, on canvas: inout Canvas) {
    RevenueDrawing(context.model).draw(in: area, on: &canvas)
  }

  func chart(_ figures: Figures, in area: Rect, _ context: PanelContext) -> LineChart {
    RevenueDrawing(context.model).lineChart(figures)
  }
}
