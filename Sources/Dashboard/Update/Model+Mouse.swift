import SalesCore
import TextUI

extension Model {
  mutating func mouse(_ event: MouseEvent) -> [Effect] {
    switch overlay {
    case .help: mouseInHelp(event)
    case .picker(let picker): mouseInPicker(event, picker)
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
    let rows = PickerRows(self, picker)
    let choices = rows.choices
    let layout = ScreenLayout(self)
    let screen = Rect(x: 0, y: 0, width: size.columns, height: size.rows)
    switch event.kind {
    case .wheelUp: picker.move(by: -1, in: choices)
    case .wheelDown: picker.move(by: 1, in: choices)
    case .press:
      guard layout.picker(total: rows.total).frame(in: screen).contains(event.at) else {
        overlay = nil
        return
      }
      let body = layout.pickerRows(total: rows.total)
      let index = event.at.y - body.y + picker.offset
      guard body.contains(event.at), choices.indices.contains(index) else { return }
      picker.highlight(choices[index], in: choices)
    case .release, .drag: return
    }
    overlay = .picker(picker)
  }

  private mutating func mouseOnScreen(_ event: MouseEvent) {
    let layout = ScreenLayout(self)
    guard let panel = layout.panel(at: event.at) else { return }
    switch event.kind {
    case .press:
      let before = focus == panel && panel.isList ? cursor(of: panel).selected : nil
      setFocus(panel)
      panel == .chart ? aim(at: event.at, layout) : select(at: event.at, layout, before: before)
    case .wheelUp, .wheelDown:
      let isUp = event.kind == .wheelUp
      if panel == .chart {
        zoom(isUp ? .in : .out, around: bucket(at: event.at, layout).flatMap { figures?.edges[$0] })
      } else {
        setFocus(panel)
        _ = perform(isUp ? .up : .down)
      }
    case .release, .drag: break
    }
  }

  private func bucket(at point: Point, _ layout: ScreenLayout) -> Int? {
    guard let area = layout.panels[.chart], let figures else { return nil }
    let chart = ChartPanel(self)
    guard let index = chart.lineChart(figures).bucket(atColumn: point.x, in: chart.plot(in: area)) else { return nil }
    return figures.buckets.indices.contains(index) ? index : nil
  }

  private mutating func aim(at point: Point, _ layout: ScreenLayout) {
    guard let figures, let newest = newestBucket, let index = bucket(at: point, layout) else { return }
    crosshair = figures.edges[min(index, newest)]
  }

  /// A click selects; a click on what is selected shows only that.
  private mutating func select(at point: Point, _ layout: ScreenLayout, before: String?) {
    let rows = layout.rows(of: focus)
    guard rows.contains(point) else { return }
    let offset = cursor(of: focus).offset
    let uptime = moment.uptime
    var isAgain = false
    changeCursor { cursor, items in
      let index = point.y - rows.y + offset
      guard items.indices.contains(index) else { return }
      isAgain = items[index] == before
      cursor.select(items[index], in: items, at: uptime)
    }
    if isAgain { apply() }
  }
}
