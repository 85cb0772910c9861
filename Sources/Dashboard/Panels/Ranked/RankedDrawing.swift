import SalesAnalytics
import SalesCore
import TextUI

/// Draws regions or products by rank, with one row for all others, so that the columns add up.
struct RankedDrawing {
  let model: Model
  let panel: PanelKind
  let layout: ScreenLayout

  init(_ model: Model, _ panel: PanelKind, _ layout: ScreenLayout) {
    self.model = model
    self.panel = panel
    self.layout = layout
  }

  private var isRegions: Bool { panel == .regions }
  private var order: SortOrder { isRegions ? model.view.sortRegions : model.view.sortProducts }
  private var list: RankedList { isRegions ? model.regions : model.products }
  private var isFocused: Bool { model.focus == panel }

  func draw(in area: Rect, on canvas: inout Canvas) {
    let key = model.setup.keys.label(isRegions ? .pickRegions : .pickProducts)
    let inner = TitledBox(title: title, trailing: range, hotkey: key.count == 1 ? key.first : nil, focused: isFocused)
      .draw(in: area, on: &canvas, look: model.look)
    guard let figures = model.figures else { return }
    guard !list.order.isEmpty else { return canvas.writeDash(in: inner, model.look) }
    content(figures, width: inner.width).table.draw(in: inner, on: &canvas, look: model.look)
  }

  /// "7-18/48" when the list is scrolled; nil at its top.
  private var range: String? {
    let (above, count) = (list.cursor.offset, list.order.count)
    guard above > 0 else { return nil }
    return "\(above + 1)-\(min(count, above + layout.itemRows(of: panel, count: count)))/\(count)"
  }

  private var title: String {
    let by = word(for: order.key)
    let direction = order.isReversed ? ", reversed" : ""
    if isRegions { return order.key == .value && !order.isReversed ? "Regions" : "Regions by \(by)\(direction)" }
    // A scrolled or reversed list does not show the top products.
    let isFromTop = !order.isReversed && list.cursor.offset == 0
    return (isFromTop ? "Top products by \(by)" : "Products by \(by)") + direction
  }

  private func word(for key: SortOrder.Key) -> String { key == .value ? model.measure.word : key.rawValue }

  private struct Content {
    var table: Table
    var columns: RankedColumns
    var shown: [RankedRow]
  }

  private func content(_ figures: Figures, width: Int) -> Content {
    let all = isRegions ? figures.regions : figures.products
    let byName = Dictionary(all.map { ($0.name, $0) }) { first, _ in first }
    let visible = layout.itemRows(of: panel, count: list.order.count)
    let window = list.order.dropFirst(list.cursor.offset).prefix(visible)
    let shown = window.compactMap { byName[$0] }
    let other = Ranking.other(than: shown, of: all, buckets: figures.buckets)
    let columns = RankedColumns(
      model, figures, rows: shown + (other.map { [$0] } ?? []), isRegions: isRegions,
      hasHeads: layout.hasHeads(panel), width: width)
    var table = Table(columns: columns.columns, rows: shown.map { columns.cells($0) })
    table.gap = RankedColumns.gap(width)
    table.footer = other.map { columns.cells($0, isOther: true) }
    table.selected = list.cursor.selected.flatMap { name in shown.firstIndex { $0.name == name } }
    table.showsHeader = layout.hasHeads(panel)
    table.isFocused = isFocused
    table.isAscending = order.isReversed
    table.sortedBy = columns.column(of: order.key)
    // The map shares the regions' selection, so it shows here while the map has the focus.
    if !isFocused, isRegions, !model.isFocused(on: .regions) { table.selected = nil }
    return Content(table: table, columns: columns, shown: shown)
  }

  private var placed: (content: Content, area: Rect)? {
    guard let figures = model.figures, let area = layout.panels[panel] else { return nil }
    let inner = TitledBox.content(in: area)
    return (content(figures, width: inner.width), inner)
  }

  /// The sort keys that `s` cycles through: value, change, name and those of the visible columns.
  var sortKeys: [SortOrder.Key] {
    let shown = placed.map { $0.content.columns.parts.compactMap($0.content.columns.key) } ?? []
    return SortOrder.Key.allCases.filter { [.value, .change, .name].contains($0) || shown.contains($0) }
  }

  /// The sort key of the column head at a point.
  func sortKey(at point: Point) -> SortOrder.Key? {
    guard let (content, area) = placed, let column = content.table.header(at: point, in: area) else { return nil }
    return content.columns.key(of: content.columns.parts[column])
  }

  func isBar(at point: Point) -> Bool {
    guard let (content, area) = placed, let cell = content.table.cell(at: point, in: area),
      content.columns.parts[cell.column] == .bar, content.shown.indices.contains(cell.row)
    else { return false }
    return point.x - cell.area.x < content.columns.bar(content.shown[cell.row]).count
  }
}
