import SalesCore

extension Picker {
  /// The filter that Enter makes of an old one. With marks made they are the filter; otherwise it is the highlighted
  /// row alone, and without even that nothing changes. What `!x` excludes is left out of either.
  func filter(from old: SaleFilter) -> SaleFilter {
    var new = old
    if isTouched {
      if kind != .products {
        (new.regions, new.excludedRegions) = marked { if case .region(let name) = $0 { name } else { nil } }
      }
      if kind != .regions {
        (new.products, new.excludedProducts) = marked { if case .product(let name) = $0 { name } else { nil } }
      }
      // Nothing ticked, and the highlight moved on after the marks: still only the marks count.
    } else if isAimed, !excludes, let highlighted {
      select(highlighted, in: &new)
    }
    if excludes, let highlighted { Self.exclude(highlighted, in: &new) }
    return new
  }

  private func marked(_ name: (Choice) -> String?) -> (ticked: Set<String>, excluded: Set<String>) {
    var ticked: Set<String> = []
    var excluded: Set<String> = []
    for (choice, mark) in marks {
      guard let name = name(choice) else { continue }
      if mark == .ticked { ticked.insert(name) } else { excluded.insert(name) }
    }
    return (ticked, excluded)
  }

  private func select(_ choice: Choice, in filter: inout SaleFilter) {
    switch choice {
    case .region(let name):
      filter.regions = [name]
      filter.excludedRegions = []
    case .product(let name):
      filter.products = [name]
      filter.excludedProducts = []
    case .all:
      if kind != .products { (filter.regions, filter.excludedRegions) = ([], []) }
      if kind != .regions { (filter.products, filter.excludedProducts) = ([], []) }
    case .period, .theme, .sale, .command: break
    }
  }

  private static func exclude(_ choice: Choice, in filter: inout SaleFilter) {
    switch choice {
    case .region(let name):
      filter.regions.remove(name)
      filter.excludedRegions.insert(name)
    case .product(let name):
      filter.products.remove(name)
      filter.excludedProducts.insert(name)
    case .all, .period, .theme, .sale, .command: break
    }
  }
}
