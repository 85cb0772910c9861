import SalesCore
import TextUI

/// The filter, always open: what there is to pick from, what is picked, and the share of each.
struct FilterColumn {
  let model: Model

  init(_ model: Model) { self.model = model }

  func draw(in area: Rect, on canvas: inout Canvas) {
    let inner = Panel(title: "Filter").draw(in: area, on: &canvas, look: model.look).inset(dx: 1, dy: 0)
    let sections: [(kind: Picker.Kind, action: Action)] = [
      (.period, .pickPeriod), (.regions, .pickRegions), (.products, .pickProducts),
    ]
    var y = inner.y
    for (index, section) in sections.enumerated() {
      let rows = PickerRows(model, Picker(section.kind, filter: model.filter)).rows
      // Each leaves the ones after it a few rows.
      let left = inner.bottom - y - 6 * (sections.count - 1 - index) - 1
      let shown = min(rows.count, left)
      guard shown > 0 else { return }
      let heading = [Span(model.setup.keys.label(section.action) + " ", .key), Span(section.kind.title, .title)]
      canvas.write(heading, x: inner.x, y: y, in: inner)
      if rows.count > shown {
        let more = "+\(rows.count - shown)"
        canvas.write(more, x: inner.right - more.count, y: y, style: .dim, in: inner)
      }
      for (offset, row) in rows.prefix(shown).enumerated() {
        draw(row, in: Rect(x: inner.x, y: y + 1 + offset, width: inner.width, height: 1), on: &canvas)
      }
      y += shown + 2
    }
  }

  private func draw(_ row: PickerRow, in place: Rect, on canvas: inout Canvas) {
    let (sign, style) = mark(row.choice)
    canvas.write(String(sign), x: place.x, y: place.y, style: style, in: place)
    let isPeriod = if case .period = row.choice { true } else { false }
    let detail = isPeriod ? "" : row.detail
    let width = DisplayWidth.of(detail)
    canvas.write(row.label, x: place.x + 2, y: place.y, style: style, maxWidth: place.width - 3 - width, in: place)
    canvas.write(detail, x: place.right - width, y: place.y, style: .dim, in: place)
  }

  private func mark(_ choice: Choice) -> (Character, Style) {
    let symbols = model.look.symbols
    let picked = (symbols.ticked, Style(.filter))
    let excluded = (symbols.excluded, Style(.excluded))
    switch choice {
    case .period(let period): return period == model.period ? picked : (" ", .text)
    case .region(let name):
      if model.filter.excludedRegions.contains(name) { return excluded }
      return model.filter.regions.contains(name) ? picked : (" ", .text)
    case .product(let name):
      if model.filter.excludedProducts.contains(name) { return excluded }
      return model.filter.products.contains(name) ? picked : (" ", .text)
    case .all, .sale: return (" ", .dim)
    }
  }
}
