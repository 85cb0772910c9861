import SalesCore
import TextUI

/// The selected cell of the heatmap.
extension Model {
  mutating func moveOnHeatmap(_ action: Action) {}

  mutating func applyHeatCell() {}

  mutating func mouseOnHeatmap(_ event: MouseEvent, _ layout: ScreenLayout) {}
}
