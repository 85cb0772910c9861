import SalesCore
import TextUI

/// The measure over time, stacked by region.
struct TrendPanel {
  let model: Model

  init(_ model: Model) { self.model = model }

  func draw(in area: Rect, on canvas: inout Canvas) {
    _ = Panel(title: "Trend", focused: model.focus == .trend).draw(in: area, on: &canvas, look: model.look)
  }
}
