import SalesCore
import TextUI

/// Regions or products by size, with one row for all that have no row of their own, so that the column adds up.
struct RankedPanel {
  let model: Model
  let panel: PanelID
  let layout: ScreenLayout

  init(_ model: Model, _ panel: PanelID, _ layout: ScreenLayout) {
    self.model = model
    self.panel = panel
    self.layout = layout
  }

  private var isRegions: Bool { panel == .regions }
  private var list: RankedList { isRegions ? model.regions : model.products }
  private var isFocused: Bool { model.focus == panel }

  func draw(in area: Rect, on canvas: inout Canvas) {
    let key = model.setup.keys.label(isRegions ? .pickRegions : .pickProducts)
    let inner = Panel(title: title, hotkey: key.count == 1 ? key.first : nil, focused: isFocused)
      .draw(in: area, on: &canvas, look: model.look)
    guard let figures = model.figures else { return }
    guard !list.order.isEmpty else {
      canvas.write(String(model.look.symbols.dash), x: inner.x + 1, y: inner.y, style: .dim, in: inner)
      return
    }
    table(figures, width: inner.width).draw(in: inner, on: &canvas, look: model.look)
  }

  private var title: String {
    let by = list.key == .value ? model.measure.word : list.key.rawValue
    let order = list.isReversed ? ", reversed" : ""
    if isRegions { return list.key == .value && !list.isReversed ? "Regions" : "Regions by \(by)\(order)" }
    return (list.isReversed ? "Products by \(by)" : "Top products by \(by)") + order
  }

  private func table(_ figures: Figures, width: Int) -> Table {
    let all = isRegions ? figures.regions : figures.products
    let byName = Dictionary(all.map { ($0.name, $0) }) { first, _ in first }
    let visible = layout.itemRows(of: panel, count: list.order.count)
    let window = list.order.dropFirst(list.cursor.offset).prefix(visible)
    let shown = window.compactMap { byName[$0] }
    let other = Ranking.other(than: shown, of: all, buckets: figures.buckets)
    let whole = RankedColumns(
      model, figures, rows: shown + (other.map { [$0] } ?? []), hasBars: isRegions,
      hasHeads: layout.hasHeads(panel), width: width)
    var table = Table(columns: whole.columns, rows: shown.map { whole.cells($0) })
    table.footer = other.map { whole.cells($0, isOther: true) }
    table.selected = list.cursor.selected.flatMap { name in shown.firstIndex { $0.name == name } }
    table.showsHeader = layout.hasHeads(panel)
    table.isFocused = isFocused
    table.isAscending = list.isReversed
    table.sortedBy = whole.column(of: list.key)
    if !isFocused, isRegions { table.selected = nil }
    return table
  }
}
