/// Everything a key can do. The raw value is its name in the config file.
enum Action: String, Sendable, CaseIterable {
  case quit, help, redraw, suspend
  case pickPeriod = "pick-period"
  case pickRegions = "pick-regions"
  case pickProducts = "pick-products"
  case search
  case apply, back
  case clearFilters = "clear-filters"
  case pause
  case zoomIn = "zoom-in"
  case zoomOut = "zoom-out"
  case zoomReset = "zoom-reset"
  case shiftBack = "shift-back"
  case shiftForward = "shift-forward"
  case live
  case comparison, measure, sort
  case reverseSort = "reverse-sort"
  case export, maximise, theme
  case nextPanel = "next-panel"
  case previousPanel = "previous-panel"
  case up, down, left, right, first, last
  case pageUp = "page-up"
  case pageDown = "page-down"
  case tick, exclude, all
  case cursorLeft = "cursor-left"
  case cursorRight = "cursor-right"
  case cursorStart = "cursor-start"
  case cursorEnd = "cursor-end"
  case deleteBackward = "delete-backward"
  case deleteForward = "delete-forward"
  case deleteWord = "delete-word"
  case deleteLine = "delete-line"

  /// Works while an overlay is open, too.
  var isAlwaysOn: Bool { self == .quit || self == .redraw || self == .suspend }
}
