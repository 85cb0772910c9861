import SalesCore
import TextUI

/// The measure by weekday and hour.
struct HeatmapPanel {
  let model: Model

  init(_ model: Model) { self.model = model }

  func draw(in area: Rect, on canvas: inout Canvas) {
    _ = Panel(title: "Heatmap", focused: model.focus == .heatmap).draw(in: area, on: &canvas, look: model.look)
  }
}
