import SalesCore
import TextUI

/// The panel of the newest sales, one a row.
struct FeedPanel: Panel {
  let kind = PanelKind.feed
  let list: ListID? = .feed

  func needs(in area: Rect) -> PanelNeeds { PanelNeeds(sales: area.height - 2) }

  func draw(in area: Rect, _ context: PanelContext, on canvas: inout Canvas) {
    FeedDrawing(context.model, context.layout).draw(in: area, on: &canvas)
  }

  func perform(_ action: Action, _ context: PanelContext) -> [Intent]? {
    let selected = context.model.feedCursor.selected
    switch action {
    case .apply:
      let sale = context.model.feed.first { $0.sale.id == selected }?.sale
      return sale.map { onlyProduct(of: $0, context) } ?? []
    case .drillDown: return selected.map { [.showSale(id: $0)] } ?? []
    default: return listIntents(action, context)
    }
  }

  private func onlyProduct(of sale: Sale, _ context: PanelContext) -> [Intent] {
    [.only(sale.product, in: .products, context.model.filter), .drill]
  }

  /// A click selects a sale, a click on the selected sale shows only its product.
  func mouse(_ event: MouseEvent, in area: Rect, _ context: PanelContext) -> [Intent] {
    if let wheel = wheelIntents(event) { return wheel }
    guard event.kind == .press, let id = item(at: event.at, context) else { return [] }
    let isAgain = context.focusBefore == kind && id == context.model.feedCursor.selected
    let sale = context.model.feed.first { $0.sale.id == id }?.sale
    return [.select(id, in: .feed)] + (isAgain ? sale.map { onlyProduct(of: $0, context) } ?? [] : [])
  }

  func canPerform(_ action: Action, _ context: PanelContext) -> Bool? {
    switch action {
    case .sort, .reverseSort: false
    default: canActOnRow(action, context)
    }
  }

  /// Names and raises the key that opens a sale, because Enter filters here.
  func hint(_ hint: KeyBinding.Hint, for action: Action, _ context: PanelContext) -> KeyBinding.Hint {
    var hint = hint
    if action == .drillDown { (hint.word, hint.weight) = ("Details", 72) }
    return hint
  }
}

/// The panel of the newest sales on one line.
struct TickerPanel: Panel {
  let kind = PanelKind.ticker

  func draw(in area: Rect, _ context: PanelContext, on canvas: inout Canvas) {
    TickerDrawing(model: context.model).draw(in: area, on: &canvas)
  }
}
