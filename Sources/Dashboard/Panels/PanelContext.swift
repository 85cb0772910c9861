import SalesAnalytics
import TextUI

/// The dashboard as one panel sees it, for reading only.
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
  /// The panel's area on the screen; nil while it is not shown.
  var area: Rect? { layout.panels[kind] }
}

/// The data a panel needs beyond the figures that every view has.
struct PanelNeeds {
  /// Parts of the figures that are read only when a panel asks for them.
  var parts: FigureParts = []
  /// The number of newest sales.
  var sales = 0
  /// The number of newest dead letters.
  var rejections = 0
}
