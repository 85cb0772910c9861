import SalesCore
import TextUI

/// The filter column under the mouse: a click picks a period, or ticks and unticks a region or product.
extension Model {
  mutating func mouseOnFilter(_ event: MouseEvent, _ layout: ScreenLayout) {
    guard let area = layout.panels[.filter],
      let section = FilterColumn(self).sections(in: area)
        .first(where: { $0.body.contains(event.at) || $0.heading.contains(event.at) })
    else { return }
    switch event.kind {
    case .wheelUp: filterScroll[section.kind] = max(0, section.offset - 1)
    case .wheelDown: filterScroll[section.kind] = min(section.scrollRange, section.offset + 1)
    case .press:
      if section.heading.contains(event.at) {
        _ = perform(section.kind.action)
      } else if let row = section.row(at: event.at) {
        toggle(row.choice, section.kind)
      }
    case .release, .drag: return
    }
  }

  private mutating func toggle(_ choice: Choice, _ kind: Picker.Kind) {
    var new = filter
    switch choice {
    case .period(let period): return choose(period)
    case .region(let name):
      let isPicked = (new.excludedRegions.remove(name) ?? new.regions.remove(name)) != nil
      if !isPicked { new.regions.insert(name) }
    case .product(let name):
      let isPicked = (new.excludedProducts.remove(name) ?? new.products.remove(name)) != nil
      if !isPicked { new.products.insert(name) }
    case .theme, .sale: return
    case .all where kind == .regions: (new.regions, new.excludedRegions) = ([], [])
    case .all: (new.products, new.excludedProducts) = ([], [])
    }
    change(filter: new)
  }
}
