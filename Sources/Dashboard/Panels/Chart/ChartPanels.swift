import SalesAnalytics
import TextUI

/// The panel of the measure over time, with the comparison behind it.
struct RevenuePanel: TimeChart {
  let kind = PanelKind.revenue
  var isDragging = false

  func draw(in area: Rect, _ context: PanelContext, on canvas: inout Canvas) {
    RevenueDrawing(model: context.model).draw(in: area, on: &canvas)
  }

  func chart(_ figures: Figures, in area: Rect, _ context: PanelContext) -> LineChart {
    RevenueDrawing(model: context.model).lineChart(figures)
  }
}

/// The panel of the measure over time, stacked by region.
struct TrendPanel: TimeChart {
  let kind = PanelKind.trend
  var isDragging = false

  func draw(in area: Rect, _ context: PanelContext, on canvas: inout Canvas) {
    TrendDrawing(model: context.model).draw(in: area, on: &canvas)
  }

  func chart(_ figures: Figures, in area: Rect, _ context: PanelContext) -> LineChart {
    TrendDrawing(model: context.model).lineChart(figures, in: area)
  }
}
