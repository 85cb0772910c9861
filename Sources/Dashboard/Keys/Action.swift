/// An action that a key can do. The raw value is its name in the config file.
enum Action: String, Sendable, CaseIterable {
  case quit, help, palette, redraw, suspend, reload
  case view1 = "view-1"
  case view2 = "view-2"
  case view3 = "view-3"
  case view4 = "view-4"
  case view5 = "view-5"
  case view6 = "view-6"
  case view7 = "view-7"
  case view8 = "view-8"
  case view9 = "view-9"
  case pickPeriod = "pick-period"
  case pickRegions = "pick-regions"
  case pickProducts = "pick-products"
  case search
  case apply, back
  case drillDown = "drill-down"
  case drillUp = "drill-up"
  case undo, redo
  case clearFilters = "clear-filters"
  case pause
  case rewind
  case fastForward = "fast-forward"
  case zoomIn = "zoom-in"
  case zoomOut = "zoom-out"
  case zoomReset = "zoom-reset"
  case shiftBack = "shift-back"
  case shiftForward = "shift-forward"
  case live
  case comparison, measure, bucket, axis, sort
  case reverseSort = "reverse-sort"
  case mark
  case export
  case exportPicture = "export-picture"
  case copyCommand = "copy-command"
  case maximise, theme, mouse
  case nextPanel = "next-panel"
  case previousPanel = "previous-panel"
  case up, down, left, right, first, last
  case pageUp = "page-up"
  case pageDown = "page-down"
  case tick, exclude, all
  case cursorLeft = "cursor-left"
  case cursorRight = "cursor-right"
  case cursorWordLeft = "cursor-word-left"
  case cursorWordRight = "cursor-word-right"
  case cursorStart = "cursor-start"
  case cursorEnd = "cursor-end"
  case deleteBackward = "delete-backward"
  case deleteForward = "delete-forward"
  case deleteWord = "delete-word"
  case deleteLine = "delete-line"
  case deleteToEnd = "delete-to-end"

  static let views: [Action] = [.view1, .view2, .view3, .view4, .view5, .view6, .view7, .view8, .view9]

  /// The name for people, as in the command palette.
  var title: String {
    switch self {
    case .pickPeriod: "Pick the period"
    case .search: "Find"
    case .apply: "Apply the selection"
    case .clearFilters: "Clear filters"
    case .pause: "Pause or resume"
    case .zoomReset: "Reset the zoom"
    case .live: "Back to live"
    case .comparison: "Next comparison"
    case .measure: "Next measure"
    case .bucket: "Bucket width"
    case .axis: "Y axis"
    case .mark: "Mark a range"
    case .export: "Export CSV"
    case .copyCommand: "Copy the command"
    case .maximise: "Maximise the panel"
    case .theme: "Pick a theme"
    case .mouse: "Mouse off or on"
    case .up, .down, .left, .right: "Move \(rawValue)"
    case .first, .last: "Go to the \(rawValue)"
    default: words
    }
  }

  /// Moves a selection within a panel.
  var isMove: Bool {
    switch self {
    case .up, .down, .left, .right, .first, .last, .pageUp, .pageDown: true
    default: false
    }
  }

  /// The raw value as words: "Drill down".
  private var words: String {
    let words = rawValue.replacing("-", with: " ")
    return words.prefix(1).uppercased() + words.dropFirst()
  }

  /// Works even while an overlay is open.
  var isAlwaysOn: Bool { self == .quit || self == .redraw || self == .suspend }
}
