import SalesAnalytics
import TextUI

/// Draws regions as bubbles on a world map. The selection is that of the list of regions.
struct MapDrawing {
  let model: Model

  func draw(in area: Rect, on canvas: inout Canvas) {
    let panel = TitledBox(title: title, trailing: trailing(width: area.width), focused: model.focus == .map)
    let inner = panel.draw(in: area, on: &canvas, look: model.look)
    let rows = rows
    guard !rows.isEmpty else { return canvas.writeDash(in: inner, model.look) }
    map(rows).draw(in: inner, on: &canvas, look: model.look)
  }

  /// The region whose bubble or name is at a point of the screen.
  func region(at point: Point, in area: Rect) -> String? {
    let rows = rows
    return map(rows).item(at: point, in: TitledBox.content(in: area), look: model.look).map { rows[$0].name }
  }

  /// Regions in the order of the list, which changes seldom, because labels are placed in this order.
  private var rows: [RankedRow] {
    let byName = Dictionary((model.figures?.regions ?? []).map { ($0.name, $0) }) { first, _ in first }
    return model.regions.order.compactMap { byName[$0] }
  }

  private func map(_ rows: [RankedRow]) -> WorldMap {
    let atlas = model.setup.ground.atlas
    var map = WorldMap(outline: atlas.outline, items: rows.map { item($0, atlas.places) })
    map.selected = selected.flatMap { name in rows.firstIndex { $0.name == name } }
    return map
  }

  /// The selected region while the map or the list of regions has the focus.
  private var selected: String? { model.isFocused(on: .regions) ? model.regions.cursor.selected : nil }

  private func item(_ row: RankedRow, _ places: RegionPlaces) -> WorldMap.Item {
    let currency = model.setup.currency
    let value = model.measure.value(of: row.totals, currency: currency) ?? 0
    var item = WorldMap.Item(
      row.name, detail: model.amounts.short(row.totals, model.measure), value: value, point: places.place(of: row.name),
      role: row.name == selected ? .accent : value > 0 ? .bar : .dim)
    item.labelRole = value > 0 ? .text : .dim
    if row.previous != nil {
      let change = ChangeText(row.change(by: model.measure, currency: currency), symbols: model.look.symbols)
      item.note = Span(change.text, change.role)
    }
    return item
  }

  private var title: String { "\(model.measure.title) by region" }

  private func trailing(width: Int) -> String? {
    guard let figures = model.figures, let selected, let row = figures.regions.first(where: { $0.name == selected })
    else { return nil }
    let exact = model.amounts.exact(row.totals, model.measure)
    let share = row.share(of: figures.total, by: model.measure).map { model.amounts.share($0) }
    let parts = ["\(row.name)  \(exact)", share].compactMap { $0 }
    return TitledBox.trailing([parts.joined(separator: "  "), parts[0], exact], beside: title, width: width)
  }
}
