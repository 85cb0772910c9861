import SalesCore
import TextUI

/// Regions picked on the map; the selection is the one of the list of regions.
extension Model {
  /// A click selects; a click on what is selected shows only that.
  mutating func mouseOnMap(_ event: MouseEvent, _ layout: ScreenLayout, focusBefore: PanelID) {
    switch event.kind {
    case .wheelUp, .wheelDown:
      setFocus(.map)
      _ = perform(event.kind == .wheelUp ? .up : .down)
    case .press:
      guard let area = layout.panels[.map], let name = MapPanel(self).region(at: event.at, in: area) else {
        return setFocus(.map)
      }
      let wasSelected = (focusBefore == .map || focusBefore == .regions) && regions.cursor.selected == name
      regions.cursor.select(name, in: regions.order, at: moment.uptime)
      if wasSelected { drilling { $0.apply() } }
    case .release, .drag: break
    }
  }
}
