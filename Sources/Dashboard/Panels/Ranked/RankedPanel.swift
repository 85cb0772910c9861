import TextUI

/// The panel of ranked regions, and that of ranked products.
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
    rankedIntents(action, sortKeys: drawing(context).sortKeys, context)
  }

  /// A click on a head sorts by it, one on a region's bar shows only that region; elsewhere a click selects a row, and
  /// a click on the selected row shows only that.
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
    return [.select(name, in: list)] + (isBar || isAgain ? [.only(name, in: list, context.model.filter), .drill] : [])
  }

  func canPerform(_ action: Action, _ context: PanelContext) -> Bool? {
    canActOnRow(action, context)
  }
}
