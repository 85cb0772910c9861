import SalesCore
import TextUI

/// Regions by products.
struct PivotPanel {
  let model: Model

  init(_ model: Model) { self.model = model }

  func draw(in area: Rect, on canvas: inout Canvas) {
    _ = Panel(title: "Pivot", focused: model.focus == .pivot).draw(in: area, on: &canvas, look: model.look)
  }
}
