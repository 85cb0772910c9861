import SalesAnalytics
import TextUI

/// The panel of the measure over time, stacked by region.
struct TrendPanel: TimeChart {
  let kind = PanelKind.trend
  var isDragging = false

  func draw(in area: Rect, _ context: PanelContext, on canvas: inout Canvas) {
    TrendDrawing(context.model).draw(in: area, on: &canvas)
  }

  func chart(_ figures: Figures, in area: Rect, _ context: PanelContext) -> LineChart {
    TrendDrawing(context.model).lineChart(figures, in: area)
  }
}
