import SalesAnalytics
import SalesCore

/// A list whose selection several panels and overlays share.
enum ListID: Sendable {
  case regions, products, feed
}

/// Selections that several panels share: the same region is selected in the list and on the map, the same bucket in
/// both charts.
struct Selection: Equatable, Sendable {
  var regions = RankedList()
  var products = RankedList()
  var feedCursor = ListCursor()
  /// The start of the bucket under the crosshair. A time stays with its bucket as the window moves.
  var crosshair: Timestamp?
  /// The start of the bucket where a marked range begins; the range ends at the crosshair.
  var mark: Timestamp?
}

extension Model {
  func cursor(of list: ListID) -> ListCursor {
    switch list {
    case .regions: selection.regions.cursor
    case .products: selection.products.cursor
    case .feed: selection.feedCursor
    }
  }

  func items(of list: ListID) -> [String] {
    switch list {
    case .regions: selection.regions.order
    case .products: selection.products.order
    case .feed: data.feed.map(\.sale.id)
    }
  }

  /// Calls `change` with a list's cursor and items.
  mutating func change(_ list: ListID, _ change: (inout ListCursor, [String]) -> Void) {
    switch list {
    case .regions: change(&selection.regions.cursor, selection.regions.order)
    case .products: change(&selection.products.cursor, selection.products.order)
    case .feed: change(&selection.feedCursor, items(of: .feed))
    }
  }

  func order(of list: ListID) -> SortOrder { list == .products ? view.sortProducts : view.sortRegions }

  mutating func sort(_ list: ListID, by order: SortOrder) {
    switch list {
    case .regions: view.sortRegions = order
    case .products: view.sortProducts = order
    case .feed: break
    }
  }

  /// Settles the lists and the crosshair.
  mutating func settleSelection(_ layout: ScreenLayout) {
    let focused = panels[focus]?.list
    if let figures = data.figures {
      func ordering(_ list: ListID) -> Ordering {
        Ordering(order: order(of: list), measure: view.measure, currency: setup.currency)
      }
      selection.regions.settle(
        figures.regions, by: ordering(.regions),
        visible: layout.itemRows(of: .regions, count: figures.regions.count), isFocused: focused == .regions,
        at: moment.uptime)
      selection.products.settle(
        figures.products, by: ordering(.products),
        visible: layout.itemRows(of: .products, count: figures.products.count), isFocused: focused == .products,
        at: moment.uptime)
      settleCrosshair(figures)
    }
    selection.feedCursor.settle(
      in: items(of: .feed), visible: layout.itemRows(of: .feed, count: data.feed.count), isFocused: focused == .feed,
      anchored: true)
    selectFirstRow()
  }

  /// Selects the first row of the focused list when no row is selected.
  mutating func selectFirstRow() {
    guard let focused = panels[focus]?.list, cursor(of: focused).selected == nil else { return }
    change(focused) { $0.select($1.first ?? "", in: $1, at: .zero) }
  }

  /// Moves crosshair and mark to the new buckets of their times, and drops them when a time is out of the range.
  private mutating func settleCrosshair(_ figures: Figures) {
    guard isCurrent else { return }
    func settled(_ time: Timestamp) -> Timestamp? {
      // A marked range whose start has left the window keeps the rest.
      let time = selection.mark == nil ? time : max(time, figures.range.lowerBound)
      return figures.bucket(holding: time).map { figures.edges[min($0, newestBucket ?? $0)] }
    }
    selection.crosshair = selection.crosshair.flatMap(settled)
    selection.mark = selection.crosshair == nil ? nil : selection.mark.flatMap(settled)
  }
}
