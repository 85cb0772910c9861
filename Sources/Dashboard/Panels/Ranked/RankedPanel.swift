import SalesCore
import TextUI

/// Regions or products, ranked.
struct RankedPanel: Panel {
  let kind: PanelKind
  let list: ListID?

  init(_ kind: PanelKind) {
    self.kind = kind
    list = kind == .regions ? .regions : .products
  }

  private func drawing(_ context: PanelContext) -> RankedDrawing {
    RankedDrawing(context.model, kind, context.layout)
  }

  func draw(in area: Rect, _ context: PanelContext, on canvas: inout Canvas) {
    drawing(context).draw(in: area, on: &canvas)
  }

  func perform(_ action: Action, _ context: PanelContext) -> [Intent]? {
    guard let list else { return nil }
    let order = context.model.order(of: list)
    switch action {
    case .apply: return selected(context).map { [only($0, context), .drill] } ?? []
    case .drillDown:
      guard let name = selected(context) else { return [] }
      return [only(name, context), .open(list == .regions ? .products : .feed), .drill]
    case .sort: return [.sort(order.next(among: drawing(context).sortKeys), of: list)]
    case .reverseSort: return [.sort(order.reversed, of: list)]
    default: return listIntents(action, context)
    }
  }

  private func only(_ name: String, _ context: PanelContext) -> Intent {
    .only(name, in: list ?? .regions, context.model.filter)
  }

  /// A click on a head sorts by it, one on a region's bar shows only that region; elsewhere a click selects a row, and a
  /// click on the selected row shows only that.
  func mouse(_ event: MouseEvent, in area: Rect, _ context: PanelContext) -> [Intent] {
    if let wheel = wheelIntents(event) { return wheel }
    guard event.kind == .press, let list else { return [] }
    if let key = drawing(context).sortKey(at: event.at) {
      let order = context.model.order(of: list)
      return [.sort(order.key == key ? order.reversed : SortOrder(key), of: list)]
    }
    guard let name = item(at: event.at, context) else { return [] }
    let isBar = kind == .regions && drawing(context).isBar(at: event.at)
    let isAgain = context.focusBefore == kind && name == context.model.cursor(of: list).selected
    return [.select(name, in: list)] + (isBar || isAgain ? [only(name, context), .drill] : [])
  }

  func canPerform(_ action: Action, _ context: PanelContext) -> Bool? {
    switch action {
    case .apply, .up, .down, .drillDown: list.map { context.model.cursor(of: $0).selected != nil }
    default: nil
    }
  }
}
