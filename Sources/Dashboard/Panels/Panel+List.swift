import SalesCore
import TextUI

/// What keys and clicks mean in every panel that walks a shared list.
extension Panel {
  /// Moves in the list, `←` and `→` to the neighbouring panels; nil for other actions.
  func listIntents(_ action: Action, _ context: PanelContext) -> [Intent]? {
    let page = max(1, context.layout.rows(of: kind).height - 1)
    if let list, let move = ListCursor.Move(action, page: page) { return [.move(move, in: list)] }
    return neighbourIntents(action)
  }

  func neighbourIntents(_ action: Action) -> [Intent]? {
    switch action {
    case .left: [.moveFocus(by: -1)]
    case .right: [.moveFocus(by: 1)]
    default: nil
    }
  }

  /// Focuses the panel and moves a row; nil for other events.
  func wheelIntents(_ event: MouseEvent) -> [Intent]? {
    guard let list, event.kind == .wheelUp || event.kind == .wheelDown else { return nil }
    return [.focus(kind), .move(.by(event.kind == .wheelUp ? -1 : 1), in: list)]
  }

  /// The row of the list under a point, as its item; nil beside the rows.
  func item(at point: Point, _ context: PanelContext) -> String? {
    guard let list else { return nil }
    let rows = context.layout.rows(of: kind)
    let items = context.model.items(of: list)
    let index = point.y - rows.y + context.model.cursor(of: list).offset
    guard rows.contains(point), items.indices.contains(index),
      point.y - rows.y < context.layout.itemRows(of: kind, count: items.count)
    else { return nil }
    return items[index]
  }

  /// The selected item, unless it is gone.
  func selected(_ context: PanelContext) -> String? {
    guard let list, let selected = context.model.cursor(of: list).selected else { return nil }
    return context.model.items(of: list).contains(selected) ? selected : nil
  }
}

extension Intent {
  /// Shows only one region or product.
  static func only(_ name: String, in list: ListID, _ filter: SaleFilter) -> Intent {
    var filter = filter
    switch list {
    case .regions: (filter.regions, filter.excludedRegions) = ([name], [])
    case .products: (filter.products, filter.excludedProducts) = ([name], [])
    case .feed: break
    }
    return .filter(filter)
  }
}
