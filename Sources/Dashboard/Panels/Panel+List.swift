import SalesCore
import TextUI

/// Keys and clicks in panels that walk a shared list.
extension Panel {
  /// Moves the selection; `←` and `→` focus the neighbouring panels. Nil for other actions.
  func listIntents(_ action: Action, _ context: PanelContext) -> [Intent]? {
    let page = max(1, context.layout.rows(of: kind).height - 1)
    if let list, let move = ListCursor.Move(action, page: page) { return [.move(move, in: list)] }
    return neighbourIntents(action)
  }

  /// Actions of a ranked list: filter by the selected row, drill into it, sort, and move; nil for other actions.
  func rankedIntents(
    _ action: Action, sortKeys: @autoclosure () -> [SortOrder.Key], _ context: PanelContext
  ) -> [Intent]? {
    guard let list else { return nil }
    let (order, filter) = (context.model.order(of: list), context.model.filter)
    switch action {
    case .apply: return selected(context).map { [.only($0, in: list, filter), .drill] } ?? []
    case .drillDown:
      guard let name = selected(context) else { return [] }
      return [.only(name, in: list, filter), .open(list == .regions ? .products : .feed), .drill]
    case .sort: return [.sort(order.next(among: sortKeys()), of: list)]
    case .reverseSort: return [.sort(order.reversed, of: list)]
    default: return listIntents(action, context)
    }
  }

  /// Actions on a row need a selected one; nil for other actions.
  func canActOnRow(_ action: Action, _ context: PanelContext) -> Bool? {
    switch action {
    case .apply, .up, .down, .drillDown: list.map { context.model.cursor(of: $0).selected != nil }
    default: nil
    }
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

  /// The selected item; nil when it is no longer in the list.
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
