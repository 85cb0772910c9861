import SalesAnalytics
import SalesCore
import TextUI

/// A change that a panel asks for. Panels return intents and never change the model; `update` applies them in order.
///
///     // Enter on a region: show only that region, as a step that Backspace takes back.
///     return [.only("EMEA", in: .regions, context.model.filter), .drill]
enum Intent {
  /// Replaces the filter. Esc takes it back.
  case filter(SaleFilter)
  /// Zooms to a period. Esc takes it back.
  case zoom(to: Period)
  /// Shows a period, without a step for Esc.
  case show(Period)
  /// Zooms a step in or out, around a moment if one is given.
  case zoomStep(Period.Zoom, around: Timestamp?)
  /// Shows a period and makes it the one that `=` leads back to; `0` as well when it moves with time.
  case choose(Period)
  /// Shows and focuses a panel, in the view of its name if there is one.
  case open(PanelKind)
  case focus(PanelKind)
  /// Moves the focus by a number of panels in Tab order.
  case moveFocus(by: Int)
  /// Sets the crosshair and the mark by the start of their buckets; nil removes them.
  case crosshair(Timestamp?, mark: Timestamp?)
  case move(ListCursor.Move, in: ListID)
  case select(String, in: ListID)
  case sort(SortOrder, of: ListID)
  /// Stops both ranked lists from re-sorting for 2 s.
  case holdRows
  case showSale(id: String)
  /// Opens a picker.
  case pick(Picker.Kind)
  /// Shows a notice for 4 s.
  case tell(String)
  /// Makes the other intents of the same answer a step down, which Backspace takes back.
  case drill
}
