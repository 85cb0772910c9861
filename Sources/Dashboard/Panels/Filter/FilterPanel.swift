import SalesCore
import TextUI

/// The panel of periods, regions and products to pick from. It has no keys: a click picks a period, or ticks and unticks a region or
/// a product.
struct FilterPanel: Panel {
  let kind = PanelKind.filter
  /// The first row shown of each section.
  private(set) var scroll: [Picker.Kind: Int] = [:]

  private func drawing(_ context: PanelContext) -> FilterDrawing { FilterDrawing(context.model, scroll: scroll) }

  func draw(in area: Rect, _ context: PanelContext, on canvas: inout Canvas) {
    drawing(context).draw(in: area, on: &canvas)
  }

  mutating func mouse(_ event: MouseEvent, in area: Rect, _ context: PanelContext) -> [Intent] {
    let sections = drawing(context).sections(in: area)
    guard let section = sections.first(where: { $0.body.contains(event.at) || $0.heading.contains(event.at) }) else {
      return []
    }
    switch event.kind {
    case .wheelUp: scroll[section.kind] = max(0, section.offset - 1)
    case .wheelDown: scroll[section.kind] = min(section.scrollRange, section.offset + 1)
    case .press:
      if section.heading.contains(event.at) { return [.pick(section.kind)] }
      if let row = section.row(at: event.at) { return toggle(row.choice, section.kind, context.model.filter) }
    case .release, .drag: break
    }
    return []
  }

  private func toggle(_ choice: Choice, _ kind: Picker.Kind, _ filter: SaleFilter) -> [Intent] {
    var new = filter
    switch choice {
    case .period(let period): return [.choose(period)]
    case .region(let name):
      let isPicked = (new.excludedRegions.remove(name) ?? new.regions.remove(name)) != nil
      if !isPicked { new.regions.insert(name) }
    case .product(let name):
      let isPicked = (new.excludedProducts.remove(name) ?? new.products.remove(name)) != nil
      if !isPicked { new.products.insert(name) }
    case .theme, .sale, .command: return []
    case .all where kind == .regions: (new.regions, new.excludedRegions) = ([], [])
    case .all: (new.products, new.excludedProducts) = ([], [])
    }
    return [.filter(new)]
  }
}
