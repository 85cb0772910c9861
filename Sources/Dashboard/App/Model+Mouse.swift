import SalesCore
import TextUI

extension Model {
  mutating func mouse(_ event: MouseEvent) -> [Effect] {
    switch overlay {
    case .help: mouseInHelp(event)
    case .picker(let picker): mouseInPicker(event, picker)
    case .palette(let palette): return point(event, in: palette)
    case .sale: mouseOnSale(event)
    case nil: mouseOnScreen(event)
    }
    return []
  }

  private mutating func mouseInHelp(_ event: MouseEvent) {
    switch event.kind {
    case .press: overlay = nil
    case .wheelUp: _ = perform(.up)
    case .wheelDown: _ = perform(.down)
    case .release, .drag: break
    }
  }

  private mutating func mouseInPicker(_ event: MouseEvent, _ open: Picker) {
    var picker = open
    picker.match(in: self)
    let total = picker.matches.total
    let layout = ScreenLayout(self)
    let screen = Rect(x: 0, y: 0, width: size.columns, height: size.rows)
    switch event.kind {
    case .wheelUp: picker.move(by: -1)
    case .wheelDown: picker.move(by: 1)
    case .press:
      guard layout.picker(total: total).frame(in: screen).contains(event.at) else {
        overlay = nil
        return
      }
      let body = layout.pickerRows(total: total)
      let index = event.at.y - body.y + picker.offset
      guard body.contains(event.at), picker.matches.rows.indices.contains(index) else { return }
      picker.highlight(index)
    case .release, .drag: return
    }
    overlay = .picker(picker)
  }

  private mutating func mouseOnScreen(_ event: MouseEvent) {
    let layout = ScreenLayout(self)
    // What began in a panel is its own, wherever the pointer goes.
    if event.kind == .press { dragged = nil }
    if let dragged, event.kind == .drag || event.kind == .release { return mouseOnChart(event, dragged, layout) }
    if layout.top.contains(event.at) { return mouseOnTop(event, layout) }
    guard let panel = layout.panel(at: event.at) else { return }
    let before = focus
    if event.kind == .press, panel.context != nil { setFocus(panel, selecting: false) }
    switch panel {
    case .revenue, .trend: mouseOnChart(event, panel, layout)
    case .heatmap: mouseOnHeatmap(event, layout)
    case .pivot: mouseOnPivot(event, focusBefore: before)
    case .map: mouseOnMap(event, layout, focusBefore: before)
    case .filter: mouseOnFilter(event, layout)
    case .regions, .products, .feed: mouseOnList(panel, event, layout, focusBefore: before)
    case .pipeline, .ticker: break
    }
  }

  /// A click on a head sorts by it, one on a region's bar shows only that region; elsewhere a click selects, and one on what is
  /// selected shows only that.
  private mutating func mouseOnList(
    _ panel: PanelID, _ event: MouseEvent, _ layout: ScreenLayout, focusBefore: PanelID
  ) {
    switch event.kind {
    case .wheelUp, .wheelDown:
      setFocus(panel)
      _ = perform(event.kind == .wheelUp ? .up : .down)
    case .press:
      if panel != .feed, let key = RankedPanel(self, panel, layout).sortKey(at: event.at) {
        changeList { $0.key == key ? $0.reverse() : $0.sort(by: key) }
        return setFocus(panel)
      }
      let rows = layout.rows(of: panel)
      let index = event.at.y - rows.y + cursor(of: panel).offset
      guard rows.contains(event.at) else { return setFocus(panel) }
      let isBar = panel == .regions && RankedPanel(self, panel, layout).isBar(at: event.at)
      let before = cursor(of: panel).selected
      let uptime = moment.uptime
      var isMeant = false
      changeCursor { cursor, items in
        guard items.indices.contains(index), event.at.y - rows.y < layout.itemRows(of: panel, count: items.count) else {
          return
        }
        isMeant = isBar || focusBefore == panel && items[index] == before
        cursor.select(items[index], in: items, at: uptime)
      }
      if isMeant { drilling { $0.apply() } }
    case .release, .drag: break
    }
  }

  /// A click on a view's tab shows it.
  private mutating func mouseOnTop(_ event: MouseEvent, _ layout: ScreenLayout) {
    guard event.kind == .press, let view = TopRow(self).view(at: event.at, in: layout.top) else { return }
    showView(view)
  }
}
