import SalesAnalytics
import SalesCore
import TextUI

/// A change that a panel asks for. `update` applies it.
enum Intent {
  /// Shows only what passes this filter. Esc takes it back.
  case filter(SaleFilter)
  /// Zooms to a period. Esc takes it back.
  case zoom(to: Period)
  case show(Period)
  /// Zooms a step in or out, around a moment where one is given.
  case zoomStep(Period.Zoom, around: Timestamp?)
  /// Shows a period from now on: `=` and `0` lead back to it.
  case choose(Period)
  /// Shows a panel, in the view that is named after it where there is one, and focuses it.
  case open(PanelKind)
  case focus(PanelKind)
  /// Focuses the panel that many steps further in Tab order.
  case moveFocus(by: Int)
  /// Puts the crosshair and the mark on buckets, by their beginnings.
  case crosshair(Timestamp?, mark: Timestamp?)
  case move(ListCursor.Move, in: ListID)
  case select(String, in: ListID)
  case sort(SortOrder, of: ListID)
  /// Keeps the rows of both ranked lists where they are for a while.
  case holdRows
  case showSale(id: String)
  case pick(Picker.Kind)
  case tell(String)
  /// Marks what the other intents change as a step down, for Backspace to take back.
  case drill
}
