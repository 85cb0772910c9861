import SalesCore
import TextUI

/// Single sales: looked at closely, and found in the feed.
extension Model {
  /// Opens the box with all fields of a sale of the feed.
  mutating func showSale(_ id: String) {
    guard let sale = data.feed.first(where: { $0.sale.id == id }) else { return }
    pendingKeys = []
    overlay = .sale(sale)
  }

  mutating func performOnSale(_ action: Action, _ sale: StoredSale) {
    if action == .back { overlay = nil }
    guard let move = ListCursor.Move(action, page: 10) else { return }
    // The one before or after it, in the feed too.
    let ids = data.feed.map(\.sale.id)
    guard ids.contains(sale.sale.id) else { return }
    selection.feedCursor.select(sale.sale.id, in: ids, at: moment.uptime)
    selection.feedCursor.move(move, in: ids, at: moment.uptime)
    if let id = selection.feedCursor.selected { showSale(id) }
  }

  /// Selects a sale in the feed: in the view that is shown if it has one, else in the one with the most room for it.
  mutating func showInFeed(_ id: String) {
    let ids = data.feed.map(\.sale.id)
    guard ids.contains(id) else { return }
    if !ScreenLayout(self).focusable.contains(.feed) {
      let rooms = setup.views.map { ScreenLayout(size, view: $0, focus: .feed).panels[.feed]?.height ?? 0 }
      guard let best = rooms.indices.max(by: { rooms[$0] < rooms[$1] }), rooms[best] > 0 else { return }
      showView(best)
    }
    focus = .feed
    selection.feedCursor.select(id, in: ids, at: moment.uptime)
  }
}
