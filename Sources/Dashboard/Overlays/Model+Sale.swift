import SalesCore
import TextUI

/// Single sales: looked at closely, and found in the feed.
extension Model {
  /// Opens all there is to know of a sale of the feed.
  mutating func showSale(_ id: String) {
    guard let sale = feed.first(where: { $0.sale.id == id }) else { return }
    pendingKeys = []
    overlay = .sale(sale)
  }

  mutating func performOnSale(_ action: Action, _ sale: StoredSale) {
    let move: ListCursor.Move
    switch action {
    case .back:
      overlay = nil
      return
    case .up: move = .by(-1)
    case .down: move = .by(1)
    case .pageUp: move = .by(-10)
    case .pageDown: move = .by(10)
    case .first: move = .first
    case .last: move = .last
    default: return
    }
    // The one before or after it, in the feed too.
    let ids = feed.map(\.sale.id)
    guard ids.contains(sale.sale.id) else { return }
    feedCursor.select(sale.sale.id, in: ids, at: moment.uptime)
    feedCursor.move(move, in: ids, at: moment.uptime)
    if let id = feedCursor.selected { showSale(id) }
  }

  mutating func mouseOnSale(_ event: MouseEvent) {
    switch event.kind {
    case .press: overlay = nil
    case .wheelUp: _ = perform(.up)
    case .wheelDown: _ = perform(.down)
    case .release, .drag: break
    }
  }

  /// Selects a sale in the feed: in the view that is shown if it has one, else in the one with the most room for it.
  mutating func showInFeed(_ id: String) {
    let ids = feed.map(\.sale.id)
    guard ids.contains(id) else { return }
    if !ScreenLayout(self).focusable.contains(.feed) {
      let rooms = setup.views.map { ScreenLayout(size, view: $0, focus: .feed).panels[.feed]?.height ?? 0 }
      guard let best = rooms.indices.max(by: { rooms[$0] < rooms[$1] }), rooms[best] > 0 else { return }
      showView(best)
    }
    setFocus(.feed, selecting: false)
    feedCursor.select(id, in: ids, at: moment.uptime)
  }
}
