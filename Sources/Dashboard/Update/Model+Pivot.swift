import SalesCore
import TextUI

/// The selected cell of the pivot.
extension Model {
  mutating func moveOnPivot(_ action: Action) {}

  mutating func applyPivotCell() {}

  mutating func mouseOnPivot(_ event: MouseEvent, _ layout: ScreenLayout) {}
}
