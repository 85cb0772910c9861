import SalesCore
import TextUI

/// Regions as bubbles on a world map.
struct MapPanel {
  let model: Model

  init(_ model: Model) { self.model = model }

  func draw(in area: Rect, on canvas: inout Canvas) {
    _ = Panel(title: "Map", focused: model.focus == .map).draw(in: area, on: &canvas, look: model.look)
  }
}
