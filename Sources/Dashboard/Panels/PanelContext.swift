import SalesAnalytics
import TextUI

/// The dashboard as one panel sees it: to read, never to change.
struct PanelContext {
  let model: Model
  let layout: ScreenLayout
  let kind: PanelKind
  /// The panel that had the focus before the mouse press that is being handled.
  var focusBefore: PanelKind?

  init(_ model: Model, _ kind: PanelKind, layout: ScreenLayout? = nil) {
    self.model = model
    self.kind = kind
    self.layout = layout ?? ScreenLayout(model)
  }

  var isFocused: Bool { model.focus == kind }
  /// Its area on the screen; nil while it is not shown.
  var area: Rect? { layout.panels[kind] }
}

/// The data a panel needs beyond the figures that every view has.
struct PanelNeeds {
  /// Figures that cost something to have.
  var parts: FigureParts = []
  /// The newest sales, that many rows of them.
  var sales = 0
  /// The newest dead letters.
  var rejections = 0
}
