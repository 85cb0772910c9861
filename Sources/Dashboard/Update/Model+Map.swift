import SalesCore
import TextUI

/// Regions picked on the map; the selection is the one of the list of regions.
extension Model {
  mutating func mouseOnMap(_ event: MouseEvent, _ layout: ScreenLayout) {}
}
