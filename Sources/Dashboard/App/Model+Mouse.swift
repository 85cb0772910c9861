import TextUI

extension Model {
  mutating func mouse(_ event: MouseEvent) -> [Effect] {
    switch overlay {
    case .help, .sale: return mouseOnText(event)
    case .picker(let picker): return mouseInPicker(event, picker)
    case nil: mouseOnScreen(event)
    }
    return []
  }

  /// In the help and on a single sale a click closes the overlay, and the wheel moves up and down.
  private mutating func mouseOnText(_ event: MouseEvent) -> [Effect] {
    switch event.kind {
    case .press: overlay = nil
    case .wheelUp: return perform(.up)
    case .wheelDown: return perform(.down)
    case .release, .drag: break
    }
    return []
  }

  /// A click highlights a row, or runs a command; a click beside the box closes it.
  private mutating func mouseInPicker(_ event: MouseEvent, _ open: Picker) -> [Effect] {
    var picker = open
    picker.match(in: self)
    let layout = ScreenLayout(self)
    let screen = Rect(x: 0, y: 0, width: size.columns, height: size.rows)
    switch event.kind {
    case .wheelUp: picker.move(by: -1)
    case .wheelDown: picker.move(by: 1)
    case .press:
      guard layout.picker(picker.kind, total: picker.matches.total).frame(in: screen).contains(event.at) else {
        overlay = nil
        return []
      }
      let body = layout.pickerRows(of: picker)
      let index = event.at.y - body.y + picker.offset
      guard body.contains(event.at), picker.matches.rows.indices.contains(index) else { return [] }
      picker.highlight(index)
      if picker.kind == .commands { return applyPicker(picker) }
    case .release, .drag: return []
    }
    overlay = .picker(picker)
    return []
  }

  private mutating func mouseOnScreen(_ event: MouseEvent) {
    let layout = ScreenLayout(self)
    if event.kind == .press { pressed = nil }
    // Drags and the release go to the panel of the press, even when the pointer has left it.
    if event.kind == .drag || event.kind == .release {
      if let pressed { sendMouse(event, to: pressed, layout, focusBefore: focus) }
      if event.kind == .release { pressed = nil }
      return
    }
    if layout.top.contains(event.at) { return mouseOnTop(event, layout) }
    guard let panel = layout.panel(at: event.at) else { return }
    let before = focus
    if event.kind == .press {
      pressed = panel
      if panel.isFocusable { focus = panel }
    }
    sendMouse(event, to: panel, layout, focusBefore: before)
  }

  private mutating func sendMouse(
    _ event: MouseEvent, to kind: PanelKind, _ layout: ScreenLayout, focusBefore: PanelKind
  ) {
    guard let area = layout.panels[kind] else { return }
    var context = PanelContext(self, kind, layout: layout)
    context.focusBefore = focusBefore
    if let intents = panels[kind]?.mouse(event, in: area, context) { apply(intents) }
  }

  /// A click on a view's tab shows it.
  private mutating func mouseOnTop(_ event: MouseEvent, _ layout: ScreenLayout) {
    guard event.kind == .press, let view = TopRow(model: self).view(at: event.at, in: layout.top) else { return }
    showView(view)
  }
}
